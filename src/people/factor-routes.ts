/** The second factor in a browser: showing a code, setting up an authenticator, what is set up. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { cookieOf, dropCookie, keepCookie } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { html } from '../web/page.tsx'
import { onDayAt } from '../web/parts/format.ts'
import { sameSite } from '../web/same-site.ts'
import type { FormState } from '../web/shapes.ts'
import { zh } from '../web/words/zh.ts'
import { type Arrival, arrivalOf, arrive, arrived, type Step } from './arrivals.ts'
import { recordOfPerson } from './changes.ts'
import { changing, FACTORS } from './changing.ts'
import { dropFactors, factorsOf, newRecoveryCodes, setAuthenticator } from './factors.ts'
import { fromOf } from './from.ts'
import { keepSession, signedIn } from './guard.ts'
import { hasRole, SECURED } from './may.ts'
import { AuthenticatorPage } from './pages/authenticator.tsx'
import { CodePage } from './pages/code.tsx'
import { FactorsPage } from './pages/factors.tsx'
import { RecoveryCodesPage } from './pages/recovery-codes.tsx'
import { partyOf, passkeysOf } from './passkeys.ts'
import { refusedAtTheDoor } from './refused.ts'
import { said } from './said.ts'
import { endSessions, openSession } from './sessions.ts'
import { enter, provedBy, signedInAs } from './sign-in.ts'
import { base32, enrolmentUri, stepOf } from './totp.ts'
import { counted, forgiven, ofCode } from './tries.ts'

const NOTHING: FormState = { values: {}, errors: [] }
const WRONG: FormState = {
  values: {},
  errors: [{ field: 'code', message: '验证码不正确。请核对手机的时间，等验证器显示新的验证码再输入。' }],
}

const page = (reply: FastifyReply, vnode: Parameters<typeof html>[0], status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').send(html(vnode))

/** `/sign-in/code`, `/sign-in/authenticator` for who is half-way in; `/sign-in/factors` for who is signed in. */
export function factorRoutes(app: FastifyInstance, house: Serving & Pick<House, 'db'>): void {
  const halfWay = (request: FastifyRequest, step: Step) => arrivalOf(house, cookieOf(request, 'arrival'), step)
  const codePage = (request: FastifyRequest, { username, next }: Arrival, form: FormState) =>
    CodePage({ form, username, next, passkeys: partyOf(house, request) !== null })
  const toTheDoor = (reply: FastifyReply) => reply.redirect('/sign-in', 303)

  app.get('/sign-in/code', async (request, reply) => {
    const who = await halfWay(request, 'code')
    return who ? page(reply, codePage(request, who, NOTHING)) : toTheDoor(reply)
  })

  app.post('/sign-in/code', { preHandler: sameSite }, async (request, reply) => {
    const who = await halfWay(request, 'code')
    if (!who) return toTheDoor(reply)
    const from = fromOf(request)
    try {
      const factor = await provedBy(house, from, who, formOf(request.body).code ?? '')
      if (!(await arrived(house, who))) return toTheDoor(reply)
      const session = await enter(house, from, { ...who, factor, instead: cookieOf(request, 'ysqgk') })
      keepSession(house, request, dropCookie(request, reply, 'arrival'), session)
      return reply.redirect(factor === 'recoveryCode' ? FACTORS : who.next, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const form = { values: {}, errors: said(reply, error, 'code') }
      return page(reply, codePage(request, who, form), error.status)
    }
  })

  const showSecret = (reply: FastifyReply, { secret, username, agencyName }: Arrival, form: FormState, status = 200) =>
    page(
      reply,
      AuthenticatorPage({
        form,
        uri: enrolmentUri(secret!, username, `依申请公开 ${agencyName}`),
        secret: base32(secret!),
      }),
      status,
    )

  app.get('/sign-in/authenticator', async (request, reply) => {
    const who = await halfWay(request, 'authenticator')
    return who ? showSecret(reply, who, NOTHING) : toTheDoor(reply)
  })

  app.post('/sign-in/authenticator', { preHandler: sameSite }, async (request, reply) => {
    const who = await halfWay(request, 'authenticator')
    if (!who) return toTheDoor(reply)
    const from = fromOf(request)
    const tries = ofCode(house, who.personId, from.address)
    try {
      await counted(house, tries)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return showSecret(reply, who, { values: {}, errors: said(reply, error, 'code') }, error.status)
    }
    const typed = (formOf(request.body).code ?? '').normalize('NFKC').replace(/\s/g, '')
    const step = stepOf(who.secret!, typed, house.time.now())
    if (step === null) {
      await refusedAtTheDoor(house, from, { username: who.username }, 'CODE_WRONG')
      return showSecret(reply, who, WRONG, 422)
    }
    if (!(await arrived(house, who))) return toTheDoor(reply)
    const { codes, session } = await house.sql.begin(async (tx) => {
      const codes = await setAuthenticator(tx, house, who.personId, who.secret!, step)
      await endSessions(tx, who.personId) // whoever was in without it is out
      await recordOfPerson(tx, house, who.personId, {
        what: 'factor',
        before: null,
        after: { factor: 'authenticator' },
      })
      await signedInAs(tx, house, { username: who.username, from, factor: 'code' })
      return { codes, session: await openSession(tx, house, { personId: who.personId, from, factor: 'code' }) }
    })
    await forgiven(house, tries)
    keepSession(house, request, dropCookie(request, reply, 'arrival'), session)
    return showCodes(reply, { codes, username: who.username, next: who.next })
  })

  const showCodes = (reply: FastifyReply, about: { codes: string[]; username: string; next: string }) =>
    page(reply, RecoveryCodesPage({ ...about, on: zh.day(house.time.today()) }))

  app.get(FACTORS, { preHandler: signedIn(house) }, async (request, reply) => {
    const { viewer } = request
    const [factors, passkeys] = await Promise.all([factorsOf(house.db, viewer.id), passkeysOf(house.db, viewer.id)])
    const offered = partyOf(house, request) !== null
    const required = hasRole(viewer, ...SECURED)
    const day = (at: string) => onDayAt(at, zh.day)
    return page(reply, FactorsPage({ viewer, csrf: viewer.csrf, factors, passkeys, offered, required, day }))
  })

  app.post(`${FACTORS}/authenticator`, changing(house), async (request, reply) => {
    const token = await arrive(house, request.viewer.id, 'authenticator', FACTORS)
    keepCookie(request, reply, 'arrival', token)
    return reply.redirect('/sign-in/authenticator', 303)
  })

  app.post(`${FACTORS}/codes`, changing(house), async (request, reply) => {
    const { id, username } = request.viewer
    if (!(await factorsOf(house.db, id)).authenticatorSince) return reply.redirect(FACTORS, 303)
    const codes = await house.sql.begin(async (tx) => {
      await recordOfPerson(tx, house, id, { what: 'factor', before: null, after: { factor: 'recoveryCodes' } })
      return newRecoveryCodes(tx, house, id)
    })
    return showCodes(reply, { codes, username, next: FACTORS })
  })

  app.post(`${FACTORS}/removal`, changing(house), async (request, reply) => {
    if (hasRole(request.viewer, ...SECURED)) throw new Refusal('NOT_YOURS', { message: '您的岗位不能停用验证器' })
    await house.sql.begin(async (tx) => {
      await recordOfPerson(tx, house, request.viewer.id, { what: 'factor', before: { factor: 'all' }, after: null })
      await dropFactors(tx, request.viewer.id)
    })
    return reply.redirect(FACTORS, 303)
  })
}
