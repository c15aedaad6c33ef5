/**
 * `/reminders`: how one is reminded oneself, by anybody who is signed in; and the hosts of robots, for administrators. SQL: two short
 * questions, one of which joins people to a name in the way of signatures (`staff:NAME`).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { changeSettings, sendTest, sentLately } from './own-page.ts'
import { hostsFor, settingsOf } from './own-settings.ts'
import { HostsPage } from './pages/hosts.tsx'
import { OwnPage } from './pages/own.tsx'

/** A name of the internet: no port, no path, and no number of a machine. */
const HOST = z.object({
  host: text(253)
    .overwrite((host) => host.toLowerCase())
    .refine((host) => /^(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$|^localhost$|^127\.0\.0\.1$/.test(host), {
      error: '请只填写域名，例如 qyapi.weixin.qq.com',
    }),
})

/** @throws Refusal CSRF, TOO_MANY, NOT_YOURS */
export async function ownReminderPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'sms'> },
): Promise<void> {
  const { sql } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/reminders', async (request, reply) => show(request, reply, { done: formOf(request.query).done }))

  app.post('/reminders', async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    try {
      const done = await changeSettings(house, { ...(await self(request)), id: request.viewer.id }, values)
      return reply.redirect(`/reminders?done=${done}`, 303)
    } catch (error) {
      // What is secret is not written back into a page.
      return show(request, reply, { form: { values: { ...values, hook: '', code: '' }, errors: errorsOf(error) } }, 422)
    }
  })

  app.post('/reminders/test', async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    await sql.begin((tx) => sendTest(tx, house, request.viewer.id))
    return reply.redirect('/reminders?done=test', 303)
  })

  app.get('/reminders/hosts', async (request, reply) => {
    requireAdministrator(request)
    return showHosts(request, reply, { done: formOf(request.query).done })
  })

  app.post('/reminders/hosts', async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    requireAdministrator(request)
    try {
      await allow(request, given(HOST, values).host)
      return reply.redirect('/reminders/hosts?done=allowed', 303)
    } catch (error) {
      return showHosts(request, reply, { form: { values, errors: errorsOf(error) } }, 422)
    }
  })

  app.post('/reminders/hosts/end', async (request, reply) => {
    const { csrf, host = '' } = formOf(request.body)
    checkCsrf(request, csrf)
    requireAdministrator(request)
    const agencyId = request.viewer.agency.id
    await sql.begin(async (tx) => {
      const gone = await tx`delete from reminder_hosts where agency_id = ${agencyId} and host = ${host} returning host`
      const change = { before: { state: 'hostAllowed' }, after: { state: 'hostEnded' } }
      if (gone.length > 0) await recordChange(tx, house, { ...about(agencyId, host), ...change }, by(request))
    })
    return reply.redirect('/reminders/hosts?done=ended', 303)
  })

  /** @throws Refusal INVALID TAKEN */
  async function allow(request: FastifyRequest, host: string): Promise<void> {
    const agencyId = request.viewer.agency.id
    await sql.begin(async (tx) => {
      const row = { agencyId, host, by: by(request), at: house.time.now().toISOString() }
      const put = await tx`insert into reminder_hosts ${tx(row)} on conflict do nothing returning host`
      if (put.length === 0) throw invalid({ field: 'host', code: 'TAKEN', message: '这一域名已经允许' })
      await recordChange(
        tx,
        house,
        { ...about(agencyId, host), before: null, after: { state: 'hostAllowed' } },
        by(request),
      )
    })
  }

  const self = async ({ viewer }: FastifyRequest) => {
    const [row] = await sql<[{ email: string | null; agencyId: string }]>`
      select email, agency_id from people where id = ${viewer.id}`
    return row
  }

  type Shown = { form?: FormState; done?: string | undefined }
  async function show(request: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) {
    const { viewer } = request
    const { email, agencyId } = await self(request)
    const [settings, hosts, lines] = await Promise.all([
      settingsOf(house, viewer.id),
      hostsFor(sql, agencyId),
      sentLately(house, viewer.id),
    ])
    const props = {
      viewer,
      csrf: viewer.csrf,
      email,
      settings,
      hosts,
      lines,
      hasSms: house.sms !== undefined,
      ...shown,
    }
    return sendPage(reply, OwnPage(props), status)
  }

  async function showHosts({ viewer }: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) {
    const hosts = await sql<{ host: string; by: string; at: string }[]>`
      select h.host, coalesce(p.name, h."by") as by, h.at from reminder_hosts h left join people p on 'staff:' || p.username = h."by"
      where h.agency_id = ${viewer.agency.id} order by h.host`
    return sendPage(reply, HostsPage({ viewer, csrf: viewer.csrf, hosts, ...shown }), status)
  }
}

const by = ({ viewer }: FastifyRequest) => `staff:${viewer.username}`
const about = (agencyId: string, host: string) => ({ agencyId, what: 'reminderHost' as const, subject: host })

function requireAdministrator({ viewer }: FastifyRequest): void {
  if (!hasRole(viewer, 'admin')) throw new Refusal('NOT_YOURS')
}

/** What is wrong with the form; other refusals have a page of their own. */
function errorsOf(error: unknown): FormState['errors'] {
  if (error instanceof Refusal && error.code === 'INVALID') return error.errors
  throw error
}
