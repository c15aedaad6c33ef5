/** One agency's analysis reads its own cases by an index, whatever lies with forty others; of those it looks at a sample of pages. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analysisOf } from '../../src/analysis/analysis.ts'
import { casesOfFigure, mostRepeated } from '../../src/analysis/cases.ts'
import { figureNamed } from '../../src/analysis/figures.ts'
import { periodOf } from '../../src/ground/year.ts'
import { type Office, openOffice } from '../support/house.ts'
import { seatOf } from '../support/seat.ts'

const CASES = 40_000
const MINE = 'agency-7'
const who = { seats: [seatOf('head', { agencyIds: [MINE] })] }

let office: Office
const sent: { query: string; parameters: unknown[] }[] = []
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  const { id } = await office.caseUntil('replyServed')
  await office.sql`insert into agencies select (jsonb_populate_record(a, jsonb_build_object('id', 'agency-' || n, 'name', '机关' || n,
    'position', 100 + n))).* from agencies a, generate_series(0, 39) n where a.id = 'yunxi-zjj'`
  await office.sql.unsafe(
    `insert into cases select (jsonb_populate_record(c, jsonb_build_object(
      'id', gen_random_uuid(), 'receipt', 'R' || n, 'number', 'N' || n, 'agency_id', 'agency-' || n % 40,
      'received_on', '2022-01-03'::date + n % 1500, 'submitted_on', '2022-01-03'::date + n % 1500,
      'settled_on', '2022-01-20'::date + n % 1500, 'due_on', '2022-02-20'::date + n % 1500,
      'counted_on', case when n % 9 > 0 then '2022-01-20'::date + n % 1500 end))).*
    from cases c, generate_series(1, ${CASES}) n where c.id = $1`,
    [id],
  )
  await office.sql`vacuum analyze cases`
  office.house.sql.options.debug = (_, query, parameters) =>
    void sent.push({ query, parameters: parameters as unknown[] })
})
afterAll(() => office.close())

test('no question reads the cases of others, but for the sample', async () => {
  const { house } = office
  sent.length = 0
  const { received, compared } = await analysisOf(house, { agency: MINE, agencyIds: [MINE] }, 2025)
  expect(received).toBeGreaterThan(100)
  // About twenty thousand of forty: pages, so that it is not to the case.
  expect(compared).toBeGreaterThan(10_000)
  expect(compared).toBeLessThan(30_000)
  const period = periodOf(2025, house.time.today())
  await mostRepeated(house.sql, who, [MINE], period)
  for (const name of ['received.03', 'concluded', 'late', 'withheld', 'repeated', 'topic.征地拆迁', 'result.corrected'])
    await casesOfFigure(house, who, [MINE], period, figureNamed(name)!)
  const asked = sent.filter(({ query }) => /from cases/i.test(query))
  expect(asked.length).toBeGreaterThan(15)
  for (const { query, parameters } of asked) {
    const rows = await office.sql.unsafe<{ 'QUERY PLAN': string }[]>(`explain ${query}`, parameters as never[])
    const plan = rows.map((row) => Object.values(row)[0]).join('\n')
    if (/tablesample/.test(query)) expect(plan).toMatch(/Sample Scan on cases/)
    else expect(plan).not.toMatch(/Seq Scan on cases/)
  }
})
