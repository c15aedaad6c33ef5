/** What staff see of letters: the register of their numbers, and whether one made again is the one on record. */
import type { FastifyInstance } from 'fastify'
import { theCase } from '../cases/api.ts'
import type { House } from '../house.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import { sendPage } from '../web/send-page.ts'
import { readsNumbers, registerAsked } from './api.ts'
import { showRegister } from './numbers.ts'
import { NumbersPage } from './pages/numbers.tsx'
import { ReprintPage } from './pages/reprint.tsx'
import { reprint } from './reprint.ts'

export async function replyPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/numbers', { preHandler: readsNumbers }, async ({ viewer, query }, reply) => {
    const view = await showRegister(house, viewer, registerAsked(query))
    return sendPage(reply, NumbersPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.get<{ Params: { id: string; letter: string } }>(
    '/cases/:id/letters/:letter/reprint',
    { preHandler: readsCasesOnly },
    async ({ viewer, params }, reply) => {
      const row = await theCase(house, viewer, params.id)
      const answer = await reprint(house, { agencyId: row.agencyId, caseId: row.id }, params.letter)
      return sendPage(reply, ReprintPage({ viewer, csrf: viewer.csrf, of: row, reprint: answer }))
    },
  )
}
