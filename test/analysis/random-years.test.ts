/** Random lawful years: every figure of the analysis is what a plain count over the rows gives, and as many cases stand behind it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analysisOf } from '../../src/analysis/analysis.ts'
import { casesOfFigure } from '../../src/analysis/cases.ts'
import { figureNamed } from '../../src/analysis/figures.ts'
import { valuesOf } from '../../src/analysis/linked.ts'
import { loadLaw } from '../../src/ground/law.ts'
import { periodOf } from '../../src/ground/year.ts'
import { countTable3 } from '../../src/reports/annual-count.ts'
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { clock } from '../../workflows/statute/clock.ts'
import type { Channel } from '../../workflows/words.ts'
import { fill, life, randomOf } from '../reports/years.ts'
import { type Office, openOffice } from '../support/house.ts'
import { PROOF } from '../support/proof.ts'
import { seatOf } from '../support/seat.ts'

const TODAY = '2026-11-02'
const AGENCIES = ['yunxi', 'yunxi-zjj', 'yunxi-jyj']
const CASES = PROOF ? 5_000 : 300
const who = { seats: [seatOf('supervisor')] }

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: TODAY })
  const random = randomOf(7)
  const lives = Array.from({ length: CASES }, () => life(random, TODAY))
  await fill(office.sql, lives, AGENCIES, TODAY, random)
  // A third without a number; of the others some are the same people. Every seventh asks about land, in words of its own line.
  await office.sql`
    update cases c set title = t.title, search = lower(c.receipt) || E'\n征收办有限公司\n' || t.title || E'\n请提供',
      found_by = case when t.n % 3 = 0 then '{}'::text[] else array['n2.x', 'a2.new' || t.n % 40, 'a1.old' || t.n % 40] end
    from (select id, n, case when n % 7 = 0 then '示例镇征收安置方案' else '第' || n || '号道路养护' end as title
      from (select id, row_number() over (order by id) as n from cases) k) t where t.id = c.id`
  await office.sql`analyze cases`
})
afterAll(() => office.close())

type Row = {
  id: string
  agencyId: string
  channel: Channel
  receivedOn: string | null
  countedOn: string | null
  countedAs: string | null
  settledOn: string | null
  dueOn: string | null
  title: string
  foundBy: string[]
  context: CaseContext
}

/** With a pencil: row by row, from what each row says. */
async function byHand(agencies: readonly string[], year: number) {
  const { from, to } = periodOf(year, TODAY)
  const within = (day: string | null): day is string => day !== null && from <= day && day <= to
  const rows = await office.sql<Row[]>`select * from cases where agency_id = any(${agencies as string[]})`
  const figures = new Map<string, number>()
  const add = (name: string, n = 1) => figures.set(name, (figures.get(name) ?? 0) + n)
  const applied = new Map<string, number>()
  for (const row of rows) {
    const since = row.receivedOn ?? row.countedOn
    const waited = row.countedOn === null || row.countedOn >= from
    if (within(since) && waited) {
      for (const name of ['received', `received.${since.slice(5, 7)}`]) add(name)
      if (row.title.includes('征收')) add('topic.征地拆迁')
      const [applicant] = row.foundBy.filter((one) => one.startsWith('a1.'))
      if (applicant) applied.set(row.agencyId + applicant, (applied.get(row.agencyId + applicant) ?? 0) + 1)
    }
    if (within(row.countedOn))
      for (const name of ['concluded', `concluded.${row.countedOn.slice(5, 7)}`, `outcome.${row.countedAs}`]) add(name)
    if (within(row.settledOn) && row.receivedOn && row.dueOn && !row.context.withdrawnOn) {
      add('answered')
      const { clockFacts: facts } = row.context
      if (clock({ channel: row.channel, facts, asOf: TODAY }, loadLaw()).inTime === false) add('late')
      if (row.context.clockFacts.some(({ type }) => type === 'extended')) add('extended')
      if (row.context.consultations.length > 0) add('consulted')
    }
  }
  for (const n of applied.values()) if (n > 1) add('repeated', n)
  return figures
}

test.each(
  [...AGENCIES.map((one) => [one]), AGENCIES].flatMap((agencies) =>
    [2024, 2025, 2026].map((year) => [agencies, year] as const),
  ),
)('%s in %i', async (agencies, year) => {
  const period = periodOf(year, TODAY)
  const analysis = await analysisOf(
    { ...office.house, sql: office.sql },
    { agency: 'x', agencyIds: agencies as string[] },
    year,
  )
  const values = valuesOf(analysis)
  const hand = await byHand(agencies, year)
  for (const [name, n] of hand) expect([name, values.get(name) ?? 0]).toEqual([name, n])
  const pencilled = /^(?:received|concluded|outcome|answered|late|extended|consulted|repeated|topic\.征地拆迁)/
  for (const [name, n] of values) {
    if (pencilled.test(name)) expect([name, hand.get(name) ?? 0]).toEqual([name, n])
    if (name.startsWith('result')) continue // counts suits, not cases: see its own test
    const page = await casesOfFigure({ ...office.house, sql: office.sql }, who, agencies, period, figureNamed(name)!)
    expect([name, page.total]).toEqual([name, n])
  }
  const table3 = await countTable3(office.sql, agencies, period)
  expect(analysis.received).toBe(table3.find(({ row }) => row === '1')!.total)
  expect(analysis.concluded).toBe(table3.find(({ row }) => row === '3.7')!.total)
})

test('the list of a figure goes on where its page ends, each case once', async () => {
  const period = periodOf(2025, TODAY)
  const figure = figureNamed('received')!
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await casesOfFigure({ ...office.house, sql: office.sql }, who, AGENCIES, period, figure, cursor)
    ids.push(...page.cases.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(ids.length).toBeGreaterThan(50)
  expect(new Set(ids).size).toBe(ids.length)
  expect((await casesOfFigure({ ...office.house, sql: office.sql }, who, AGENCIES, period, figure)).total).toBe(
    ids.length,
  )
})

test('half and nine tenths of the answers took no longer than is said, by the calendar of working days', async () => {
  const { calendar } = office.house.law()
  const { from, to } = periodOf(2025, TODAY)
  const rows = await office.sql<Row[]>`
    select * from cases where agency_id = any(${AGENCIES}) and settled_on between ${from} and ${to}
      and received_on is not null and due_on is not null and context ->> 'withdrawnOn' is null`
  const days = rows.map((row) => calendar.between(row.receivedOn!, row.settledOn!)).sort((a, b) => a - b)
  const { time } = await analysisOf({ ...office.house, sql: office.sql }, { agency: 'x', agencyIds: AGENCIES }, 2025)
  expect(days.length).toBeGreaterThan(20)
  expect([time.median, time.p90]).toEqual([0.5, 0.9].map((share) => days[Math.ceil(days.length * share) - 1]))
})
