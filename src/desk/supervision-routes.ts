/** Supervision: for supervisors over all agencies, for heads over the agencies that their office is the intake office of. */

import type { FastifyInstance } from 'fastify'
import { satisfactionNumbers } from '../citizens/satisfaction.ts'
import { Refusal } from '../ground/errors.ts'
import { soonUntil } from '../ground/soon.ts'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { agenciesAs } from '../people/sight.ts'
import { undecided } from '../released/proposals.ts'
import { answersAwaited } from '../remedies/waiting.ts'
import { html } from '../web/page.tsx'
import { deskPage } from './desk.ts'
import { SupervisionPage } from './pages/supervision.tsx'
import { agencyNumbers } from './supervision.ts'

/** Longer lists are read on the desk. */
const LONGEST = 100

/** `/supervision` for supervisors and heads. @throws Refusal NOT_YOURS */
export async function deadlinePages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('preHandler', signedIn(house))

  app.get('/supervision', { schema: { hide: true } }, async (request, reply) => {
    const { viewer } = request
    if (!hasRole(viewer, 'supervisor', 'head')) throw new Refusal('NOT_YOURS')
    const { calendar } = house.law()
    const today = house.time.today()
    const agencyIds = agenciesAs(viewer, ['supervisor', 'head'])
    const [agencies, { rows }, satisfaction, awaited, undecidedReleases] = await Promise.all([
      agencyNumbers(house.sql, agencyIds, today, soonUntil(calendar, today)),
      deskPage(house.sql, calendar, { who: viewer, agencyIds, today, due: 'overdue', limit: LONGEST }),
      satisfactionNumbers(house.sql, agencyIds),
      answersAwaited(house.sql, viewer, today),
      undecided(house.sql, agencyIds, today),
    ])
    const page = SupervisionPage({
      ...{ viewer, csrf: viewer.csrf, today, agencies, escalated: rows, satisfaction, awaited, undecidedReleases },
    })
    return reply.type('text/html; charset=utf-8').send(html(page))
  })
}
