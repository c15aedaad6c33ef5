/** The annual report for programs (contract, section 6): tables 3 and 4, and the cases behind a figure. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Day } from '../../workflows/statute/days.ts'
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { choice, given, text } from '../web/given.ts'
import { annualReport } from './annual.ts'
import { type Cell, casesOfCell } from './annual-cases.ts'
import { readsReports, scopeOf } from './annual-scope.ts'
import { FIRST_YEAR, periodOf } from './annual-year.ts'
import { COLUMNS, ROWS } from './shape.ts'

const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const YEAR = emptyIsNone(z.string().regex(/^\d{4}$/, { error: '请填写四位年份' }))
const REPORT = z.object({ year: YEAR, agency: emptyIsNone(text(60)) })
const CELL = z.object({ row: choice(ROWS), column: choice({ ...COLUMNS }).default('total') })
const VERSION = z.object({
  version: emptyIsNone(z.string().regex(/^[1-9]\d{0,5}$/, { error: '应当是定稿记录的次序' })),
})
const CURSOR = z.object({ cursor: emptyIsNone(z.string().max(100)) })

export const HELP = {
  year: `The year, from ${FIRST_YEAR} on; without it the running one, as of today`,
  agency: 'An agency that one serves; `all`: all of them together; without it the own one',
}

/** Which report a query asks for. @throws Refusal INVALID for a year before 2019 or one that has not begun */
export function reportAsked(query: unknown, today: Day): { year: number; agency: string | undefined } {
  const { year = today.slice(0, 4), agency } = given(REPORT, query)
  if (Number(year) < FIRST_YEAR || year > today.slice(0, 4))
    throw invalid({ field: 'year', code: 'UNFIT', message: `应当是${FIRST_YEAR}年至今年的年份` })
  return { year: Number(year), agency }
}

/** Which figure. @throws Refusal INVALID for a row or a column that the table does not have */
export const cellAsked = (query: unknown): Cell => {
  const { row, column } = given(CELL, query)
  return { row, column }
}

/** Which of the versions that were frozen; nothing where it is the one that stands. */
export function versionAsked(query: unknown): number | undefined {
  const { version } = given(VERSION, query)
  return version === undefined ? undefined : Number(version)
}

/** Where a list goes on. */
export const cursorAsked = (query: unknown): string | undefined => given(CURSOR, query).cursor

/**
 * `/reports/annual` and the cases behind its figures.
 * @throws Refusal NOT_YOURS, INVALID (year, agency, row, column)
 */
export async function annualApi(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsReports)

  app.get(
    '/reports/annual',
    {
      schema: describe({
        summary: 'Tables 3 and 4 of the annual report, with their checks',
        tag: 'staff',
        query: HELP,
        answers:
          '{"year","agency","asOf","final","table3":[{"row","label",…}],"table4","checks":[{"rule","text","holds"}],"broken"}',
        secured: true,
      }),
    },
    async ({ viewer, query }) => {
      const today = house.time.today()
      const { year, agency } = reportAsked(query, today)
      return annualReport(house.sql, await scopeOf(house, viewer, agency), year, today)
    },
  )

  app.get(
    '/reports/annual/cases',
    {
      schema: describe({
        summary: 'The cases behind one figure of table 3, each with the reason why it is counted there',
        tag: 'staff',
        query: { ...HELP, row: 'As in table3', column: '`total` unless given', cursor: '`next` of the page before' },
        answers:
          '{"year","agency","row","column","cases":[{"id","number","receivedOn","resultOn","outcome","because",…}],"next"}',
        secured: true,
      }),
    },
    async ({ viewer, query }) => {
      const today = house.time.today()
      const { year, agency } = reportAsked(query, today)
      const cell = cellAsked(query)
      const scope = await scopeOf(house, viewer, agency)
      const page = await casesOfCell(
        house.sql,
        viewer,
        scope.agencyIds,
        periodOf(year, today),
        cell,
        cursorAsked(query),
      )
      return { year, agency: scope.agency, ...cell, ...page }
    },
  )
}
