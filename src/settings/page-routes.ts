/** The administrator's settings. */
import { asc, inArray } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Db } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { agencies } from '../people/tables.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { SettingsPage } from './pages/settings.tsx'
import { readings } from './readings.ts'

const MOST = 5

/**
 * `/settings` for administrators: how many working days before a limit each agency is reminded.
 * @throws Refusal NOT_YOURS, CSRF, NOT_FOUND for an agency that is not theirs
 */
export async function settingsPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async (request) => {
    if (!hasRole(request.viewer, 'admin')) throw new Refusal('NOT_YOURS')
  })

  app.get('/settings', async (request, reply) => show(reply, request.viewer, {}))

  app.post<{ Body: Record<string, string> }>('/settings/reminders', async (request, reply) => {
    checkCsrf(request, request.body?.csrf)
    const { agency = '', days = '' } = request.body
    if (!request.viewer.agencyIds.includes(agency)) throw new Refusal('NOT_FOUND')
    const steps = days
      .split(/[^\d]+/)
      .filter(Boolean)
      .map(Number)
    const earliest = house.law().office.earliestReminder
    const fits = steps.length > 0 && steps.length <= MOST && steps.every((step) => step >= 1 && step <= earliest)
    if (!fits) {
      const message = `请填写1至${MOST}个数字，每个不小于1、不大于${earliest}`
      return show(
        reply,
        request.viewer,
        { about: agency, form: { values: { days }, errors: [{ field: 'days', message }] } },
        422,
      )
    }
    const sorted = [...new Set(steps)].sort((a, b) => b - a)
    await house.sql`update agencies set remind_before = ${sorted} where id = ${agency}`
    return show(reply, request.viewer, { about: agency, saved: true })
  })

  type Shown = { about?: string; saved?: boolean; form?: FormState }
  async function show(reply: FastifyReply, viewer: Viewer, shown: Shown, status = 200) {
    const agencies = await reminders(house.db, viewer.agencyIds)
    const form: FormState = { values: {}, errors: [] }
    const props = { viewer, csrf: viewer.csrf, agencies, readings: readings(house.law().choices), form, ...shown }
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(html(SettingsPage(props)))
  }
}

/** When each of these agencies is reminded, in their order. */
const reminders = (db: Db, agencyIds: readonly string[]) =>
  db
    .select({ id: agencies.id, name: agencies.name, remindBefore: agencies.remindBefore })
    .from(agencies)
    .where(inArray(agencies.id, [...agencyIds]))
    .orderBy(asc(agencies.position))
