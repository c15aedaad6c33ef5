/** `/audit`: who did and read what, for auditors, and of auditors for security officers: searched, exported, and the same for programs. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { linesOf } from '../../audit/read.ts'
import { requireLastKey } from '../../db/keys-in-use.ts'
import { Refusal } from '../../ground/errors.ts'
import type { House, Serving } from '../../house.ts'
import { signedIn } from '../../people/guard.ts'
import { hasRole } from '../../people/may.ts'
import { sessionsIn } from '../../people/staff-list.ts'
import { describe } from '../../web/describe-api.ts'
import { formOf } from '../../web/form-of.ts'
import { html } from '../../web/page.tsx'
import { type Asked, askedFor } from './audit-asked.ts'
import { asCsv, asJsonLines } from './audit-export.ts'
import { lineAsJson, linesInWords } from './audit-lines.ts'
import { type AuditFields, AuditPage } from './pages/audit.tsx'
import { StandingPage } from './pages/standing.tsx'
import { waitingView } from './show.ts'

const LONGEST = 60
const ON_A_PAGE = 50
/** For a program, which asks for the next page by `next`. */
const AT_ONCE = 500

/** Auditors read what everybody did; security officers what the auditors did, so that nobody audits themselves alone. */
export const readersOnly = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, 'auditor', 'security')) throw new Refusal('NOT_YOURS')
}
const auditorsOnly = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, 'auditor')) throw new Refusal('NOT_YOURS')
}

/** One page, and the cursor of the next. */
async function pageOf(house: Pick<House, 'sql'>, { agencyIds, wanted, cursor }: Asked, most: number) {
  const found = await linesOf(house.sql, agencyIds, wanted, { most: most + 1, beyond: cursor })
  const lines = found.slice(0, most)
  return { lines, next: found.length > most ? lines.at(-1)!.id : null }
}

/** @throws Refusal NOT_YOURS; INVALID for an export that asks for what there is not */
export async function auditPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readersOnly)

  app.get('/audit', async ({ viewer, query }, reply) => {
    const { cursor: _, ...asked } = formOf(query) as AuditFields & { cursor?: string }
    const about = { viewer, csrf: viewer.csrf, asked, today: house.time.today() }
    try {
      const { lines, next } = await pageOf(house, await askedFor(house, viewer, query, true), ON_A_PAGE)
      const more = next && new URLSearchParams({ ...asked, cursor: next }).toString()
      const shown = AuditPage({ ...about, lines: await linesInWords(house, lines), next: more })
      return reply.type('text/html; charset=utf-8').send(html(shown))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      const shown = AuditPage({ ...about, errors: error.errors, lines: [], next: null })
      return reply.code(422).type('text/html; charset=utf-8').send(html(shown))
    }
  })

  const attached = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
  app.get('/audit.csv', async ({ viewer, query }, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', attached(`审计记录-${house.time.today()}.csv`))
      .send(asCsv(house, await askedFor(house, viewer, query, true))),
  )

  app.get('/audit.jsonl', async ({ viewer, query }, reply) => {
    await requireLastKey(house.sql, house.keys)
    return reply
      .type('application/jsonl; charset=utf-8')
      .header('content-disposition', attached(`审计记录-${house.time.today()}.jsonl`))
      .send(asJsonLines(house, await askedFor(house, viewer, query, true)))
  })

  app.get('/audit/standing', { preHandler: auditorsOnly }, async ({ viewer, query }, reply) => {
    const q = (formOf(query).q ?? '').trim().slice(0, LONGEST)
    const fits = ({ name, username }: { name: string; username: string }) =>
      `${name} ${username}`.toLowerCase().includes(q.toLowerCase())
    const [sessions, proposals] = await Promise.all([
      sessionsIn(house.db, viewer.agencyIds, house.time.now()),
      waitingView(house, viewer),
    ])
    const props = { sessions: sessions.filter(fits), proposals: proposals.filter(({ person }) => fits(person)) }
    return reply.type('text/html; charset=utf-8').send(html(StandingPage({ viewer, csrf: viewer.csrf, q, ...props })))
  })
}

/**
 * `GET /audit` for auditors and security officers: the lines, the latest first.
 * @throws Refusal NOT_YOURS, INVALID
 */
export async function auditApi(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readersOnly)

  app.get(
    '/audit',
    {
      schema: describe({
        summary:
          'Sign-ins, reads, acts and changes: who, what, when, of which case, from where, and the place in the chain',
        tag: 'staff',
        secured: true,
        query: {
          by: 'a username or a name; system, nobody, applicant, consulted, evaluator',
          what: 'a word of `what`',
          case: 'id, 登记编号 or 受理编号',
          words: 'what was searched for, word for word',
          from: 'a day',
          to: 'a day',
          failed: 'yes',
          cursor: '`next` of the page before',
        },
        answers:
          '{"entries":[{"id","at","by","what","agencyId","case"?,"number"?,"subject"?,"succeeded","before"?,"after"?,"route"?,"status"?,"address"?,"chain"}],"next"}',
      }),
    },
    async ({ viewer, query }) => {
      const { lines, next } = await pageOf(house, await askedFor(house, viewer, query), AT_ONCE)
      return { entries: lines.map(lineAsJson), next }
    },
  )
}
