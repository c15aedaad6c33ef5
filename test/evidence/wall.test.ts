/** The wall between agencies, by the service's own connection: what a transaction has not named is not there. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAs, type Sql, within } from '../../src/db/client.ts'
import { factsOf } from '../../src/ledger/queries.ts'
import { type Office, openOffice } from '../support/house.ts'

const OURS = 'yunxi'
const THEIRS = 'yunxi-zjj'
/** Besides, `identities` is written and never read. */
const READ = [
  'ledger',
  'words',
  'files',
  'letters',
  'identity_papers',
  'prepared_notices',
  'kept_drafts',
  'internal_words',
  'spot_lines',
  'audit_lines',
  'reading_copies',
  'secret_contents',
  'mails',
]
/** Of others the case is part of the key. */
const OWN_IDS = ['audit_lines', 'mails']
const NEW_ID = ` || jsonb_build_object('id', gen_random_uuid(), 'box', gen_random_uuid())`
const REFUSED = expect.objectContaining({ code: '42501' })

let office: Office
let service: Sql
beforeAll(async () => {
  office = await openOffice()
  service = office.house.sql
  const { id } = await office.caseUntil('archived')
  await office.registrar.adds(id, [{ name: '附卷.txt', content: '附卷的材料。' }])
  await office.sql`
    insert into identity_papers (agency_id, case_id, id, name, size, type, at) values (${OURS}, ${id}, ${randomUUID()}, '甲', 1, 'a', now())`
  await office.sql`
    insert into prepared_notices (agency_id, case_id, id, type, sealed, version, prepared_by, prepared_at)
    values (${OURS}, ${id}, ${randomUUID()}, 'extended', '', 1, 'staff:handler', now())`
  await office.sql`insert into kept_drafts (agency_id, case_id, by, sealed, at) values (${OURS}, ${id}, 'staff:handler', '', now())`
  await office.sql`insert into internal_words (agency_id, case_id, of, sealed) values (${OURS}, ${id}, 'conference 1', '')`
  const draw = randomUUID()
  await office.sql`
    insert into spot_draws (id, agency_id, month, seed, rules, by, at)
    values (${draw}, ${OURS}, '2026-03-01', '', '{}', 'staff:head', now())`
  await office.sql`
    insert into spot_lines (draw_id, agency_id, case_id, n, kind, scores, says, by, at)
    values (${draw}, ${OURS}, ${id}, 1, 'scored', '{1}', '', 'staff:head', now())`
  await office.sql`insert into reading_copies (agency_id, case_id, state, done) values (${OURS}, ${id}, 'waiting', 0)`
  await office.sql`insert into secret_contents (agency_id, case_id, content) values (${OURS}, ${id}, ${'a'.repeat(64)})`
  await office.sql`
    insert into mails (id, agency_id, box, uid_validity, uid, size, arrived_at, taken_at, state, case_id, tries)
    values (${randomUUID()}, ${OURS}, ${randomUUID()}, '1', 1, 1, now(), now(), 'filed', ${id}, 0)`
  // Another agency has the same.
  for (const table of [...READ, 'identities']) await office.sql.unsafe(`insert into ${table} ${as(table, THEIRS)}`)
})
afterAll(() => office.close())

/** The rows of ours as if they were of another agency, and of another case where it is said. */
const as = (table: string, agency: string, caseId?: string) =>
  `select (jsonb_populate_record(t, '${JSON.stringify({ agency_id: agency, case_id: caseId })}'::jsonb${OWN_IDS.includes(table) ? NEW_ID : ''})).* from ${table} t where agency_id = '${OURS}'`

const seen = async (table: string, agencies: string[]) =>
  (
    await within(service, agencies, (tx) =>
      tx.unsafe<{ of: string }[]>(`select distinct agency_id as of from ${table} order by 1`),
    )
  ).map(({ of }) => of)

