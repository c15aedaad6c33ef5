/** Random lawful years: the months of a year come to the tables of its annual report, and behind each figure are its cases. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { table4 } from '../../src/ledger/table4.ts'
import { countTable3 } from '../../src/reports/annual-count.ts'
import { feesOf } from '../../src/reports/annual-fees.ts'
import { periodOf } from '../../src/reports/annual-year.ts'
import { casesBehind } from '../../src/reports/monthly/cases-behind.ts'
import { checksOf } from '../../src/reports/monthly/checks.ts'
import { countedIn } from '../../src/reports/monthly/counted.ts'
import { shippedDefinition } from '../../src/reports/monthly/definition.ts'
import { figuresOf } from '../../src/reports/monthly/figures.ts'
import { MEASURES } from '../../src/reports/monthly/measures.ts'
import { monthsOfYear, plusMonths, spanOf, yearTo } from '../../src/reports/monthly/months.ts'
import { APPLICANTS, PROCEEDING_NAMES, RESULT_ROWS } from '../../src/reports/shape.ts'
import { type Office, openOffice } from '../support/house.ts'
import { PROOF, times } from '../support/proof.ts'
import { fill, life, randomOf } from './years.ts'

const TODAY = '2026-11-02'
const AGENCIES = ['yunxi', 'yunxi-zjj', 'yunxi-jyj']
const ALL = Object.keys(MEASURES)
const CASES = PROOF ? 10_000 : 300

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: TODAY })
})
afterAll(() => office.close())

const emptied = () =>
  office.sql.begin(async (tx) => {
    await tx`alter table ledger disable trigger user`
    await tx`delete from ledger`
    await tx`alter table ledger enable trigger user`
    await tx`delete from cases`
  })
const monthsIn = (year: number) => monthsOfYear(year === 2026 ? '2026-11' : `${year}-12`)
const counted = (agencies: readonly string[], span: { from: string; to: string }) =>
  countedIn(office.sql, agencies, span, ALL)
/** Together, as a district has it. */
const sumOf = async (span: { from: string; to: string }) => {
  const figures = await counted(AGENCIES, span)
  return (measure: string) => AGENCIES.reduce((sum, agency) => sum + figures(agency, measure), 0)
}

const seeds = Array.from({ length: times(2, 50) }, (_, i) => i + 1)

test.each(seeds)('seed %i', { timeout: PROOF ? 600_000 : 60_000 }, async (seed) => {
  await emptied()
  const random = randomOf(seed)
  const lives = Array.from({ length: CASES }, () => life(random, TODAY))
  await fill(office.sql, lives, AGENCIES, TODAY, random)
  await office.sql`analyze cases, ledger`
  let results = 0
  for (const year of [2024, 2025, 2026]) {
    const months = await Promise.all(monthsIn(year).map((month) => sumOf(spanOf('month', month, TODAY))))
    const table3 = await countTable3(office.sql, AGENCIES, periodOf(year, TODAY))
    const of = (row: string) => table3.find((one) => one.row === row)!
    const added = (measure: string) => months.reduce((sum, figures) => sum + figures(measure), 0)
    const whole = await sumOf(yearTo(monthsIn(year).at(-1)!, TODAY))
    // The rows of results, what was received by each kind of applicant, and what the year took over and handed on.
    for (const row of RESULT_ROWS) {
      const measure = `results.${row}`
      expect([added(measure), whole(measure)], `${year} ${row}`).toEqual([of(row).total, of(row).total])
    }
    expect(added('results')).toBe(of('3.7').total)
    expect(added('received')).toBe(of('1').total)
    for (const column of APPLICANTS)
      expect(added(`received.${column === 'other' ? 'otherOrganisations' : column}`)).toBe(of('1')[column])
    expect(months[0]!('carriedIn')).toBe(of('2').total)
    expect(whole('carriedIn')).toBe(of('2').total)
    expect(months.at(-1)!('waiting')).toBe(of('4').total)
    // What one month hands on the next takes over; and every measure but those that say so adds up.
    for (const [i, figures] of months.entries())
      if (i > 0) expect(figures('carriedIn'), `${year} ${i + 1}`).toBe(months[i - 1]!('waiting'))
    for (const measure of ALL) if (!MEASURES[measure]!.apart) expect(added(measure), measure).toBe(whole(measure))
    const fees = await feesOf(office.sql, AGENCIES, periodOf(year, TODAY))
    for (const which of ['notified', 'notifiedAmount', 'paid', 'paidAmount'] as const)
      expect(added(`fees.${which}`)).toBe(fees[which])
    results += of('3.7').total
  }
  expect(results).toBeGreaterThan(CASES / 4)
})

