/** The whole report, to be written to a file: the tables with what people wrote, as frozen where it is final. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { annualReport } from './annual.ts'
import { type Frozen, frozenOf } from './annual-final.ts'
import type { Scope } from './annual-scope.ts'
import { NO_TEXTS, savedTexts, textsIn } from './annual-texts.ts'
import type { ReportToWrite } from './export/official.ts'

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
