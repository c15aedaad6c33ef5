/** The service's own connection, in the hands of an attacker: what is written once stays, and so does what guards it. */
import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chainAudit } from '../../src/audit/chain.ts'
import { dbRolesCommand } from '../../src/cli/db-roles.ts'
import type { Sql } from '../../src/db/client.ts'
import { giveRights, ownsTables, rightsLacking, roleOf } from '../../src/db/rights.ts'
import { bringUpToDate } from '../../src/db/up-to-date.ts'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { overAll } from '../../src/house.ts'
import { publish } from '../../src/released/publish.ts'
import { asked } from '../consultations/parties.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
let service: Sql
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  service = office.house.sql
  const { id } = await office.caseUntil('archived')
  await office.registrar.adds(id, [{ name: '附卷.txt', content: '附卷的材料。' }])
  await office
    .staff('admin')
    .posts('/api/v1/choices/feeWait/proposals', '', { value: 'running', from: '2026-03-02', why: '研究。' })
  await office.head.posts('/api/v1/choices/feeWait/proposals/1/approval', '', { why: '依据充分。' })
  await asked(office)
  await sequence(office.house)
  await chainAudit(overAll(office.house))
})
afterAll(() => office.close())

const SAYS = { title: '甲', documentNumber: null, summary: '', topic: 'other' as const, madeOn: null }
const DENIED = expect.objectContaining({ code: '42501' }) // insufficient_privilege
const KEPT = [
  'ledger',
  'log',
  'log_nodes',
  'checkpoints',
  'letters',
  'files',
  'templates',
  'choice_decisions',
  'document_numbers',
  'audit_lines',
  'audit_chain',
  'audit_heads',
]
/** Everything that is kept, in one text. */
const kept = async () =>
  JSON.stringify(
    await Promise.all(
      [...KEPT, 'words'].map((table) => office.sql`select * from ${office.sql(table)} t order by t::text`),
    ),
  )

test('it is another role than the owner, owns nothing and may become nobody else', async () => {
  const [who] = await service`
    select current_user as me, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
      (select count(*)::int from pg_class where relowner = r.oid) as owned,
      (select count(*)::int from pg_proc where proowner = r.oid) as functions,
      (select count(*)::int from pg_auth_members where member = r.oid) as memberships
    from pg_roles r where rolname = current_user`
  expect(who).toMatchObject({ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false })
  expect(who).toMatchObject({ rolbypassrls: false, owned: 0, functions: 0, memberships: 0 })
  expect(who!.me).toBe(roleOf(office.house.databaseUrl))
  expect([await ownsTables(service), await ownsTables(office.sql)]).toEqual([false, true])
})

describe.each(KEPT)('%s', (table) => {
  const column = async () => {
    const [first] = await office.sql<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_name = ${table} and table_schema = 'public' order by ordinal_position desc limit 1`
    return `"${first!.name}"`
  }

  test('is added to, and otherwise out of reach: no row is changed, taken out or emptied, nothing that guards it is moved', async () => {
    const before = await kept()
    expect(await office.sql`select 1 from ${office.sql(table)} limit 1`).toHaveLength(1)
    const name = await column()
    const triggers = await office.sql<{ tgname: string }[]>`
      select tgname from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal`
    expect(triggers.length).toBeGreaterThan(1)
    const attacks = [
      `update ${table} set ${name} = ${name}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
      `merge into ${table} t using (select 1) s on true when matched then delete`,
      `alter table ${table} disable trigger all`,
      `alter table ${table} disable trigger user`,
      ...triggers.map(({ tgname }) => `drop trigger ${tgname} on ${table}`),
      ...triggers.map(({ tgname }) => `alter trigger ${tgname} on ${table} rename to away`),
      `create trigger aaa before insert on ${table} for each row execute function refuse_change()`,
      `create rule away as on insert to ${table} do instead nothing`,
      `alter table ${table} rename to away`,
      `alter table ${table} owner to current_user`,
      `alter table ${table} drop column ${name}`,
      `alter table ${table} enable row level security`,
      `drop table ${table} cascade`,
      `create index away on ${table} (${name})`,
      `comment on table ${table} is ''`,
    ]
    for (const attack of attacks) await expect(service.unsafe(attack), attack).rejects.toEqual(DENIED)
    // This one is no error: PostgreSQL warns that nothing was given.
    await service.unsafe(`grant update, delete on ${table} to current_user`)
    await expect(service.unsafe(`delete from ${table}`)).rejects.toEqual(DENIED)
    expect(await kept()).toBe(before)
  })
})

