/** `/sign-in/oidc`: to the office's identity provider, and back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal, type RefusalCode } from '../ground/errors.ts'
import type { Serving } from '../house.ts'
import { cookieOf, dropCookie, keepCookie } from '../web/cookies.ts'
import { arrive } from './arrivals.ts'
import { keepErrand, takeErrand } from './errands.ts'
import { fromOf } from './from.ts'
import { keepSession } from './guard.ts'
import { personBehind } from './identities.ts'
import { inside } from './inside.ts'
import { openProvider } from './oidc.ts'
import { refusedAtTheDoor } from './refused.ts'
import { enter } from './sign-in.ts'

export const OIDC = '/sign-in/oidc'
const BACK = `${OIDC}/callback`
/** Each is a row until it is used or ten minutes old; each return asks the provider. */
const ASKING = { rateLimit: { max: 60, timeWindow: '1 minute' } }
const LONG_AGO = new Date(0)
const NOT_LET_IN = ['PROVIDER_REFUSED', 'PROVIDER_STRANGER']

type Refused = (request: FastifyRequest, reply: FastifyReply, error: Refusal, next: string) => FastifyReply

/** @param refused shows the door again, with what went wrong */
export function oidcRoutes(app: FastifyInstance, house: Serving, refused: Refused): void {
  const { config } = house
  const provider = config.oidc && openProvider(config.oidc)
  /** The address that the provider has to know. */
  const returnTo = (request: FastifyRequest) => `${config.publicUrl ?? `${request.protocol}://${request.host}`}${BACK}`
  const orRefused = async (request: FastifyRequest, reply: FastifyReply, next: string, go: () => Promise<unknown>) => {
    try {
      return await go()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (NOT_LET_IN.includes(error.code)) await refusedAtTheDoor(house, fromOf(request), {}, error.code as RefusalCode)
      return refused(request, reply, error, next)
    }
  }

  app.get<{ Querystring: { next?: string; again?: string } }>(OIDC, { config: ASKING }, async (request, reply) => {
    if (!provider) throw notFound()
    const next = inside(request.query.next)
    return orRefused(request, reply, next, async () => {
      const how = { anew: request.query.again === 'yes', maxAge: config.sessions.hours * 3_600 }
      const { url, errand } = await provider.ask(returnTo(request), how)
      keepCookie(request, reply, 'errand', await keepErrand(house, errand, next))
      return reply.redirect(url, 303)
    })
  })

  app.get(BACK, { config: ASKING }, async (request, reply) => {
    if (!provider) throw notFound()
    const errand = await takeErrand(house, cookieOf(request, 'errand'))
    dropCookie(request, reply, 'errand')
    return orRefused(request, reply, errand?.next ?? '/desk', async () => {
      if (!errand) throw new Refusal('PROVIDER_REFUSED')
      const address = new URL(returnTo(request))
      address.search = request.url.slice(request.url.indexOf('?'))
      const identity = await provider.identityIn(address, errand)
      const from = fromOf(request)
      const known = await personBehind(house, from, identity)
      if (known.next !== 'in' && !identity.twoFactors) {
        keepCookie(request, reply, 'arrival', await arrive(house, known.personId, known.next, errand.next))
        return reply.redirect(`/sign-in/${known.next}`, 303)
      }
      const session = await enter(house, from, {
        ...known,
        factor: identity.twoFactors ? 'provider' : null,
        instead: cookieOf(request, 'ysqgk'),
        provedAt: identity.provedAt ?? LONG_AGO,
      })
      keepSession(house, request, reply, session)
      return reply.redirect(errand.next, 303)
    })
  })
}