test('it stands around these tables, with one rule for all', async () => {
  const walled = await office.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`
  expect(walled.map(({ name }) => name).sort()).toEqual([...READ, 'identities'].sort())
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8')
  const [, said = ''] = /walled off[^|]*\|([^:]*?) a transaction sees/.exec(readme) ?? []
  expect([...said.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual(walled.map(({ name }) => name).sort())
  const rules = await office.sql`
    select distinct permissive, roles, cmd, qual, with_check from pg_policies where schemaname = 'public'`
  expect(rules).toHaveLength(1)
})

describe.each(READ)('%s', (table) => {
  test('without a name there is no row, be it asked for or not', async () => {
    for (const question of ['', ` where agency_id = '${OURS}'`])
      expect(await service.unsafe(`select 1 from ${table}${question}`)).toEqual([])
    expect(await seen(table, [])).toEqual([])
    // Nor is one left from a transaction before on the same connection.
    const connection = await service.reserve()
    await connection.unsafe(`begin; set local ysqgk.agencies = '${OURS}'; commit`)
    expect(await connection.unsafe(`select 1 from ${table}`)).toEqual([])
    connection.release()
  })

  test('of those that are named, and of no other', async () => {
    expect(await seen(table, [OURS])).toEqual([OURS])
    expect(await seen(table, [THEIRS])).toEqual([THEIRS])
    expect(await seen(table, [OURS, THEIRS])).toEqual([OURS, THEIRS])
    for (const none of ['*', 'yunx', `${OURS}'; set local ysqgk.agencies = '*`])
      expect(await seen(table, [none])).toEqual([])
    const all = await office.house.everywhere.sql.unsafe(`select distinct agency_id from ${table}`)
    expect(all).toHaveLength(2)
  })

  test('nothing is written for another agency', async () => {
    const id = randomUUID()
    const insert = (agency: string) =>
      within(service, [OURS], (tx) => tx.unsafe(`insert into ${table} ${as(table, agency, id)}`))
    await expect(insert(THEIRS)).rejects.toEqual(REFUSED)
    // Lines of the audit come by `tell_audit` alone.
    if (table === 'audit_lines') return expect(insert(OURS)).rejects.toEqual(REFUSED)
    await expect(service.unsafe(`insert into ${table} ${as(table, OURS, id)}`)).resolves.toHaveProperty('count', 0)
    expect((await insert(OURS)).count).toBeGreaterThan(0)
  })
})

test('what may be changed is changed within: not of others, and not away to them', async () => {
  const change = (to: string, of: string) =>
    within(service, [OURS], (tx) => tx`update prepared_notices set agency_id = ${to} where agency_id = ${of}`)
  expect((await change(THEIRS, THEIRS)).count).toBe(0)
  await expect(change(THEIRS, OURS)).rejects.toEqual(REFUSED)
  const taken = await within(service, [OURS], (tx) => tx`delete from prepared_notices where agency_id = ${THEIRS}`)
  expect(taken.count).toBe(0)
  const put = (agency: string) =>
    within(
      service,
      [OURS],
      (tx) => tx`insert into identities values (${agency}, ${randomUUID()}, 'applicant', '\\x00')`,
    )
  await expect(put(THEIRS)).rejects.toEqual(REFUSED)
  expect((await put(OURS)).count).toBe(1)
})

test('whoever files puts into a case that is new, and into no other', async () => {
  const [told] = await office.sql<{ case: object; entry: object; words: object; queued: object }[]>`
    select to_jsonb(c) || ${JSON.stringify({ id: randomUUID(), receipt: '20260302-00000-000000', number: null })}::jsonb as case,
      to_jsonb(l) as entry, to_jsonb(w) as words, to_jsonb(l) as queued
    from cases c join ledger l on l.case_id = c.id and l.position = 1 join words w on w.case_id = c.id and w.position = 1
    where l.agency_id = ${OURS} and w.agency_id = ${OURS} limit 1`
  const before = await office.sql`select * from ledger order by agency_id, case_id, position`
  const files = (changes: object) =>
    service`select file_application(${JSON.stringify({ identities: [], limits: [], ...told!, ...changes })}::jsonb)`
  const [old] = await office.sql<{ row: object }[]>`select to_jsonb(c) as row from cases c limit 1`
  await expect(files({ case: old!.row })).rejects.toMatchObject({ code: '23505' })
  await files({})
  const after = await office.sql`select * from ledger order by agency_id, case_id, position`
  expect(after).toHaveLength(before.length + 1)
  expect(after).toEqual(expect.arrayContaining([...before]))
})

test('a page reads in one transaction: what begins inside is a part of it, and twelve connections serve any number', async () => {
  const { house } = office
  // Not the case of the test before, whose words are copies that open nowhere.
  const [row] = await office.sql<{ id: string }[]>`
    select id from cases where agency_id = ${OURS} and receipt <> '20260302-00000-000000'`
  const key = { agencyId: OURS, caseId: row!.id }
  const pages = Array.from({ length: 40 }, () =>
    readAs(house, [OURS], async ({ sql, db }) => {
      const [outer] = await sql`select txid_current() as n`
      await sql
        .begin(async (tx) => {
          await tx`insert into tries (key, failures, since) values (${`part ${randomUUID()}`}, 1, now())`
          throw new Error('refused')
        })
        .catch(() => {})
      const [inner] = (await db.execute('select txid_current() as n')) as unknown as [{ n: string }]
      return { facts: (await factsOf(sql, office.house.keys, key)).length, same: outer!.n === inner.n }
    }),
  )
  for (const page of await Promise.all(pages)) expect(page).toEqual({ facts: expect.any(Number), same: true })
  expect(await factsOf(service, office.house.keys, key)).toEqual([])
  expect(await office.sql`select 1 from tries where key like 'part %'`).toEqual([])
})
