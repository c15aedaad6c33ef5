/** `/audit`: what auditors may look at of people, searched by name. */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { signedIn } from '../../people/guard.ts'
import { hasRole } from '../../people/may.ts'
import { sessionsIn } from '../../people/staff-list.ts'
import { formOf } from '../../web/form-of.ts'
import { html } from '../../web/page.tsx'
import { AuditPage } from './pages/audit.tsx'
import { waitingView } from './show.ts'

const LONGEST = 60

/** @throws Refusal NOT_YOURS */
export async function auditPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async ({ viewer }) => {
    if (!hasRole(viewer, 'auditor')) throw new Refusal('NOT_YOURS')
  })

  app.get('/audit', async ({ viewer, query }, reply) => {
    const q = (formOf(query).q ?? '').trim().slice(0, LONGEST)
    const fits = ({ name, username }: { name: string; username: string }) =>
      `${name} ${username}`.toLowerCase().includes(q.toLowerCase())
    const [sessions, proposals] = await Promise.all([
      sessionsIn(house.db, viewer.agencyIds, house.time.now()),
      waitingView(house, viewer),
    ])
    const props = { sessions: sessions.filter(fits), proposals: proposals.filter(({ person }) => fits(person)) }
    return reply.type('text/html; charset=utf-8').send(html(AuditPage({ viewer, csrf: viewer.csrf, q, ...props })))
  })
}
