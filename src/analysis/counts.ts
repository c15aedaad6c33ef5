/**
 * The figures of a year that the case rows hold: months, results, time, applicants, reversals. SQL: each counted in one statement
 * over the index of the year's cases (`cases_counted`, `cases_settled`) of the agencies asked for.
 */
import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import type { Sql } from '../db/client.ts'
import type { Period } from '../ground/year.ts'
import type { ApplicantColumn } from '../ledger/applicants.ts'
import { answeredIn, applicantOf, concludedIn, receivedIn, wasConsulted, wasExtended, wasLate } from './figures.ts'

export type Month = { month: number; received: number; concluded: number }
/** How answers stand to their limits; days are working days after the day of receipt, pauses of the clock included. */
export type Time = {
  answered: number
  late: number
  extended: number
  consulted: number
  median: number | null
  p90: number | null
}
/** What came of reconsiderations and suits decided in the year; `against` null where no answer had been given. */
export type Reversal = { against: Outcome | null; upheld: number; corrected: number; other: number }
export type Counts = {
  received: number
  concluded: number
  months: Month[]
  outcomes: { outcome: Outcome; n: number }[]
  columns: { column: ApplicantColumn; n: number }[]
  time: Time
  /** Who applied twice or more to one agency, and how often together. */
  repeated: { applicants: number; cases: number }
  reversals: Reversal[]
}

/** @param calendar by which working days are counted */
export async function countsOf(
  sql: Sql,
  agencyIds: readonly string[],
  period: Period,
  calendar: Calendar,
): Promise<Counts> {
  const { from, to } = period
  const these = sql`c.agency_id = any(${agencyIds as string[]})`
  const [received, concluded, answers, [repeated], reversals] = await Promise.all([
    sql<{ month: number; column: ApplicantColumn; n: number }[]>`
      select extract(month from coalesce(c.received_on, c.counted_on))::int as month, c.applicant_column as "column", count(*)::int as n
      from cases c where ${these} and ${receivedIn(sql, period)} group by 1, 2`,
    sql<{ month: number; outcome: Outcome; n: number }[]>`
      select extract(month from c.counted_on)::int as month, c.counted_as as outcome, count(*)::int as n
      from cases c where ${these} and ${concludedIn(sql, period)} group by 1, 2`,
    sql<Answers[]>`
      select c.received_on, c.settled_on, count(*)::int as n, (count(*) filter (where ${wasLate(sql)}))::int as late,
        (count(*) filter (where ${wasExtended(sql)}))::int as extended,
        (count(*) filter (where ${wasConsulted(sql)}))::int as consulted
      from cases c where ${these} and ${answeredIn(sql, period)} group by 1, 2`,
    sql<[Counts['repeated']]>`
      select count(*)::int as applicants, coalesce(sum(n), 0)::int as cases from (
        select count(*) as n from (select c.agency_id, ${applicantOf(sql)} as applicant from cases c
          where ${these} and ${receivedIn(sql, period)}) k
        where applicant is not null group by agency_id, applicant having count(*) > 1) of_each`,
    sql<Reversal[]>`
      select against, (count(*) filter (where result = 'upheld'))::int as upheld,
        (count(*) filter (where result = 'corrected'))::int as corrected, (count(*) filter (where result = 'other'))::int as other
      from (select distinct on (agency_id, case_id, suit) against, result, decided_on from remedies
        where agency_id = any(${agencyIds as string[]}) and sought_on <= ${to} order by agency_id, case_id, suit, n desc) l
      where decided_on between ${from} and ${to} group by against order by corrected desc, against`,
  ])
  return {
    received: sumOf(received),
    concluded: sumOf(concluded),
    months: Array.from({ length: Number(to.slice(5, 7)) }, (_, i) => ({
      month: i + 1,
      received: sumOf(received.filter(({ month }) => month === i + 1)),
      concluded: sumOf(concluded.filter(({ month }) => month === i + 1)),
    })),
    outcomes: summed(concluded, ({ outcome }) => outcome).map(([outcome, n]) => ({ outcome, n })),
    columns: summed(received, ({ column }) => column).map(([column, n]) => ({ column, n })),
    time: timeOf(answers, calendar),
    repeated: { ...repeated! },
    reversals: reversals.map((row) => ({ ...row })),
  }
}

type Answers = { receivedOn: Day; settledOn: Day; n: number; late: number; extended: number; consulted: number }

const sumOf = (rows: readonly { n: number }[]) => rows.reduce((sum, { n }) => sum + n, 0)

/** The most first. */
function summed<Row extends { n: number }, Key>(rows: readonly Row[], by: (row: Row) => Key): [Key, number][] {
  const sums = new Map<Key, number>()
  for (const row of rows) sums.set(by(row), (sums.get(by(row)) ?? 0) + row.n)
  return [...sums].sort(([, a], [, b]) => b - a)
}

function timeOf(answers: readonly Answers[], calendar: Calendar): Time {
  const took = answers
    .map(({ receivedOn, settledOn, n }) => ({ days: Math.max(0, calendar.between(receivedOn, settledOn)), n }))
    .sort((a, b) => a.days - b.days)
  const sum = (name: 'late' | 'extended' | 'consulted') => answers.reduce((all, row) => all + row[name], 0)
  return {
    answered: sumOf(answers),
    ...{ late: sum('late'), extended: sum('extended'), consulted: sum('consulted') },
    ...{ median: quantile(took, 0.5), p90: quantile(took, 0.9) },
  }
}

/** The smallest number of days within which this share of all was answered. */
function quantile(took: readonly { days: number; n: number }[], share: number): number | null {
  const needed = sumOf(took) * share
  let seen = 0
  for (const { days, n } of took) {
    seen += n
    if (seen >= needed) return days
  }
  return null
}
