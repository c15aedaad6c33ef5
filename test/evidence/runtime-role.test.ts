/** The service's own connection, in the hands of an attacker: what is written once stays, and so does what guards it. */
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dbRolesCommand } from '../../src/cli/db-roles.ts'
import type { Sql } from '../../src/db/client.ts'
import { giveRights, ownsTables, rightsLacking, roleOf } from '../../src/db/rights.ts'
import { bringUpToDate } from '../../src/db/up-to-date.ts'
import { sequence } from '../../src/evidence/sequence.ts'
import { verifyAll } from '../../src/evidence/verify-all.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
let service: Sql
beforeAll(async () => {
  office = await openOffice()
  service = office.house.sql
  const { id } = await office.caseUntil('archived')
  await office.registrar.adds(id, [{ name: '附卷.txt', content: '附卷的材料。' }])
  await office
    .staff('admin')
    .posts('/api/v1/choices/feeWait/proposals', '', { value: 'running', from: '2026-03-02', why: '研究。' })
  await office.head.posts('/api/v1/choices/feeWait/proposals/1/approval', '', { why: '依据充分。' })
  await sequence(office.house)
})
afterAll(() => office.close())

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

test('the rights are right already: another start changes nothing, and what was given besides is taken back', async () => {
  const role = roleOf(office.house.databaseUrl)
  expect(await rightsLacking(office.sql, role)).toEqual([])
  await office.sql.unsafe(`grant update, truncate on ledger to "${role}"`)
  await office.sql.unsafe(`revoke insert on cases from "${role}"`)
  expect((await rightsLacking(office.sql, role)).length).toBeGreaterThan(2)
  await giveRights(office.databaseUrl, office.house.databaseUrl)
  expect(await rightsLacking(office.sql, role)).toEqual([])
  await expect(service`update ledger set hash = hash`).rejects.toEqual(DENIED)
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
  expect(printed).not.toMatch(
    /grant [^;]*\b(update|delete|truncate)\b[^;]*"public"."(ledger|letters|files|checkpoints)"/,
  )
  expect(said).toContain('DATABASE_OWNER_URL')
  expect((await asked({ databaseUrl: undefined, databaseOwnerUrl: undefined })).said).toContain('two roles')
})
