/** The chapters and table 2 as a form gives them. */
import { z } from 'zod'
import { invalid } from '../ground/errors.ts'
import { given, text } from '../web/given.ts'
import { IN_WAN_YUAN, TABLE_2_CELLS, type Table2, type Texts } from './annual-parts.ts'

const LONG = 20_000
const TEXTS = z.object({ one: text(LONG, 0), five: text(LONG, 0), six: text(LONG, 0) }).partial()
/** Counts of table 2; only what is given in 万元 has up to four digits behind the point. */
const COUNT = /^(?:0|[1-9]\d{0,11})$/
const AMOUNT = /^(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?$/

/** @throws Refusal INVALID for what is no count in table 2, or no amount where it asks for one */
export function textsFrom(values: Record<string, string>): Texts {
  const { one = '', five = '', six = '' } = given(TEXTS, values)
  const table2: Table2 = Object.fromEntries(
    TABLE_2_CELLS.flatMap((cell) => (values[cell]?.trim() ? [[cell, values[cell].trim()]] : [])),
  )
  const wrong = Object.entries(table2).filter(([cell, number]) => !(cell === IN_WAN_YUAN ? AMOUNT : COUNT).test(number))
  if (wrong.length > 0)
    throw invalid(
      ...wrong.map(([field]) => ({
        ...{ field, code: 'UNFIT' },
        message: field === IN_WAN_YUAN ? '应当是数字，例如12或者3.5' : '应当是整数，例如12',
      })),
    )
  return { one, five, six, table2 }
}
