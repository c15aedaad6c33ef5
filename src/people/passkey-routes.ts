/** Passkeys in a browser: registering a device, signing in with it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { cookieOf, dropCookie, keepCookie } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { sameSite } from '../web/same-site.ts'
import { keepChallenge, takeChallenge } from './challenges.ts'
import { changing, FACTORS } from './changing.ts'
import { fromOf } from './from.ts'
import { keepSession } from './guard.ts'
import { inside } from './inside.ts'
import { challengeFor, dropPasskey, ownerOf, type Party, partyOf, register, registrationFor } from './passkeys.ts'
import { refusedAtTheDoor } from './refused.ts'
import { enter } from './sign-in.ts'

/** Each is a row until it is used or ten minutes old. */
const ASKING = { rateLimit: { max: 60, timeWindow: '1 minute' } }

/** `/sign-in/passkey` for anybody, `/sign-in/factors/passkeys` for who is signed in. */
export function passkeyRoutes(app: FastifyInstance, house: Serving & Pick<House, 'db'>): void {
  const party = (request: FastifyRequest): Party => {
    const named = partyOf(house, request)
    if (!named) throw notFound()
    return named
  }
  const asks = async (request: FastifyRequest, reply: FastifyReply, challenge: string, personId: string | null) => {
    const token = await keepChallenge(house, challenge, personId)
    keepCookie(request, reply, 'challenge', token) // not given back: to await a reply is to wait for its end
  }
  const asked = (request: FastifyRequest, reply: FastifyReply) => {
    const token = cookieOf(request, 'challenge')
    dropCookie(request, reply, 'challenge')
    return takeChallenge(house, token)
  }

  app.post('/sign-in/passkey/options', { preHandler: sameSite, config: ASKING }, async (request, reply) => {
    const options = await challengeFor(party(request))
    await asks(request, reply, options.challenge, null)
    return reply.send(options)
  })

  app.post('/sign-in/passkey', { preHandler: sameSite }, async (request, reply) => {
    const { credential, next } = formOf(request.body)
    const given = await asked(request, reply)
    const owner = given && (await ownerOf(house, party(request), given.challenge, read(credential)))
    const from = fromOf(request)
    if (!owner) {
      await refusedAtTheDoor(house, from, {}, 'SIGN_IN_FAILED')
      return reply.redirect('/sign-in?passkey=no', 303)
    }
    const session = await enter(house, from, { ...owner, factor: 'passkey', instead: cookieOf(request, 'ysqgk') })
    keepSession(house, request, reply, session)
    return reply.redirect(inside(next), 303)
  })

  app.post(`${FACTORS}/passkeys/options`, changing(house), async (request, reply) => {
    const options = await registrationFor(house, party(request), request.viewer)
    await asks(request, reply, options.challenge, request.viewer.id)
    return reply.send(options)
  })

  app.post(`${FACTORS}/passkeys`, changing(house), async (request, reply) => {
    const given = await asked(request, reply)
    const { id } = request.viewer
    const about = given?.personId === id && { personId: id, challenge: given.challenge, name: fromOf(request).program }
    const kept = about && (await register(house, party(request), about, read(formOf(request.body).credential)))
    if (!kept) throw new Refusal('INVALID', { message: '没有登记：设备没有确认，或者已经过了时间' })
    return reply.redirect(FACTORS, 303)
  })

  app.post(`${FACTORS}/passkeys/removal`, changing(house), async (request, reply) => {
    await dropPasskey(house, request.viewer.id, formOf(request.body).id ?? '')
    return reply.redirect(FACTORS, 303)
  })
}

function read(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
