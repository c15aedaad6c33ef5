/** What a query asks of the monthly return: which month, whose, which figure. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Day } from '../../../workflows/statute/days.ts'
import { invalid } from '../../ground/errors.ts'
import { choice, given, text } from '../../web/given.ts'
import { FIRST_MONTH, type Month, monthOf, plusMonths } from './months.ts'

const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const MONTH = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, { error: '月份写成 2026-03' })
const RETURN = z.object({ month: emptyIsNone(MONTH), agency: emptyIsNone(text(60)) })
const FIGURE = z.object({ field: text(20), of: choice({ month: '本期', year: '本年累计' }).default('month') })

export const HELP = {
  month: `The month, as 2026-03, from ${FIRST_MONTH} on; without it the last one that is over`,
  agency: 'An agency that one serves; `all`: the district, all of them together; without it the own one',
}

export type Asked = { month: Month; agency: string | undefined }

/** @throws Refusal INVALID for what is no month, one before 2019 or one that has not begun */
export function returnAsked(query: FastifyRequest['query'], today: Day): Asked {
  const { month = plusMonths(monthOf(today), -1), agency } = given(RETURN, query)
  if (month < FIRST_MONTH || month > monthOf(today))
    throw invalid({ field: 'month', code: 'UNFIT', message: '应当是2019年1月至今的月份' })
  return { month, agency }
}

/** Which figure's cases. @throws Refusal INVALID */
export const figureAsked = (query: FastifyRequest['query']): { field: string; of: 'month' | 'year' } =>
  given(FIGURE, query)
