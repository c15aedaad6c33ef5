/**
 * 统一身份认证 for citizens: to the identity provider that the operator set, and back. It says who somebody is by its own lasting name;
 * an address of mail that it tells is believed for nothing, so that no account is taken over by it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { accountOf, enter } from '../citizens/sessions.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { keepErrand, takeErrand } from '../people/errands.ts'
import { openProvider } from '../people/oidc.ts'
import { cookieOf, dropCookie, keepCookie } from '../web/cookies.ts'
import { sameSite } from '../web/same-site.ts'
import { tellOnce } from '../web/told-once.ts'
import { LANGUAGES } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { accountOfIdentity, linkIdentity } from './identities.ts'

/** Each is a row until it is used or ten minutes old; each return asks the provider. */
const ASKS = { rateLimit: { max: 60, timeWindow: '1 minute' } }
/** One address for both languages: it is the one that the provider has to know. */
const BACK = '/account/oidc/callback'
/** How long ago somebody may have proved themselves there: now, for others use the same computer. */
const ANEW = { anew: true, maxAge: 600 } // seconds

type Providing = Pick<House, 'config' | 'sql' | 'time' | 'keys'>

/** @throws Refusal NOT_FOUND without a provider, CSRF, PROVIDER_UNREACHABLE */
export function providerRoutes(app: FastifyInstance, house: Providing, words: Words): void {
  const { config } = house
  const provider = config.citizenOidc && openProvider(config.citizenOidc)
  const returnTo = (request: FastifyRequest) => `${config.publicUrl ?? `${request.protocol}://${request.host}`}${BACK}`
  const at = (root: string) => `${root}account`
  const says = (request: FastifyRequest, reply: FastifyReply, root: string, what: 'refused' | 'linked' | 'taken') => {
    tellOnce(house, request, reply, `identity-${what}`)
    return reply.redirect(at(root), 303)
  }

  async function goes(request: FastifyRequest, reply: FastifyReply, intent: string) {
    if (!provider) throw notFound()
    const { url, errand } = await provider.ask(returnTo(request), ANEW)
    keepCookie(request, reply, 'account-errand', await keepErrand(house, errand, `${intent} ${words.root}`))
    return reply.redirect(url, 303)
  }

  app.get('/account/oidc', { config: ASKS }, (request, reply) => goes(request, reply, 'in'))

  // To the account that is open: said by a form of its own, for somebody else may sit down where it was left open.
  app.post('/account/oidc', { config: ASKS, preHandler: sameSite }, async (request, reply) => {
    const account = await accountOf(house, request)
    return account ? goes(request, reply, account.id) : reply.redirect(at(words.root), 303)
  })

  if (words.root !== '/') return

  app.get(BACK, { config: ASKS }, async (request, reply) => {
    if (!provider) throw notFound()
    const errand = await takeErrand(house, cookieOf(request, 'account-errand'))
    dropCookie(request, reply, 'account-errand')
    const [intent = '', named = ''] = errand?.next.split(' ') ?? []
    const root = LANGUAGES.find((one) => one.root === named)?.root ?? words.root
    if (!errand) return says(request, reply, root, 'refused')
    const address = new URL(returnTo(request))
    address.search = request.url.slice(request.url.indexOf('?'))
    try {
      const identity = await provider.identityIn(address, errand)
      if (intent === 'in') {
        await enter(house, request, reply, await accountOfIdentity(house, identity))
        return reply.redirect(at(root), 303)
      }
      const account = await accountOf(house, request)
      const isLinked = account?.id === intent && (await linkIdentity(house, account.id, identity))
      return says(request, reply, root, isLinked ? 'linked' : 'taken')
    } catch (error) {
      if (!(error instanceof Refusal) || !error.code.startsWith('PROVIDER_')) throw error
      return says(request, reply, root, 'refused')
    }
  })
}
