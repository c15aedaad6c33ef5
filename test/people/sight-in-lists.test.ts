/** Lists ask for what one sees in SQL, and by an index: nobody waits while the cases of others are read and left out. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../../src/db/client.ts'
import { deskCounts, deskPage } from '../../src/desk/desk.ts'
import type { Who } from '../../src/people/sight.ts'
import { ASSIGNED, type Office, openOffice } from '../support/house.ts'
import { seatOf } from '../support/seat.ts'

const CASES = 20_000
const AGENCIES = ['yunxi', 'yunxi-zjj', 'yunxi-zrzy', 'yunxi-jyj', 'yunxi-wjj']

let office: Office
let asking: postgres.Sql
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
      'next_due_on', case when n % 50 = 0 then '2026-03-01'::date + n % 90 end,
      'search', 'R' || n || ' ' || md5(n::text)))).* from cases c, generate_series(1, ${CASES}) n where c.id = $1`,
    [id, AGENCIES],
  )
  await office.sql`vacuum analyze cases`
  asking = postgres(office.house.databaseUrl, {
    max: 1,
    debug: (_, query, parameters) => void sent.push({ query, parameters: parameters as unknown[] }),
  })
})
afterAll(async () => {
  await asking.end()
  await office.close()
})

/** How the database answers each question that this sends. */
async function plansOf(ask: (db: Db) => Promise<unknown>): Promise<string[]> {
  sent.length = 0
  await ask(drizzle(asking, { casing: 'snake_case' }) as unknown as Db)
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
  const list = await plansOf((db) => deskPage(db, calendar, { who, today }))
  const numbers = await plansOf((db) => deskCounts(db, calendar, { who }, today))
  const found = await plansOf((db) => deskPage(db, calendar, { who, today, q: 'c4ca4238a0' }))
  for (const plan of [...list, ...found]) expect(plan).not.toMatch(/Seq Scan on cases/)
  expect(list.join('\n')).toMatch(/cases_desk|cases_stage/)
  if (who === handler) expect(numbers.join('\n')).toMatch(/Scan (on|using) cases_archived/)
  expect(found.join('\n')).toContain('cases_search')
})
