/** Lists ask for what one sees in SQL, and by an index: nobody waits while the cases of others are read and left out. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sql } from '../../src/db/client.ts'
import { deskCounts, waitingCounts } from '../../src/desk/counts.ts'
import { deskPage } from '../../src/desk/desk.ts'
import type { Who } from '../../src/people/sight.ts'
import { ASSIGNED, type Office, openOffice } from '../support/house.ts'
import { inOne } from '../support/in-one.ts'
import { seatOf } from '../support/seat.ts'

const CASES = 20_000
const AGENCIES = ['yunxi', 'yunxi-zjj', 'yunxi-zrzy', 'yunxi-jyj', 'yunxi-wjj']

let office: Office
const sent: { query: string; parameters: unknown[] }[] = []
beforeAll(async () => {
  office = await openOffice()
  const { id } = await office.caseUntil('registered')
  await office.head.records(id, ASSIGNED)
  // Twenty thousand like it, one in fifty open, in twenty units of five agencies; none lies with the handler's own unit.
  await office.sql.unsafe(
    `insert into cases select (jsonb_populate_record(c, jsonb_build_object(
      'id', gen_random_uuid(), 'receipt', 'R' || n, 'number', 'N' || n, 'unit_id', 'unit-' || n % 20,
      'agency_id', ($2::text[])[1 + n % 5], 'handler_id', null,
      'stage', case when n % 50 = 0 then 'review' else 'archive' end,
      'waits', case when n % 50 = 0 then 'toHandle' end,
      'waits_for', case when n % 50 = 0 then 'searched' end,
      'next_due_on', case when n % 50 = 0 then '2026-03-01'::date + n % 90 end,
      'search', 'R' || n || ' ' || md5(n::text)))).* from cases c, generate_series(1, ${CASES}) n where c.id = $1`,
    [id, AGENCIES],
  )
  await office.sql`vacuum analyze cases`
  office.house.sql.options.debug = (_, query, parameters) =>
    void sent.push({ query, parameters: parameters as unknown[] })
})
afterAll(() => office.close())

/** How the database answers each question that this sends. */
async function plansOf(ask: (sql: Sql) => Promise<unknown>): Promise<string[]> {
  sent.length = 0
  await ask(inOne(office.house.sql))
  const asked = sent.filter(({ query }) => /from "?cases"?/i.test(query))
  expect(asked.length).toBeGreaterThan(0)
  const plans: string[] = []
  for (const { query, parameters } of asked) {
    const rows = await office.sql.unsafe<{ 'QUERY PLAN': string }[]>(`explain ${query}`, parameters as never[])
    plans.push(rows.map((row) => Object.values(row)[0]).join('\n'))
  }
  return plans
}

const handler: Who = {
  seats: [seatOf('handler', { id: '00000000-0000-7000-8000-000000000001', units: [{ id: 'unit-7', name: '甲科' }] })],
}
const registrar: Who = { seats: [seatOf('registrar', { agencyIds: AGENCIES })] }

test.each([
  ['a handler', handler],
  ['a registrar', registrar],
])('%s: the list, the numbers over it and the search read no case that is not asked for', async (_, who) => {
  const { law, time } = office.house
  const { calendar } = law()
  const today = time.today()
  const list = await plansOf((sql) => deskPage(sql, calendar, { who, today }))
  const numbers = await plansOf((sql) => deskCounts(sql, calendar, { who }, today))
  const found = await plansOf((sql) => deskPage(sql, calendar, { who, today, q: 'c4ca4238a0' }))
  const waits = await plansOf((sql) => deskPage(sql, calendar, { who, today, waiting: true }))
  const heaps = await plansOf((sql) => waitingCounts(sql, who))
  for (const plan of [...waits, ...heaps]) {
    expect(plan).not.toMatch(/Seq Scan on cases/)
    expect(plan).toMatch(/Scan (?:using|on) cases_waits/)
  }
  for (const plan of [...list, ...found]) expect(plan).not.toMatch(/Seq Scan on cases/)
  expect(list.join('\n')).toMatch(/cases_desk|cases_stage/)
  if (who === handler) expect(numbers.join('\n')).toMatch(/Scan (on|using) cases_archived/)
  expect(found.join('\n')).toMatch(/cases_pairs_open.*cases_pairs_archived/s)
  // Among the pairs of one agency: a word that is common everywhere is looked up in a fortieth of the cases.
  for (const plan of found)
    expect(plan).toMatch(/Index Cond: \(pairs_in\(agency_id, pairs\) @> pairs_in\(a(_\d)?\.id, /)
})

test.each([
  ['a unit', { unit: 'unit-7' }],
  ['somebody who handles', { handler: '00000000-0000-7000-8000-000000000001' }],
  ['an agency', { agency: AGENCIES[1] }],
  ['this week', { due: 'week' as const }],
  ['a channel', { channel: 'fax' as const }],
  ['a span of days', { from: '2026-02-01', to: '2026-02-28' }],
  ['the order of arrival', { sort: '-submitted' as const }],
])('a list by %s keeps to an index, in the order that it is asked in', async (_, filter) => {
  const { law, time } = office.house
  for (const who of [handler, registrar]) {
    const plans = await plansOf((sql) => deskPage(sql, law().calendar, { who, today: time.today(), ...filter }))
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on cases/)
  }
})

test('of the archive a channel that few use is found without a look at what came by others', async () => {
  const { law, time } = office.house
  for (const who of [handler, registrar]) {
    const asked = { who, today: time.today(), stage: 'archive', channel: 'fax' } as const
    for (const plan of await plansOf((sql) => deskPage(sql, law().calendar, asked)))
      expect(plan).toMatch(/cases_archived_channel/)
  }
})

test('the heaps are counted without a look at the cases, but where only these tell whose they are', async () => {
  const [plan] = await plansOf((sql) => waitingCounts(sql, registrar))
  expect(plan).toMatch(/Index Only Scan using cases_waits/)
})

test('the numbers are the same from one look at all that is open and one by one; no one goes further than is said', async () => {
  const { sql, law, time } = office.house
  const [{ calendar }, today] = [law(), time.today()]
  for (const who of [handler, registrar]) {
    const all = await deskCounts(sql, calendar, { who }, today, CASES)
    const capped = await deskCounts(sql, calendar, { who }, today, 10)
    const upTo = (numbers: object): object =>
      Object.fromEntries(
        Object.entries(numbers).map(([name, n]) => [name, typeof n === 'number' ? Math.min(n, 11) : upTo(n)]),
      )
    expect(capped).toEqual(upTo(all))
    expect(all.open).toBe(all.stages.receive + all.stages.register + all.stages.review + all.stages.reply)
  }
  const [{ open }] = await office.sql<[{ open: number }]>`
    select count(*)::int as open from cases where stage <> 'archive' and agency_id = any(${AGENCIES})`
  expect(await deskCounts(sql, calendar, { who: registrar }, today)).toMatchObject({ open })
})