test('nor is there a way round: no setting, function, schema, role or policy is its to change', async () => {
  const before = await kept()
  const [{ owner }] = (await office.sql`select current_user as owner`) as unknown as [{ owner: string }]
  const attacks = [
    `set session_replication_role = replica`,
    `alter role current_user set session_replication_role = replica`,
    `create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$`,
    `create function public.away() returns int language sql as 'select 1'`,
    `alter function refuse_change() rename to away`,
    `drop function refuse_change() cascade`,
    `create schema away`,
    `drop schema public cascade`,
    `drop schema graphile_worker cascade`,
    `create table public.away (a int)`,
    `drop extension pg_trgm cascade`,
    `set role ${owner}`,
    `set session authorization ${owner}`,
    `alter role current_user superuser`,
    `create role away superuser`,
    `grant ${owner} to current_user`,
    `alter policy ${roleOf(office.house.databaseUrl)} on graphile_worker._private_jobs using (false)`,
    `create policy away on ledger using (true)`,
    `delete from words`,
    `delete from cases`,
    `delete from people`,
    `select from identities`,
    `insert into identities select * from identities returning sealed`,
    `delete from identities`,
    `delete from counters`,
    `delete from deliveries`,
    `delete from unsequenced`,
    `update unsequenced set hash = hash`,
    `insert into log select index + 1000, agency_id, gen_random_uuid(), position, hash from log`,
    `insert into log_nodes select level, index + 1000, hash from log_nodes`,
    `insert into checkpoints select size + 1, root, note, at from checkpoints`,
    `update data_editions set edition = '9'`,
    `update drizzle.__drizzle_migrations set created_at = 0`,
    `create event trigger away on ddl_command_start execute function refuse_change()`,
    `copy ledger to program 'cat'`,
    `select pg_read_file('/etc/passwd')`,
  ]
  for (const attack of attacks)
    await expect(service.unsafe(attack), attack).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|0LP01)$/),
    })
  expect(await kept()).toBe(before)
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('every function looks names up where no temporary table can stand in for one of ours', async () => {
  const open = await office.sql`
    select oid::regprocedure::text as name from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')
      and 'search_path=pg_catalog, public, pg_temp' <> all(coalesce(proconfig, '{}'))`
  expect(open).toEqual([])
})

