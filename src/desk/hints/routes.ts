/** `/cases/:id/hints` and `/cases/:id/wording`: the help while reading and while drafting, on pages of their own, so that no look at the case waits for it. */
import type { FastifyInstance } from 'fastify'
import type { House } from '../../house.ts'
import { theCase } from '../../ledger/the-case.ts'
import { readsCasesOnly, signedIn } from '../../people/guard.ts'
import { formOf } from '../../web/form-of.ts'
import { sendPage } from '../../web/send-page.ts'
import { HintsPage } from '../pages/hints.tsx'
import { WordingPage } from '../pages/wording.tsx'
import { hintsOf } from './gather.ts'
import { outcomeNamed, wordingFor } from './wording.ts'

/** For whoever sees the case. @throws Refusal NOT_YOURS, NOT_FOUND */
export async function hintPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get<{ Params: { id: string } }>(
    '/cases/:id/hints',
    { config: { heavy: 'search' } },
    async ({ viewer, params }, reply) => {
      const row = await theCase(house, viewer, params.id)
      return sendPage(reply, HintsPage({ viewer, csrf: viewer.csrf, view: await hintsOf(house, row, viewer) }))
    },
  )

  app.get<{ Params: { id: string } }>(
    '/cases/:id/wording',
    { config: { heavy: 'search' } },
    async ({ viewer, params, query }, reply) => {
      const row = await theCase(house, viewer, params.id)
      const outcome = outcomeNamed(formOf(query).outcome ?? row.context.draft?.outcome)
      const view = await wordingFor(house, row, outcome, viewer)
      return sendPage(reply, WordingPage({ viewer, csrf: viewer.csrf, view }))
    },
  )
}
