/** What staff see of letters beyond one case: the register of numbers. */
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { sendPage } from '../web/send-page.ts'
import { readsNumbers, registerAsked } from './api.ts'
import { showRegister } from './numbers.ts'
import { NumbersPage } from './pages/numbers.tsx'

export async function replyPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/numbers', { preHandler: readsNumbers }, async ({ viewer, query }, reply) => {
    const view = await showRegister(house, viewer, registerAsked(query))
    return sendPage(reply, NumbersPage({ viewer, csrf: viewer.csrf, view }))
  })
}
