/** The analysis for programs: figures without a name of anybody, and the cases behind one of them by their numbers. */
import type { FastifyInstance } from 'fastify'
import { periodOf } from '../ground/year.ts'
import type { House, Serving } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { analysisOf } from './analysis.ts'
import { askedFor, figureAsked, HELP, readsAnalysis } from './asked.ts'
import { casesOfFigure } from './cases.ts'

/** `/reports/analysis` and the cases behind its figures. @throws Refusal NOT_YOURS, INVALID (year, agency, of) */
export async function analysisApi(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'law'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsAnalysis)

  app.get(
    '/reports/analysis',
    {
      config: { heavy: 'letter' },
      schema: describe({
        summary:
          'The analysis (定期分析) of a year: months, results, time, applicants, reversals, topics, areas, keywords; lists no applicants',
        tag: 'staff',
        query: HELP,
        answers:
          '{"year","agency","asOf","received","concluded","months","outcomes","columns","time","repeated","reversals","subjects","keywords","compared"}',
        secured: true,
      }),
    },
    async (request) => {
      const { scope, year } = await askedFor(house, request)
      return analysisOf(house, scope, year)
    },
  )

  app.get(
    '/reports/analysis/cases',
    {
      schema: describe({
        summary: 'The cases behind one figure of the analysis',
        tag: 'staff',
        query: {
          ...HELP,
          of: 'Its name: `received`, `concluded.03`, `outcome.notHeld`, `late`, `topic.征地拆迁`, `keyword.补偿`, `result.corrected-notHeld` …',
          cursor: '`next` of the page before',
        },
        answers: '{"year","agency","of","total","cases":[{"id","number","receipt","since","outcome",…}],"next"}',
        secured: true,
      }),
    },
    async (request) => {
      const { scope, year } = await askedFor(house, request)
      const { name, figure, cursor } = figureAsked(request.query)
      const period = periodOf(year, house.time.today())
      const page = await casesOfFigure(house, request.viewer, scope.agencyIds, period, figure, cursor)
      const cases = page.cases.map(({ applicantName: _, agencyId, agencyName, countedAs, ...one }) => ({
        ...one,
        agency: { code: agencyId, name: agencyName },
        outcome: countedAs,
      }))
      return { year, agency: scope.agency, of: name, total: page.total, cases, next: page.next }
    },
  )
}