test('the log goes on by its next places alone: with facts that wait, every subtree, and a signature over all of it', async () => {
  await sequence(office.house)
  const { id } = await office.caseUntil('submitted')
  const [{ size }] = (await office.sql`select count(*)::int as size from log`) as unknown as [{ size: number }]
  const [waits] = await office.sql`select id from unsequenced where case_id = ${id}`
  const [logged] = (await office.sql`
    insert into unsequenced (agency_id, case_id, position, hash)
    select agency_id, case_id, position, hash from log where index = 0 returning id`) as unknown as [{ id: string }]
  const [strange] = (await service`
    insert into unsequenced (agency_id, case_id, position, hash)
    values ('yunxi', ${id}, 9, ${'0'.repeat(64)}) returning id`) as unknown as [{ id: string }]
  const head = `'{"root":"a","note":"b","at":"2026-03-02"}'`
  const node = `'[{"level":0,"index":${size},"hash":"c"}]'`
  const far = `'[{"level":0,"index":${size + 1},"hash":"c"}]'`
  const asked = (ids: string, nodes: string, head: string) => `select sequence_log(${ids}, ${nodes}, ${head})`
  const attacks = [
    asked(`'{}'`, node, head),
    asked('null', node, head),
    asked(`'{${waits!.id}}'`, `'[]'`, head),
    asked(`'{${waits!.id}}'`, far, head),
    asked(`'{${waits!.id},${waits!.id}}'`, node, head),
    asked(`'{${waits!.id}}'`, node, `'{}'`),
    asked(`'{${strange.id}}'`, node, head),
    asked(`'{${logged.id}}'`, node, head),
    asked(`'{${Number(strange.id) + 1}}'`, node, head),
  ]
  const before = await kept()
  for (const attack of attacks)
    await expect(service.unsafe(attack), attack).rejects.toMatchObject({ code: expect.stringMatching(/^23/) })
  await service`select leave_queue(array(select id from unsequenced where case_id = ${id}))`
  expect(await kept()).toBe(before)

  // Put into the queue once more, and beside it what no case ever said: neither holds the others up.
  expect(await sequence(office.house)).toBe(1)
  expect(await office.sql`select id from unsequenced`).toEqual([{ id: strange.id }])
  expect(await verifyAll(office.house)).toMatchObject({
    ...{ ok: false, firstFault: { what: 'what waits for the log is no fact of the ledger', caseId: id, position: 9 } },
  })
  await office.sql`delete from unsequenced`
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

const REFUSED = expect.objectContaining({ code: '23514' }) // check_violation
/** In one transaction, so that what is judged at its end is judged. */
const together = (...statements: string[]) =>
  service.begin(async (tx) => {
    for (const statement of statements) await tx.unsafe(statement)
  })

test('nobody gives rights by hand: roles and units are those of a decision, and of two persons', async () => {
  await office.sql`update people set demonstration = false`
  const [{ id }] = (await office.sql`select id from people where username = 'handler'`) as unknown as [{ id: string }]
  const proposal = (by: string) =>
    `insert into right_proposals values ('${id}', 7, '{signer}', '{yunxi-gkk}', '${by}', now(), '甲')`
  const decision = (by: string) => `insert into right_decisions values ('${id}', 7, true, '${by}', now(), '乙')`
  const grant = `update people set roles = '{signer}' where id = '${id}'`
  const standing = async () =>
    JSON.stringify([await office.sql`select * from people order by id`, await office.sql`select * from person_units`])
  const before = await standing()
  const attacks = [
    [grant],
    [proposal('staff:head'), grant],
    [proposal('staff:head'), decision('staff:head')],
    [proposal('staff:handler')],
    [proposal('staff:head'), decision('staff:handler')],
    // The guard is shown tables of the attacker's own.
    [
      'create temp table right_proposals as table public.right_proposals',
      `insert into public.${decision('staff:head').slice(12)}`,
    ],
    ['create temp table people (id uuid, username text, demonstration boolean)', `update public.${grant.slice(7)}`],
    ['update people set demonstration = true', grant],
    [
      `insert into people (id, agency_id, username, name, roles) values (gen_random_uuid(), 'yunxi', 'eve', '甲', '{admin}')`,
    ],
    [
      `insert into people (id, agency_id, username, name, roles, demonstration)
      values (gen_random_uuid(), 'yunxi', 'eve', '甲', '{admin}', true)`,
    ],
    [`update people set agency_id = 'yunxi-zjj' where id = '${id}'`],
    [`insert into person_units values ('${id}', 'yunxi-dck')`],
  ]
  for (const attack of attacks)
    await expect(together(...attack), attack.join('; ')).rejects.toMatchObject({ code: expect.stringMatching(/^235/) })
  expect(await standing()).toBe(before)
  await together(proposal('staff:head'), decision('staff:counsel'), grant)
  expect(await office.sql`select roles from people where id = ${id}`).toEqual([{ roles: ['signer'] }])
})

test('what is public changes by an act that says the same, and stays on record', async () => {
  await office.house.sql.begin((tx) =>
    publish(tx, 'yunxi', SAYS, [{ name: '甲.pdf', size: 1, sha256: 'a'.repeat(64), type: 'application/pdf' }], {
      ...{ on: '2026-03-02', by: 'staff:registrar', at: office.house.time.now() },
    }),
  )
  const standing = async () =>
    JSON.stringify([await office.sql`select * from released`, await office.sql`select * from released_files`])
  const before = await standing()
  const act = (what: string, title: string) =>
    `insert into release_acts select id, 2, '${what}', '甲', jsonb_build_object('title', '${title}', 'documentNumber', null,
      'summary', summary, 'topic', topic, 'madeOn', null), 'staff:eve', now() from released`
  const next = 'update released set version = 2'
  const attacks = [
    [`update released set title = '乙'`],
    [`update released set withdrawn_on = now(), withdrawn_why = '乙'`],
    [`${next}, title = '乙'`],
    [`${next}, title = '乙'`, act('corrected', SAYS.title)],
    [`${next}, withdrawn_on = now(), withdrawn_why = '乙'`, act('corrected', SAYS.title)],
    [`${next}, withdrawn_on = now(), withdrawn_why = '乙'`, act('withdrawn', SAYS.title)],
    [`${next}, agency_id = 'yunxi-zjj'`, act('corrected', SAYS.title)],
    [`update released_files set sha256 = '${'b'.repeat(64)}'`],
    [`update released_files set taken_off = 1`],
    [next, act('corrected', SAYS.title), `update released_files set name = '乙.pdf', taken_off = 2`],
    [
      `insert into released_files select released_id, gen_random_uuid(), 2, '乙.pdf', size, sha256, type from released_files`,
    ],
    [
      `insert into released select (jsonb_populate_record(r, '{"id": "2026-9999", "uid": "${randomUUID()}"}')).* from released r`,
    ],
  ]
  for (const attack of attacks) await expect(together(...attack), attack.join('; ')).rejects.toEqual(REFUSED)
  expect(await standing()).toBe(before)
  await together(`${next}, title = '乙'`, act('corrected', '乙'), `update released_files set taken_off = 2`)
  expect(await standing()).not.toBe(before)
})

test('nothing is opened under another one’s number: number, place and key of a case and of an answer number stay', async () => {
  const mine = await office.citizen.files()
  const standing = async () =>
    JSON.stringify([
      await office.sql`select * from cases order by id`,
      await office.sql`select * from consultation_accesses`,
    ])
  const before = await standing()
  const opens = (what: string) =>
    `update cases set ${what} where id <> (select id from cases where receipt = '${mine.receipt}')`
  const attacks = [
    // Two journeys: the own case gives its number away, a sealed one takes it.
    [`update cases set receipt = 'away' where receipt = '${mine.receipt}'`, opens(`receipt = '${mine.receipt}'`)],
    ...["receipt = receipt || '1'", 'id = gen_random_uuid()', "agency_id = 'yunxi-zjj'", "keys = '2'", "code = ''"].map(
      (what) => [opens(what)],
    ),
    [opens("submitted_at = submitted_at - interval '1 day'")],
    ...['number = number || 1', "consultation = '9'", "keys = '2'", "code = ''", 'case_id = gen_random_uuid()'].map(
      (what) => [`update consultation_accesses set ${what}`],
    ),
  ]
  for (const attack of attacks) await expect(together(...attack), attack.join('; ')).rejects.toEqual(REFUSED)
  await expect(service`delete from consultation_accesses`).rejects.toEqual(DENIED)
  expect(await standing()).toBe(before)
})

test('the rights are right already: another start changes nothing, and what was given besides is taken back', async () => {
  const role = roleOf(office.house.databaseUrl)
  expect(await rightsLacking(office.sql, role)).toEqual([])
  await office.sql`grant execute on function file_application(jsonb) to public`
  expect(await rightsLacking(office.sql, role)).toHaveLength(2)
  await office.sql.unsafe(`grant update, truncate on ledger to "${role}"`)
  await office.sql.unsafe(`revoke insert on cases from "${role}"`)
  expect((await rightsLacking(office.sql, role)).length).toBeGreaterThan(2)
  await giveRights(office.databaseUrl, office.house.databaseUrl)
  expect(await rightsLacking(office.sql, role)).toEqual([])
  await expect(service`update ledger set hash = hash`).rejects.toEqual(DENIED)
  const others = `select has_function_privilege('public', 'file_application(jsonb)', 'execute') as may`
  expect(await office.sql.unsafe(others)).toEqual([{ may: false }])
})

test('without the owner’s address the service starts where the tables are up to date, and says what is lacking where not', async () => {
  const { databaseUrl } = office.house
  await bringUpToDate(databaseUrl, undefined, 'DATABASE_URL')
  const [last] = await office.sql`
    delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations) returning *`
  await expect(bringUpToDate(databaseUrl, undefined, 'DATABASE_URL')).rejects.toThrow(/^DATABASE_OWNER_URL is unset/)
  await office.sql`insert into drizzle.__drizzle_migrations ${office.sql(last!)}`
})

test('ysqgk db roles prints what an operator runs, and nothing once it is done', async () => {
  const asked = async (addresses: Parameters<typeof dbRolesCommand>[0]) => {
    const [output, errors] = [new PassThrough(), new PassThrough()]
    expect(await dbRolesCommand(addresses, output, errors)).toBe(0)
    output.end()
    errors.end()
    return { printed: await text(output), said: await text(errors) }
  }
  const { databaseUrl } = office.house
  const done = await asked({ databaseUrl, databaseOwnerUrl: office.databaseUrl })
  expect(done).toEqual({ printed: '', said: expect.stringContaining('has what it needs, and no more') })
  const other = new URL(databaseUrl)
  other.username = 'ysqgk_not_there'
  const { printed, said } = await asked({ databaseUrl: other.href, databaseOwnerUrl: office.databaseUrl })
  expect(printed).toContain(`create role "ysqgk_not_there" login password 'CHANGE THIS';`)
  expect(printed).toContain('grant insert, select on table "public"."ledger" to "ysqgk_not_there";')
  expect(printed).toContain('grant execute on function public.file_application(jsonb) to "ysqgk_not_there";')
  expect(printed).not.toMatch(
    /grant [^;]*\b(update|delete|truncate)\b[^;]*"public"."(ledger|letters|files|checkpoints)"/,
  )
  expect(said).toContain('DATABASE_OWNER_URL')
  expect((await asked({ databaseUrl: undefined, databaseOwnerUrl: undefined })).said).toContain('two roles')
})
