/** Monthly returns for programs (contract, section 6): the fields with their figures, the cases behind one, the return as a file. */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../ground/errors.ts'
import type { Serving } from '../../house.ts'
import { lastReportEntry } from '../../ledger/frozen-reports.ts'
import { signedIn } from '../../people/guard.ts'
import { describe } from '../../web/describe-api.ts'
import { cursorAsked } from '../annual-api.ts'
import { readsReports, scopeOf } from '../annual-scope.ts'
import { figureAsked, HELP, returnAsked } from './asked.ts'
import { returnCsv, returnXlsx, shown, titleOf } from './export.ts'
import { type Monthly, monthlyReturn } from './monthly.ts'
import { attemptsOf, payloadOf } from './push.ts'
import { keyOf, showBehind } from './show.ts'

const FILES = {
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', returnXlsx],
  csv: ['text/csv; charset=utf-8', returnCsv],
} as const

/**
 * `/reports/monthly`, its files, and the cases behind its figures.
 * @throws Refusal NOT_YOURS, INVALID (month, agency, field), RETURN_NOT_REPORTED
 */
export async function monthlyApi(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsReports)
  const described = (summary: string, answers: string, more: Record<string, string> = {}) => ({
    schema: describe({ summary, tag: 'staff', query: { ...HELP, ...more }, answers, secured: true }),
  })

  app.get(
    '/reports/monthly',
    described(
      'The return of a month: each field with its figure of the month and of the year, where it comes from, and how they agree',
      '{"month","agency","due","status","late","asOf","fields":[{"code","label","unit","month","year","source"}],"checks","broken","entered","analysis","moved","agencies","unreported","reported","pushes"}',
    ),
    async ({ viewer, query }) => {
      const today = house.time.today()
      const { month, agency } = returnAsked(query, today)
      const scope = await scopeOf(house, viewer, agency)
      const monthly = await monthlyReturn(house.sql, scope, month, today)
      const key = keyOf(scope, month)
      const pushes = key && house.config.returnsUrl ? await attemptsOf(house.sql, key) : undefined
      return { ...answerOf(monthly), ...(pushes && { pushes }) }
    },
  )

  app.get(
    '/reports/monthly/cases',
    described(
      'The cases behind a figure that the facts give',
      '{"month","agency","field","of","total","cases":[…],"next"}',
      {
        field: 'Its code',
        of: '`month` unless `year` is given',
        cursor: '`next` of the page before',
      },
    ),
    async ({ viewer, query }) => {
      const { month, agency } = returnAsked(query, house.time.today())
      const scope = await scopeOf(house, viewer, agency)
      const asked = figureAsked(query)
      const { total, cases, next } = await showBehind(house, viewer, scope, month, asked, cursorAsked(query))
      return { month, agency: scope.agency, ...asked, total, cases, next }
    },
  )

  app.get(
    '/reports/monthly.json',
    {
      ...described(
        'What is handed to the platform above, of a return that is reported',
        '{"month","agency","version","fields",…}',
      ),
    },
    async ({ viewer, query }, reply) => {
      const { month, agency } = returnAsked(query, house.time.today())
      const scope = await scopeOf(house, viewer, agency)
      const key = keyOf(scope, month)
      const entry = key && (await lastReportEntry(house.sql, key))
      if (entry?.act !== 'final') throw new Refusal('RETURN_NOT_REPORTED')
      return reply
        .header('content-disposition', attached(`${scope.name}${month}.json`))
        .send(payloadOf(entry, scope.name))
    },
  )

  for (const ending of Object.keys(FILES) as (keyof typeof FILES)[]) {
    const [type, make] = FILES[ending]
    app.get(
      `/reports/monthly.${ending}`,
      { config: { heavy: 'letter' }, ...described(`The return of a month as ${ending.toUpperCase()}`, type) },
      async ({ viewer, query }, reply) => {
        const today = house.time.today()
        const { month, agency } = returnAsked(query, today)
        const scope = await scopeOf(house, viewer, agency)
        const monthly = await monthlyReturn(house.sql, scope, month, today)
        const name = attached(`${titleOf(monthly)}.${ending}`)
        return reply
          .type(type)
          .header('content-disposition', name)
          .send(Buffer.from(make(monthly)))
      },
    )
  }
}

const attached = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`

/** Without hidden fields; of a district each agency with its standing, and who has not reported (漏报). */
function answerOf(monthly: Monthly) {
  const { fields: _, agencies, ...rest } = monthly
  return {
    ...rest,
    fields: shown(monthly),
    ...(agencies && {
      agencies: agencies.map(({ fields, ...one }) => ({ ...one, fields: shown({ fields }) })),
      unreported: agencies
        .filter(({ status }) => status !== 'reported')
        .map(({ agency, name, due, late }) => ({ agency, name, due, late })),
    }),
  }
}
