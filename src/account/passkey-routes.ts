/** Passkeys of citizens: coming in with one, registering one from inside the account, taking one away. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { accountOf, enter } from '../citizens/sessions.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { keepChallenge, takeChallenge } from '../people/challenges.ts'
import { fromOf } from '../people/from.ts'
import { challengeFor, type Party, partyOf } from '../people/passkeys.ts'
import { cookieOf, dropCookie, keepCookie } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { sameSite } from '../web/same-site.ts'
import { tellOnce } from '../web/told-once.ts'
import type { Words } from '../web/words/zh.ts'
import { accountBehind, askToRegister, dropDevice, registerDevice } from './passkeys.ts'

/** Each is a row until it is used or ten minutes old. */
const ASKS = { preHandler: sameSite, config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }

/** The routes of one language. @throws Refusal CSRF, NOT_SIGNED_IN, NOT_FOUND at a host for which no browser makes keys */
export function passkeyRoutes(
  app: FastifyInstance,
  house: Pick<House, 'config' | 'sql' | 'time' | 'keys'>,
  words: Words,
): void {
  const at = (place = '') => `${words.root}account${place}`
  const says = (request: FastifyRequest, reply: FastifyReply, what: 'no' | 'kept' | 'failed' | 'gone', place = '') => {
    tellOnce(house, request, reply, `passkey-${what}`)
    return reply.redirect(at(place), 303)
  }
  const party = (request: FastifyRequest): Party => {
    const named = partyOf(house, request)
    if (!named) throw notFound()
    return named
  }
  const asks = async (request: FastifyRequest, reply: FastifyReply, challenge: string) => {
    const token = await keepChallenge(house, challenge, null)
    keepCookie(request, reply, 'challenge', token) // not given back: to await a reply is to wait for its end
  }
  const asked = (request: FastifyRequest, reply: FastifyReply) => {
    const token = cookieOf(request, 'challenge')
    dropCookie(request, reply, 'challenge')
    return takeChallenge(house, token)
  }

  app.post('/account/passkey/options', ASKS, async (request, reply) => {
    const options = await challengeFor(party(request))
    await asks(request, reply, options.challenge)
    return reply.send(options)
  })

  app.post('/account/passkey', ASKS, async (request, reply) => {
    const given = await asked(request, reply)
    const credential = read(formOf(request.body).credential)
    const accountId = given && (await accountBehind(house, party(request), given.challenge, credential))
    if (!accountId) return says(request, reply, 'no')
    await enter(house, request, reply, accountId)
    return reply.redirect(at(), 303)
  })

  app.post('/account/passkeys/options', ASKS, async (request, reply) => {
    const account = await accountOf(house, request)
    if (!account) throw new Refusal('NOT_SIGNED_IN')
    const options = await askToRegister(house, party(request), account)
    await asks(request, reply, options.challenge)
    return reply.send(options)
  })

  app.post('/account/passkeys', ASKS, async (request, reply) => {
    const account = await accountOf(house, request)
    if (!account) return reply.redirect(at(), 303)
    const given = await asked(request, reply)
    const about = given && { accountId: account.id, challenge: given.challenge, name: fromOf(request).program }
    const credential = read(formOf(request.body).credential)
    const kept = about && (await registerDevice(house, party(request), about, credential))
    return says(request, reply, kept ? 'kept' : 'failed', '#passkeys')
  })

  app.post('/account/passkeys/removal', ASKS, async (request, reply) => {
    const account = await accountOf(house, request)
    if (account) await dropDevice(house, account.id, formOf(request.body).id ?? '')
    return says(request, reply, 'gone', '#passkeys')
  })
}

function read(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
