/** 变动报备 for programs: what changed, what waits to be reported, putting down that it was. */
import type { FastifyInstance } from 'fastify'
import type { Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { namesOf } from '../people/queries.ts'
import { describe } from '../web/describe-api.ts'
import { once } from '../web/once.ts'
import { csvOf } from '../workbooks/csv.ts'
import { askedFor, HELP, REPORT, REPORTERS, readsChanges, reportingIn, reportsChanges } from './asked.ts'
import { CHANGED_OF, type Change, changesOf, putDownReport } from './changes.ts'
import { changeInWords } from './said.ts'

const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer.' }
/** Of one list; changes are a handful a year. */
const LONGEST = 10_000
const HEADS = ['变动时间', '机关', '事项', '变动', '报备对象', '报备日期', '文号或者方式', '不报备的理由', '记录人']

/** `/responsible-changes`. @throws Refusal NOT_YOURS, INVALID, CSRF, FACT_REFUSED, KEY_REUSED */
export async function responsibleApi(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsChanges)

  app.get(
    '/responsible-changes',
    {
      schema: describe({
        ...{
          summary: 'Changes of heads, registrars and contacts (变动报备), the latest first',
          tag: 'staff',
          secured: true,
        },
        ...{
          query: HELP,
          answers:
            '{"agency","changes":[{"id","agency","what","personName","begins","before","after","at","report"}],"next"}',
        },
      }),
    },
    async (request) => {
      const { scope, waiting, before } = await askedFor(house, request)
      const { changes, next } = await changesOf(house.sql, scope.agencyIds, { waiting, before })
      return { agency: scope.agency, changes, next }
    },
  )

  app.get(
    '/responsible-changes.csv',
    { schema: describe({ summary: 'The same as CSV', tag: 'staff', secured: true, query: HELP, answers: 'The file' }) },
    async (request, reply) => {
      const { scope, waiting } = await askedFor(house, request)
      const { changes } = await changesOf(house.sql, scope.agencyIds, { waiting, limit: LONGEST })
      const names = await namesOf(
        house.sql,
        changes.flatMap(({ report }) => report?.by ?? []),
      )
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(`${scope.name}变动报备.csv`)}`,
        )
        .send(csvOf([HEADS, ...changes.map((change) => rowOf(change, names))]))
    },
  )

  app.post(
    '/responsible-changes/reported',
    {
      preHandler: reportsChanges,
      schema: describe({
        ...{ summary: 'Put down that changes were reported, or why they are not', tag: 'staff', secured: true },
        ...{ query: { agency: HELP.agency }, headers: KEY, body: REPORT, status: 201, answers: '{"changes":[…]}' },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer, headers, body: sent, url } = request
      const { scope } = await askedFor(house, request, REPORTERS)
      const reporting = reportingIn(sent)
      const keyed = {
        ...{ scope: `${viewer.id} responsible`, key: headers['idempotency-key'] as string | undefined },
        request: `${url} ${JSON.stringify(reporting)}`,
      }
      const { status, body } = await once(house, keyed, 201, async (tx) => {
        await putDownReport(tx, house, scope.agencyIds, reporting, viewer)
        return { changes: reporting.changes }
      })
      return reply.code(status).send(body)
    },
  )
}

function rowOf(change: Change, names: ReadonlyMap<string, string>): string[] {
  const { agencyName, what, at, report } = change
  return [
    ...[inShanghai(at), agencyName, CHANGED_OF[what], changeInWords(change)],
    ...[report?.to ?? '', report?.on ?? '', report?.document ?? '', report?.why ?? ''],
    report ? (names.get(report.by) ?? report.by) : '',
  ]
}

/** 2026-03-02 09:30, as spreadsheets sort it. */
const inShanghai = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
