/**
 * Which rules of the arithmetic could not be judged of a report, and what was missing: silence about them would read as if they
 * held. Pure.
 */
import { judgedRules, RULES, type Rule } from './identities.ts'
import { type AnyRow, PROCEEDING_NAMES, PROCEEDINGS, rowInWords, type Table3, type Tables } from './shape.ts'

/** `lacking` in Chinese: 表三没有“（七）总计”这一行. */
export type Unjudged = { rule: Rule; lacking: string }

/** What a rule needs of table 3. */
const NEEDED: Partial<Record<Rule, readonly AnyRow[]>> = { results: ['3.7'], balance: ['1', '2', '3.7', '4'] }

/** Of the tables that are there: a table that is missing is told by whoever read the file. */
export function unjudgedIn({ table3, table4 }: Tables, lastYear?: Table3): Unjudged[] {
  const lacks = (table: Table3, rows: readonly AnyRow[]) =>
    rows.filter((code) => !table.some(({ row }) => row === code)).map((row) => `“${rowInWords(row)}”`)
  const list: Unjudged[] = []
  const told = (rule: Rule, whose: string, rows: readonly string[]) => {
    if (rows.length > 0)
      list.push({ rule, lacking: `${whose}没有${rows.join('、')}${rows.length > 1 ? '这些行' : '这一行'}` })
  }
  if (table3) {
    for (const [rule, rows] of Object.entries(NEEDED) as [Rule, readonly AnyRow[]][])
      told(rule, '表三', lacks(table3, rows))
    if (lastYear) {
      told('carriedOver', '表三', lacks(table3, ['2']))
      told('carriedOver', '上一年度的表三', lacks(lastYear, ['4']))
    }
  }
  if (table4) {
    const missing = PROCEEDING_NAMES.filter((proceeding) => !table4[proceeding]).map((each) => PROCEEDINGS[each])
    if (missing.length > 0) list.push({ rule: 'remedies', lacking: `表四没有${missing.join('、')}` })
  }
  return list
}

/** Whether anything at all was judged. */
export const isJudged = (report: Tables, lastYear?: Table3): boolean => judgedRules(report, lastYear).length > 0

/** One line for each. */
export const unjudgedInWords = (list: readonly Unjudged[]): string[] =>
  list.map(({ rule, lacking }) => `没有核对“${RULES[rule]}”：${lacking}`)
