/** 定期分析 of a year: the figures of the case rows, and what was asked about. */

import { periodOf } from '../ground/year.ts'
import type { House } from '../house.ts'
import type { Scope } from '../people/scope.ts'
import { type Counts, countsOf } from './counts.ts'
import { type SubjectFound, subjectsOf } from './subjects-found.ts'
import { type Words, wordsOf } from './words-found.ts'

export type Analysis = { year: number; agency: string; asOf: string } & Counts & Words & { subjects: SubjectFound[] }

/** @param year not after the running one, of which it counts up to today */
export async function analysisOf(
  { sql, keys, time, law }: Pick<House, 'sql' | 'keys' | 'time' | 'law'>,
  { agency, agencyIds }: Pick<Scope, 'agency' | 'agencyIds'>,
  year: number,
): Promise<Analysis> {
  const period = periodOf(year, time.today())
  const [counts, subjects, words] = await Promise.all([
    countsOf(sql, agencyIds, period, law().calendar),
    subjectsOf(sql, agencyIds, period),
    wordsOf({ sql, keys }, agencyIds, period, time.today()),
  ])
  return { year, agency, asOf: period.to, ...counts, subjects, ...words }
}
