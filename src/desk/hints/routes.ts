/** `/cases/:id/hints`: the help while reading, on a page of its own, so that no look at the case waits for it. */
import type { FastifyInstance } from 'fastify'
import type { House } from '../../house.ts'
import { theCase } from '../../ledger/the-case.ts'
import { readsCasesOnly, signedIn } from '../../people/guard.ts'
import { sendPage } from '../../web/send-page.ts'
import { HintsPage } from '../pages/hints.tsx'
import { hintsOf } from './gather.ts'

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
}
