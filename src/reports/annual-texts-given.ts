/** The chapters and table 2 as a form gives them. */
import { z } from 'zod'
import { invalid } from '../ground/errors.ts'
import { given, text } from '../web/given.ts'
import type { Table2, Texts } from './annual-parts.ts'
import { isAmount, isChange, table2Cells } from './format-2019.ts'

const LONG = 20_000
const TEXTS = z.object({ one: text(LONG, 0), five: text(LONG, 0), six: text(LONG, 0) }).partial()
/** Counts of table 2; only what is given in 万元 has up to four digits behind the point, and only what became more or less a sign. */
const COUNT = /^(?:0|[1-9]\d{0,11})$/
const CHANGE = /^[+-]?(?:0|[1-9]\d{0,11})$/
const AMOUNT = /^(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?$/

/** @throws Refusal INVALID for what is no count in table 2, or no amount where it asks for one */
export function textsFrom(values: Record<string, string>, year: number): Texts {
  const { one = '', five = '', six = '' } = given(TEXTS, values)
  const table2: Table2 = Object.fromEntries(
    table2Cells(year).flatMap((cell) => (values[cell]?.trim() ? [[cell, values[cell].trim()]] : [])),
  )
  const wrong = Object.entries(table2).filter(([cell, number]) => !shapeOf(cell).test(number))
  if (wrong.length > 0)
    throw invalid(
      ...wrong.map(([field]) => ({
        ...{ field, code: 'UNFIT' },
        message: isAmount(field) ? '应当是数字，例如12或者3.5' : '应当是整数，例如12',
      })),
    )
  return { one, five, six, table2 }
}

const shapeOf = (cell: string) => (isAmount(cell) ? AMOUNT : isChange(cell) ? CHANGE : COUNT)
