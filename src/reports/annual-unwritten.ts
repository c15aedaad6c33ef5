/**
 * What a report still lacks before it can be made final: a chapter, a cell of table 2, or in chapter 6 the fees, which the format
 * asks for where none were charged, too. A frozen report with holes would be handed in with holes. Pure.
 */
import { PARTS, type Part, type Texts } from './annual-parts.ts'
import { cellOfTable2, table2Cells } from './format-2019.ts'

/** `field` as the page of the texts names it. */
export type Unwritten = { field: string; message: string }

/** In the order of the report; nothing where it is whole. */
export function unwrittenIn({ table2, ...chapters }: Texts, year: number): Unwritten[] {
  const chapter = (part: Part): Unwritten[] =>
    chapters[part].trim() ? [] : [{ field: part, message: `${PARTS[part].title}：尚未填写` }]
  const cells = table2Cells(year)
    .filter((cell) => !table2[cell])
    .map((field) => ({
      field,
      message: `表二${cellOfTable2(field, year)}：尚未填写，没有的填0`,
    }))
  const fees =
    chapters.six.trim() && !STATES_FEES.test(chapters.six)
      ? [{ field: 'six', message: `${PARTS.six.title}：没有写明收取信息处理费的情况，没有收取的也要写明` }]
      : []
  return [...chapter('one'), ...cells, ...chapter('five'), ...chapter('six'), ...fees]
}

const STATES_FEES = /信息处理费/
