/** `/terminal/wipe`: whoever leaves a public terminal leaves nothing on it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { emptyBasket } from '../files/pending.ts'
import type { House } from '../house.ts'
import { COOKIES, type CookieName, dropCookie, endCookie, isTerminal } from '../web/cookies.ts'
import { forgetForms } from '../web/kept-forms.ts'
import { sameSite } from '../web/same-site.ts'
import { WIPE } from '../web/terminal.ts'
import { tellOnce } from '../web/told-once.ts'
import type { Words } from '../web/words/zh.ts'
import { leave } from './tracked.ts'

const TRIES = { preHandler: sameSite, config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }

type Asking = Pick<House, 'config' | 'sql' | 'time' | 'keys'>

/** The routes of one language, where this device is a terminal; elsewhere they lead home and clear nothing: by the button of the band, and by the clock of a page without a script. @throws Refusal CSRF */
export function terminalRoutes(app: FastifyInstance, house: Asking, words: Words): void {
  const wipes = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isTerminal(request)) return reply.redirect(words.root, 303)
    await leave(house, request, reply)
    for (const basket of await forgetForms(house, request)) await emptyBasket(house, basket)
    for (const [name, { kind }] of Object.entries(COOKIES)) {
      if (kind === 'sealed') await endCookie(house, request, reply, name as never)
      else if (name !== 'terminal') dropCookie(request, reply, name as CookieName)
    }
    tellOnce(house, request, reply, 'wiped')
    return reply.header('clear-site-data', '"cache", "storage"').redirect(words.root, 303)
  }
  app.post(`/${WIPE}`, TRIES, wipes)
  app.get(`/${WIPE}`, TRIES, wipes)
}
