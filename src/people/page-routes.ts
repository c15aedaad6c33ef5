/** Signing in and out, and setting a password through a one-time link. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { html } from '../web/page.tsx'
import { sameSite } from '../web/same-site.ts'
import type { FormState } from '../web/shapes.ts'
import { CREDENTIALS, TRIES } from './api.ts'
import { COOKIE, checkCsrf, signedIn, tokenOf } from './guard.ts'
import { PasswordPage } from './pages/password.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { hashPassword, passwordFault } from './passwords.ts'
import { acceptInvitation, signIn, signOut } from './sessions.ts'

const HALF_DAY = 43_200
const NOTHING: FormState = { values: {}, errors: [] }
const DIFFERENT = { field: 'again', message: '两次输入的密码不一致，请重新输入' }

const page = (reply: FastifyReply, vnode: Parameters<typeof html>[0], status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').send(html(vnode))
/** Only ways inside the house. A browser takes tabs and line ends out of an address: `/<tab>/x.example` would leave it. */
const inside = (next: unknown) => (typeof next === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/desk')

/** Pages for signing in and out, and for setting a password through a one-time link. */
export async function peoplePages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })

  app.get<{ Querystring: { next?: string; set?: string } }>('/sign-in', async (request, reply) => {
    const { next, set } = request.query
    return page(reply, SignInPage({ form: NOTHING, next: inside(next), passwordSet: set === 'yes' }))
  })

  app.post('/sign-in', { preHandler: sameSite, config: TRIES }, async (request, reply) => {
    const values = formOf(request.body)
    const next = inside(values.next)
    try {
      const { username, password } = given(CREDENTIALS, values)
      const { token } = await signIn(house, username, password)
      reply.setCookie(COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: request.protocol === 'https',
        maxAge: HALF_DAY,
      })
      return reply.redirect(next, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const errors =
        error.errors.length > 0 ? error.errors : [{ field: 'username', message: `${error.message}。${error.next}` }]
      return page(
        reply,
        SignInPage({ form: { values: { username: values.username ?? '' }, errors }, next }),
        error.status,
      )
    }
  })

  app.post('/sign-out', { preHandler: signedIn(house) }, async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    await signOut(house, tokenOf(request)!)
    return reply.clearCookie(COOKIE, { path: '/' }).redirect('/', 303)
  })

  app.get<{ Params: { token: string } }>('/invitations/:token', async (request, reply) =>
    page(reply, PasswordPage({ token: request.params.token, form: NOTHING })),
  )

  app.post<{ Params: { token: string } }>(
    '/invitations/:token',
    { preHandler: sameSite, config: TRIES },
    async (request, reply) => {
      const { password = '', again = '' } = formOf(request.body)
      const { token } = request.params
      const weak = passwordFault(password)
      const errors = weak ? [{ field: 'password', message: weak }] : password === again ? [] : [DIFFERENT]
      if (errors.length > 0) return page(reply, PasswordPage({ token, form: { values: {}, errors } }), 422)
      if (!(await acceptInvitation(house, token, await hashPassword(password)))) {
        return page(reply, PasswordPage({ token, form: NOTHING, gone: true }), 404)
      }
      return reply.redirect('/sign-in?set=yes', 303)
    },
  )
}