test('every sum of the shipped definition holds in every month of a random year', async () => {
  const kept = { agencyId: 'yunxi', district: false }
  for (const month of monthsIn(2025)) {
    const [ofMonth, year] = await Promise.all([
      counted(['yunxi'], spanOf('month', month, TODAY)),
      counted(['yunxi'], yearTo(month, TODAY)),
    ])
    const spans = { month: ofMonth, quarter: ofMonth, halfYear: ofMonth, year }
    const fields = figuresOf(shippedDefinition(), kept, month, spans, [])
    const judged = checksOf(fields, shippedDefinition())
    expect(judged.broken, month).toEqual([])
    expect(judged.checks.length).toBeGreaterThan(7)
  }
})

test('behind each figure are as many cases as it says', async () => {
  const who = { seats: [{ roles: ['supervisor'], agencyIds: AGENCIES }] } as never
  const measures = ALL.filter((name) => MEASURES[name]!.counting.of === 'cases')
  for (const month of ['2025-03', '2026-02']) {
    const span = spanOf('month', month, TODAY)
    const figure = await sumOf(span)
    for (const measure of measures) {
      const ids = new Set<string>()
      let cursor: string | null | undefined
      do {
        const page = await casesBehind(office.house.sql, who, AGENCIES, span, [measure], cursor ?? undefined)
        for (const { id } of page.cases) ids.add(id)
        cursor = page.next
      } while (cursor)
      expect(ids.size, `${month} ${measure}`).toBe(figure(measure))
    }
  }
  // A case may be extended and corrected more than once: of these there are cases where there is a figure, and none else.
  const year = yearTo('2025-12', TODAY)
  const figure = await sumOf(year)
  for (const measure of ['corrections', 'extensions', 'consultations', 'fees.notified', 'fees.paid', 'released']) {
    const { cases } = await casesBehind(office.house.sql, who, AGENCIES, year, [measure])
    expect(cases.length > 0, measure).toBe(figure(measure) > 0)
    expect(cases.length).toBeLessThanOrEqual(figure(measure))
  }
  expect(figure('corrections')).toBeGreaterThan(0)
})

test('remedies: a suit counts once in the year, as table 4 has it; its months keep what was decided in them', async () => {
  await emptied()
  const [lived] = [life(randomOf(7), TODAY)]
  await fill(office.sql, [lived!], ['yunxi'], TODAY, randomOf(7))
  const [{ id }] = await office.sql<[{ id: string }]>`select id from cases`
  const remedy = { agencyId: 'yunxi', caseId: id, kind: 'litigation', suit: 1, round: 1 }
  await office.sql`insert into remedies ${office.sql({ ...remedy, n: 1, soughtOn: '2025-02-03', decidedOn: '2025-04-10', result: 'corrected' })}`
  await office.sql`insert into remedies ${office.sql({ ...remedy, n: 2, soughtOn: '2025-05-06', decidedOn: '2025-09-01', result: 'upheld', appealOf: 1 })}`
  const of = async (span: { from: string; to: string }) => (await counted(['yunxi'], span)).bind(null, 'yunxi')
  const year = await of(yearTo('2025-12', TODAY))
  const four = await table4(office.sql, ['yunxi'], periodOf(2025, TODAY))
  for (const kind of PROCEEDING_NAMES)
    for (const result of ['upheld', 'corrected', 'other'] as const)
      expect(year(`remedies.${kind}.${result}`)).toBe(four[kind][result])
  expect([year('remedies.litigation'), year('remedies.litigation.upheld')]).toEqual([1, 1])
  const april = await of(spanOf('month', '2025-04', TODAY))
  expect(april('remedies.litigation.corrected')).toBe(1)
  expect((await of(spanOf('month', plusMonths('2025-04', 1), TODAY)))('remedies.litigation')).toBe(0)
})
