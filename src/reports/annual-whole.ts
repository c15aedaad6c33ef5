/** The whole report, to be written to a file: the tables with what people wrote, as frozen where it is final. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import { reportEntries } from '../ledger/frozen-reports.ts'
import { annualReport } from './annual.ts'
import { hadBegun } from './annual-beside.ts'
import { type Frozen, frozenOf } from './annual-final.ts'
import type { Scope } from './annual-scope.ts'
import { NO_TEXTS, savedTexts, textsIn } from './annual-texts.ts'
import { isOver, periodOf } from './annual-year.ts'
import type { ReportToWrite } from './export/official.ts'

/**
 * A year of which nothing is known has no report: a file of noughts would be taken for one. The page says the same.
 * @throws Refusal INVALID: year (UNFIT)
 */
export async function requireKnown(sql: Sql, { kept, agencyIds }: Scope, year: number, today: Day): Promise<void> {
  if (!isOver({ year }, today) || (await hadBegun(sql, agencyIds, periodOf(year, today).to))) return
  const key = kept && { ...kept, year }
  const [saved, entries] = key ? await Promise.all([savedTexts(sql, key), reportEntries(sql, key)]) : [[], []]
  if (saved.length + entries.length > 0) return
  const message = `系统中没有${year}年以前（含当年）的办理记录和文字，不编制${year}年的年度报告`
  throw invalid({ field: 'year', code: 'UNFIT', message })
}

/** @param today YYYY-MM-DD, the day that a draft of the running year counts to */
export async function wholeReport(sql: Sql, scope: Scope, year: number, today: Day): Promise<ReportToWrite> {
  const { kept, name } = scope
  const [{ table3, table4, asOf, final }, frozen, saved] = await Promise.all([
    annualReport(sql, scope, year, today),
    frozenOf(sql, kept, year),
    kept ? savedTexts(sql, { ...kept, year }) : [],
  ])
  const texts = frozen?.tables.texts ?? (kept ? textsIn(saved) : NO_TEXTS)
  return { ...{ year, agency: name, table3, table4, texts }, draftOf: final ? null : asOf }
}

/** What was frozen, as it was, though it may have been opened again since. */
export const frozenReport = ({ name }: Pick<Scope, 'name'>, year: number, { tables }: Frozen): ReportToWrite => {
  const { table3, table4, texts } = tables
  return { ...{ year, agency: name, table3, table4, texts }, draftOf: null }
}
