/** What every reader of a file hands on: its tables in their order, and the text before and between them. */
import type { Grid } from './grid.ts'

/** The text is that of the beginning; a report names its agency and its year there. */
export type ReportDocument = { grids: Grid[]; text: string }

/** Characters of a report's beginning; its name stands in the first lines, behind the menu of a page. */
export const BEGINNING = 20_000

/** Of which year and whose report it is, from its name in the text or in the name of the file. */
export function namedIn(text: string): { year?: number; agency?: string } {
  const told = text.normalize('NFKC').replace(/[^\S\n]+/g, '')
  const [, agency = '', year] =
    /([\p{Script=Han}()]{2,40}?)\n?(20\d\d)年?(?:度)?\n?政府信息公开(?:工作)?年度(?:工作)?报告/u.exec(told) ?? []
  const only = year ?? /(20\d\d)年?(?:度)?\n?政府信息公开/u.exec(told)?.[1]
  return { ...(only && { year: Number(only) }), ...(agency && { agency }) }
}
