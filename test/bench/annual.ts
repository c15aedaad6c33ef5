/** Tables 3 and 4 of a year over every agency, against the best single statement for the same figures, and against two seconds. */
import type postgres from 'postgres'
import { annualReport } from '../../src/reports/annual.ts'
import { scopeOf } from '../../src/reports/annual-scope.ts'
import { manyCases } from './million.ts'
import { lessIsBetter, median, type Result } from './result.ts'

const WANTED = 2_000 // ms
const ROUNDS = 9

export async function benchAnnual(): Promise<Result[]> {
  const { house } = await manyCases()
  const { sql } = house
  const today = house.time.today()
  const year = Number(today.slice(0, 4)) - 1
  const agencyIds = (await sql<{ id: string }[]>`select id from agencies`).map(({ id }) => id)
  const viewer = { agencyIds, seats: [{ roles: ['supervisor'], agencyIds }], agency: { id: agencyIds[0] } } as never
  const scope = await scopeOf(house, viewer, 'all')
  const ours = async () => {
    const { table3 } = await annualReport(sql, scope, year, today)
    return Object.fromEntries(table3.map(({ row, total }) => [row, total]))
  }
  const best = () => oneStatement(sql, year)

  const [found, expected] = [await ours(), await best()]
  for (const row of ['1', '2', '3.7', '4'])
    if (found[row] !== expected[row]) throw new Error(`Row ${row} is ${found[row]}, and should be ${expected[row]}.`)
  const [value, baselineValue] = [median(await timed(ours)), median(await timed(best))]
  const told = { bench: 'annual', value, unit: 'ms' }
  return [
    lessIsBetter({ ...told, baseline: 'best single SQL of the same figures', baselineValue }),
    lessIsBetter({ ...told, baseline: `${WANTED} ms`, baselineValue: WANTED }),
  ]
}

async function timed(act: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const began = performance.now()
    await act()
    times.push(performance.now() - began)
  }
  return times
}

/** Every figure of table 3 in one pass over the rows that concern the year. */
async function oneStatement(sql: postgres.Sql, year: number): Promise<Record<string, number>> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const rows = await sql<
    { column: string; outcome: string | null; new: number; carriedIn: number; done: number; carriedOut: number }[]
  >`
    select applicant_column as "column", case when counted_on <= ${to} then counted_as end as outcome,
      (count(*) filter (where coalesce(received_on, counted_on) >= ${from}))::int as new,
      (count(*) filter (where coalesce(received_on, counted_on) < ${from}))::int as carried_in,
      (count(*) filter (where counted_on <= ${to}))::int as done,
      (count(*) filter (where counted_on is null or counted_on > ${to}))::int as carried_out
    from cases where coalesce(received_on, counted_on) <= ${to} and (counted_on is null or counted_on >= ${from}) group by 1, 2`
  const sum = (of: 'new' | 'carriedIn' | 'done' | 'carriedOut') => rows.reduce((all, row) => all + row[of], 0)
  return { '1': sum('new'), '2': sum('carriedIn'), '3.7': sum('done'), '4': sum('carriedOut') }
}
