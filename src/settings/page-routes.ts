/** What an office sets for itself: reminders, how a fee is paid, how numbers are written; and the way to the open points of law. */
import { asc, inArray } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Db, json } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { agenciesAs } from '../people/sight.ts'
import { agencies } from '../people/tables.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { frameFor, settingsReaders } from './frame.ts'
import { NUMBERED, numberFormatsOf, setNumberFormat } from './number-formats.ts'
import { SettingsPage } from './pages/settings.tsx'
import { allChoices } from './show-choices.ts'
import { filledIn, SITE, setSite, siteAgency } from './site.ts'

const MOST = 5
const LONGEST = 200

/** How a fee is paid: printed in every notice of a fee (国办函〔2020〕109号). */
const PAYMENT = z.object({
  feePayee: text(LONGEST, 0),
  feeAccount: text(LONGEST, 0),
  feePlace: text(LONGEST, 0),
})

type Payment = z.infer<typeof PAYMENT>

/**
 * `/settings`: administrators set; those who decide on choices of law read.
 * @throws Refusal NOT_YOURS, CSRF, NOT_FOUND for an agency that is not theirs
 */
export async function settingsPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'db' | 'law' | 'lawFor' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', settingsReaders)

  app.get('/settings', async (request, reply) => show(reply, request, {}))

  app.post<{ Body: Record<string, string> }>('/settings/reminders', async (request, reply) => {
    const { agency, days = '' } = setting(request)
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
        request,
        { about: `reminders-${agency}`, form: { values: { days }, errors: [{ field: 'days', message }] } },
        422,
      )
    }
    const sorted = [...new Set(steps)].sort((a, b) => b - a)
    await set(request, agency, { remindBefore: sorted })
    return show(reply, request, { about: `reminders-${agency}`, saved: true })
  })

  app.post<{ Body: Record<string, string> }>('/settings/payment', async (request, reply) => {
    const { agency, ...values } = setting(request)
    try {
      const payment = given(PAYMENT, values)
      await set(request, agency, payment)
      return await show(reply, request, { about: `payment-${agency}`, saved: true })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return show(reply, request, { about: `payment-${agency}`, form: { values, errors: error.errors } }, 422)
    }
  })

  app.post<{ Body: Record<string, string> }>('/settings/handlers', async (request, reply) => {
    const { agency, shown } = setting(request)
    await set(request, agency, { showsHandler: shown === 'yes' })
    return show(reply, request, { about: `handlers-${agency}`, saved: true })
  })

  app.post<{ Body: Record<string, string> }>('/settings/site', async (request, reply) => {
    const { agency, ...values } = setting(request)
    if (agency !== (await siteAgency(house.sql))) throw new Refusal('NOT_FOUND')
    try {
      await house.sql.begin((tx) => setSite(tx, house, agency, filledIn(given(SITE, values)), request.viewer))
      return await show(reply, request, { about: 'site', saved: true })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return show(reply, request, { about: 'site', form: { values, errors: error.errors } }, 422)
    }
  })

  app.post<{ Body: Record<string, string> }>('/settings/numbers', async (request, reply) => {
    const { agency, ...values } = setting(request)
    const about = `numbers-${agency}-${values.kind}`
    try {
      const asked = given(NUMBERED, values)
      await house.sql.begin((tx) => setNumberFormat(tx, house, agency, asked, request.viewer))
      return await show(reply, request, { about, saved: true })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return show(reply, request, { about, form: { values, errors: error.errors } }, 422)
    }
  })

  /** Sets it, with a row of what was there before. SQL: a change, in its transaction. */
  async function set(
    { viewer }: FastifyRequest,
    agency: string,
    asked: { remindBefore: number[] } | { showsHandler: boolean } | Payment,
  ) {
    await house.sql.begin(async (tx) => {
      const [row] = await tx<{ remindBefore: number[]; showsHandler: boolean; profile: object }[]>`
        select remind_before, shows_handler, profile from agencies where id = ${agency} for update`
      if ('remindBefore' in asked)
        await tx`update agencies set remind_before = ${asked.remindBefore} where id = ${agency}`
      else if ('showsHandler' in asked)
        await tx`update agencies set shows_handler = ${asked.showsHandler} where id = ${agency}`
      else await tx`update agencies set profile = profile || ${json(asked)}::jsonb where id = ${agency}`
      const before = { ...row!.profile, remindBefore: row!.remindBefore, showsHandler: row!.showsHandler }
      const change = {
        agencyId: agency,
        what: 'agency' as const,
        subject: agency,
        before,
        after: { ...before, ...asked },
      }
      await recordChange(tx, house, change, `staff:${viewer.username}`)
    })
  }

  /** The fields of a form about one agency of this administrator. */
  function setting(request: FastifyRequest): Record<string, string> & { agency: string } {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    if (!hasRole(request.viewer, 'admin')) throw new Refusal('NOT_YOURS')
    const { agency = '' } = values
    if (!agenciesAs(request.viewer, ['admin']).includes(agency)) throw new Refusal('NOT_FOUND')
    return { ...values, agency }
  }

  type Shown = { about?: string; saved?: boolean; form?: FormState }
  async function show(reply: FastifyReply, request: FastifyRequest, shown: Shown, status = 200) {
    const frame = await frameFor(house, request, formOf(request.body).agency ?? formOf(request.query).agency)
    const form: FormState = { values: {}, errors: [] }
    // One agency at a time: a district with forty has a hundred and twenty formats.
    const maySet = agenciesAs(frame.viewer, ['admin']).includes(frame.agency.id)
    const set = maySet ? await settingsOf(house.db, [frame.agency.id]) : []
    const isSites = maySet && frame.agency.id === (await siteAgency(house.sql))
    const numbers = await Promise.all(set.map(async ({ id }) => [id, await numberFormatsOf(house, id)] as const))
    const props = {
      ...frame,
      set,
      site: isSites ? (set[0]?.site ?? {}) : undefined,
      numbers: new Map(numbers),
      choices: await allChoices(house, frame),
      form,
      ...shown,
    }
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(html(SettingsPage(props)))
  }
}

/** What each of these agencies has set, in their order. */
const settingsOf = (db: Db, agencyIds: readonly string[]) =>
  db
    .select({
      ...{ id: agencies.id, name: agencies.name, remindBefore: agencies.remindBefore },
      ...{ profile: agencies.profile, site: agencies.site, showsHandler: agencies.showsHandler },
    })
    .from(agencies)
    .where(inArray(agencies.id, [...agencyIds]))
    .orderBy(asc(agencies.position))
