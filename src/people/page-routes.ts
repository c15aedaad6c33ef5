/** Signing in and out in a browser, and setting a password through a one-time link. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { cookieOf, dropCookie, keepCookie } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { html } from '../web/page.tsx'
import { sameSite } from '../web/same-site.ts'
import type { FormState } from '../web/shapes.ts'
import { CREDENTIALS } from './api.ts'
import { arrive } from './arrivals.ts'
import { factorRoutes } from './factor-routes.ts'
import { fromOf } from './from.ts'
import { checkCsrf, keepSession, signedIn, tokenOf } from './guard.ts'
import { inside } from './inside.ts'
import { oidcRoutes } from './oidc-routes.ts'
import { PasswordPage } from './pages/password.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { passkeyRoutes } from './passkey-routes.ts'
import { partyOf } from './passkeys.ts'
import { passwordRoutes } from './password-routes.ts'
import { recoveryRoutes } from './recovery-routes.ts'
import { said } from './said.ts'
import { signOut } from './sessions.ts'
import { invitedBy, setByLink } from './set-password.ts'
import { enter, knownBy } from './sign-in.ts'

const NOTHING: FormState = { values: {}, errors: [] }
const UNKNOWN: FormState = {
  values: {},
  errors: [{ field: 'type', message: '这个通行密钥没有在这里登记，或者设备没有确认。请用密码登录。' }],
}
const USERNAME = /^[\w.-]{1,40}$/
/** Each costs a hash, and the link cannot be guessed: this stops a flood. */
const SETTING = { rateLimit: { max: 60, timeWindow: '1 minute' } }

const page = (reply: FastifyReply, vnode: Parameters<typeof html>[0], status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').send(html(vnode))

/** Pages for signing in and out, for the second factor, and for setting a password. */
export async function peoplePages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })

  /** The ways in besides the password. */
  const offered = (request: FastifyRequest) => ({
    passkeys: partyOf(house, request) !== null,
    provider: house.config.oidc !== undefined,
  })

  app.get<{ Querystring: { next?: string; set?: string; again?: string; passkey?: string } }>(
    '/sign-in',
    async (request, reply) => {
      const { next, set, again, passkey } = request.query
      const about = {
        passwordSet: set !== undefined,
        again: again === 'yes',
        ...offered(request),
      }
      const form = {
        ...(passkey === 'no' ? UNKNOWN : NOTHING),
        values: { username: USERNAME.exec(set ?? '')?.[0] ?? '' },
      }
      return page(reply, SignInPage({ form, next: inside(next), ...about }))
    },
  )

  app.post('/sign-in', { preHandler: sameSite }, async (request, reply) => {
    const values = formOf(request.body)
    const next = inside(values.next)
    const from = fromOf(request)
    try {
      const { username, password } = given(CREDENTIALS, values)
      const known = await knownBy(house, from, username, password)
      if (known.next !== 'in') {
        keepCookie(request, reply, 'arrival', await arrive(house, known.personId, known.next, next))
        return reply.redirect(`/sign-in/${known.next}`, 303)
      }
      keepSession(
        house,
        request,
        reply,
        await enter(house, from, { ...known, factor: null, instead: cookieOf(request, 'ysqgk') }),
      )
      return reply.redirect(next, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const form = { values: { username: values.username ?? '' }, errors: said(reply, error, 'username') }
      return page(reply, SignInPage({ form, next, ...offered(request) }), error.status)
    }
  })

  app.post('/sign-out', { preHandler: signedIn(house) }, async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    await signOut(house, tokenOf(request)!)
    return dropCookie(request, reply, 'ysqgk').redirect('/', 303)
  })

  app.get<{ Params: { token: string } }>('/invitations/:token', async (request, reply) => {
    const { token } = request.params
    const invited = await invitedBy(house, token)
    return page(reply, PasswordPage({ token, form: NOTHING, invited }), invited ? 200 : 404)
  })

  app.post<{ Params: { token: string } }>(
    '/invitations/:token',
    { preHandler: sameSite, config: SETTING },
    async (request, reply) => {
      const { password = '', again = '' } = formOf(request.body)
      const { token } = request.params
      const done = await setByLink(house, token, { password, again })
      if (done.set) return reply.redirect(`/sign-in?set=${encodeURIComponent(done.username)}`, 303)
      const invited = 'gone' in done ? undefined : await invitedBy(house, token)
      const form = 'gone' in done ? NOTHING : { values: {}, errors: [done.fault] }
      return page(reply, PasswordPage({ token, form, invited }), invited ? 422 : 404)
    },
  )

  factorRoutes(app, house)
  passkeyRoutes(app, house)
  oidcRoutes(app, house, (request, reply, error, next) => {
    const form = { values: {}, errors: said(reply, error, 'type') }
    return page(reply, SignInPage({ form, next, ...offered(request) }), error.status)
  })
  passwordRoutes(app, house)
  recoveryRoutes(app, house)
}
