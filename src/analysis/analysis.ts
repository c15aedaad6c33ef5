/** 定期分析 of a year: the figures of the case rows, and what was asked about. */

import { periodOf } from '../ground/year.ts'
import type { House } from '../house.ts'
import type { Scope } from '../people/scope.ts'
import { type Counts, countsOf } from './counts.ts'
import { type Asked, askedAbout } from './subjects-found.ts'

export type Analysis = { year: number; agency: string; asOf: string } & Counts & Asked

/** @param year not after the running one, of which it counts up to today */
export async function analysisOf(
  { sql, time, law }: Pick<House, 'sql' | 'time' | 'law'>,
  { agency, agencyIds }: Pick<Scope, 'agency' | 'agencyIds'>,
  year: number,
): Promise<Analysis> {
  const period = periodOf(year, time.today())
  const [counts, asked] = await Promise.all([
    countsOf(sql, agencyIds, period, law().calendar),
    askedAbout(sql, agencyIds, period, time.today()),
  ])
  return { year, agency, asOf: period.to, ...counts, ...asked }
}
