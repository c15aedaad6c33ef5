/** `/profile`: one's own account. Anybody who is signed in, whatever their roles. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { dropCookie } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { given, mailAddress } from '../web/given.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { checkCsrf, signedIn, tokenOf } from './guard.ts'
import { changeAddress, endSession } from './own-account.ts'
import { ProfilePage, type ReminderWay } from './pages/profile.tsx'
import { hashOf } from './sessions.ts'
import { sessionsOf, staffOf } from './staff-list.ts'

const ADDRESS = z.object({ email: z.union([mailAddress, z.literal('')], { error: '不是有效的电子邮箱' }) })
/** By which ways reminders may go in an agency; known to the room that sends them. */
type WaysOffered = (house: Pick<House, 'sql' | 'sms'>, agencyId: string) => Promise<readonly ReminderWay[]>
/**
 * What is refused comes back on the page.
 * @throws Refusal CSRF, NOT_FOUND for a session that is not one's own
 */
export async function profilePages(
  app: FastifyInstance,
  { house, waysOffered }: { house: Pick<House, 'config' | 'sql' | 'db' | 'time' | 'sms'>; waysOffered: WaysOffered },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/profile', async (request, reply) => show(request, reply, { done: formOf(request.query).done }))

  app.post('/profile/address', async (request, reply) =>
    changing(request, reply, (values) =>
      changeAddress(house, request.viewer, given(ADDRESS, { email: values.email ?? '' }).email),
    ),
  )

  app.post<{ Params: { name: string } }>('/profile/sessions/:name/end', async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    const { name } = request.params
    if (!/^[0-9a-f]{16}$/.test(name) || !(await endSession(house, request.viewer.id, name))) throw notFound()
    const isThisOne = hashOf(tokenOf(request)!).startsWith(name)
    if (!isThisOne) return reply.redirect('/profile?done=session', 303)
    dropCookie(request, reply, 'ysqgk')
    return reply.redirect('/sign-in', 303)
  })

  async function changing(
    request: FastifyRequest,
    reply: FastifyReply,
    change: (values: Record<string, string>) => Promise<void>,
  ) {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      await change(values)
      return reply.redirect(`/profile?done=address`, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return show(request, reply, { form: { values: { email: values.email ?? '' }, errors: error.errors } }, 422)
    }
  }

  type Shown = { form?: FormState; done?: string | undefined }
  async function show(request: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) {
    const { viewer } = request
    const [today, now] = [house.time.today(), house.time.now()]
    const [[person], sessions, ways] = await Promise.all([
      staffOf(house.db, [viewer.agency.id], { today, now, id: viewer.id }),
      sessionsOf(house.db, viewer.id, now),
      waysOffered(house, viewer.agency.id),
    ])
    const current = hashOf(tokenOf(request)!)
    const view = {
      ways,
      person: person!,
      sessions: sessions.map((one) => ({ ...one, current: current.startsWith(one.id) })),
    }
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(html(ProfilePage({ viewer, csrf: viewer.csrf, ...view, ...shown })))
  }
}
