/** `/audit`: what auditors may look at of people and of the office, searched by name; the same for programs. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { changesIn } from '../../people/changes.ts'
import { signedIn } from '../../people/guard.ts'
import { hasRole } from '../../people/may.ts'
import { allAgencies, namesOf } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import { type ProposalRow, proposalsOf, sessionsIn } from '../../people/staff-list.ts'
import { describe } from '../../web/describe-api.ts'
import { formOf } from '../../web/form-of.ts'
import { day, given, text } from '../../web/given.ts'
import { html } from '../../web/page.tsx'
import { inWords } from './changes-in-words.ts'
import { AuditPage } from './pages/audit.tsx'
import { waitingView } from './show.ts'

const LONGEST = 60
/** Of proposals, as of changes: a program asks again from the last day that it has. */
const MOST = 500

const auditorsOnly = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, 'auditor')) throw new Refusal('NOT_YOURS')
}

/** @throws Refusal NOT_YOURS */
export async function auditPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', auditorsOnly)

  app.get('/audit', async ({ viewer, query }, reply) => {
    const q = (formOf(query).q ?? '').trim().slice(0, LONGEST)
    const fits = ({ name, username }: { name: string; username: string }) =>
      `${name} ${username}`.toLowerCase().includes(q.toLowerCase())
    const [sessions, proposals, changes] = await Promise.all([
      sessionsIn(house.db, viewer.agencyIds, house.time.now()),
      waitingView(house, viewer),
      changesView(house, viewer),
    ])
    const props = {
      sessions: sessions.filter(fits),
      proposals: proposals.filter(({ person }) => fits(person)),
      changes: changes.filter(({ title, by }) => fits({ name: title, username: by })),
    }
    return reply.type('text/html; charset=utf-8').send(html(AuditPage({ viewer, csrf: viewer.csrf, q, ...props })))
  })
}

async function changesView(house: House, viewer: Viewer) {
  const rows = await changesIn(house.db, viewer.agencyIds)
  const people = await namesOf(
    house.sql,
    rows.map(({ by }) => by),
  )
  const agencies = new Map((await allAgencies(house.sql)).map(({ id, name }) => [id, name]))
  return rows.map((row) => inWords(row, { people, agencies }))
}

const ASKED = z.strictObject({ by: text(LONGEST).optional(), from: day.optional() })

/**
 * `GET /audit` for auditors: proposals of rights with their decisions, changes of agencies and units, the latest first.
 * @throws Refusal NOT_YOURS, INVALID
 */
export async function auditApi(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', auditorsOnly)

  app.get(
    '/audit',
    {
      schema: describe({
        summary: 'Rights proposed and decided, agencies and units changed: before and after, by whom',
        tag: 'staff',
        secured: true,
        query: { by: 'a username', from: 'a day' },
        answers: '{"entries":[{"at","by","what","subject","before","after","why"?,"decision"?}]}',
      }),
    },
    async ({ viewer, query }) => {
      const { by, from } = given(ASKED, query)
      const [changes, proposals] = await Promise.all([
        changesIn(house.db, viewer.agencyIds, { by, from }),
        proposalsOf(house.db, viewer.agencyIds, { most: MOST }),
      ])
      const wanted = proposals.filter(
        (one) =>
          (!by || [one.by, one.decision?.by].includes(`staff:${by}`)) &&
          (!from || Date.parse(one.at) >= Date.parse(`${from}T00:00:00+08:00`)),
      )
      const entries = [
        ...changes.map(({ id: _, ...change }) => ({ ...change, at: new Date(change.at).toISOString() })),
        ...wanted.map((one) => rightsEntry(one, proposals)),
      ]
      return { entries: entries.toSorted((a, b) => b.at.localeCompare(a.at)) }
    },
  )
}

/** A proposal with the rights that held before it: those that were last approved. */
function rightsEntry(
  { person, position, roles, units, by, at, why, decision }: ProposalRow,
  all: readonly ProposalRow[],
) {
  const before = all
    .filter((one) => one.person.id === person.id && one.position < position && one.decision?.approved)
    .toSorted((a, b) => b.position - a.position)[0]
  return {
    ...{ at: new Date(at).toISOString(), by, what: 'rights' as const, subject: person.username },
    before: before ? { roles: before.roles, units: before.units } : null,
    ...{ after: { roles, units }, why, decision },
  }
}
