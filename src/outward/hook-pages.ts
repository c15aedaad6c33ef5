/** `/webhooks`: where programs outside are told what happens, on a page for administrators and security officers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House, Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import { requireAddress } from '../sending/hook-address.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { hookSenders } from './hook-api.ts'
import { HOOK_EVENTS, type HookEvent } from './hook-events.ts'
import { hooksOf, messagesOf, openOf } from './hook-list.ts'
import { decideHook, endHook, HOOK_DECIDED, type MadeHook, makeHook, NEW_HOOK, sendHookAgain } from './hooks.ts'
import { HooksPage } from './pages/hooks.tsx'
import { tokenKeepers, tokenMakers } from './token-api.ts'

type One = { Params: { id: string } }

/** @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED, CSRF */
export async function hookPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', tokenKeepers)

  app.get('/webhooks', async (request, reply) => show(request, reply, { done: formOf(request.query).done }))

  app.post('/webhooks', { preHandler: tokenMakers(house) }, async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    try {
      const asked = given(NEW_HOOK, wanted(values))
      const url = await requireAddress(house, asked.url)
      const made = await house.sql.begin((tx) => makeHook(tx, house, { ...asked, url }, request.viewer))
      return await show(request, reply.header('cache-control', 'no-store'), { made })
    } catch (error) {
      return show(request, reply, { about: 'new', form: { values, errors: errorsOf(error) } }, 422)
    }
  })

  app.post<One>('/webhooks/:id/decision', async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const { viewer, params } = request
    if (!hasRole(viewer, 'security')) throw new Refusal('NOT_YOURS')
    if (!isId(params.id)) throw notFound()
    const word = () => given(HOOK_DECIDED, { approved: values.approved === 'yes', why: values.why })
    try {
      const { approved } = await house.sql.begin((tx) => decideHook(tx, house, params.id, word, viewer))
      return reply.redirect(`/webhooks?done=${approved ? 'approved' : 'refused'}`, 303)
    } catch (error) {
      return show(request, reply, { about: params.id, form: { values, errors: errorsOf(error) } }, 422)
    }
  })

  app.post<One>('/webhooks/:id/again', { preHandler: hookSenders }, async (request, reply) => {
    const { csrf, message } = formOf(request.body)
    checkCsrf(request, csrf)
    const { viewer, params } = request
    if (!isId(params.id)) throw notFound()
    await house.sql.begin((tx) => sendHookAgain(tx, house, params.id, () => message || undefined, viewer))
    return reply.redirect('/webhooks?done=again', 303)
  })

  app.post<One>('/webhooks/:id/end', async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    const { viewer, params } = request
    if (!isId(params.id)) throw notFound()
    await house.sql.begin((tx) => endHook(tx, house, params.id, viewer))
    return reply.redirect('/webhooks?done=ended', 303)
  })

  type Shown = { about?: string; form?: FormState; done?: string | undefined; made?: MadeHook }
  async function show({ viewer }: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) {
    const hooks = await hooksOf(house.db, viewer.agencyIds)
    const ids = hooks.map(({ id }) => id)
    const [messages, open] = await Promise.all([messagesOf(house.sql, ids), openOf(house.sql, ids)])
    const names = await namesOf(
      house.sql,
      hooks.flatMap(({ by, decidedBy, endedBy }) => [by, decidedBy ?? '', endedBy ?? '']),
    )
    const agencies = (await allAgencies(house.sql)).filter(({ id }) => viewer.agencyIds.includes(id))
    const props = { viewer, csrf: viewer.csrf, hooks, messages, open, names, agencies, ...shown }
    return sendPage(reply, HooksPage(props), status)
  }
}

const EVENTS = Object.keys(HOOK_EVENTS) as HookEvent[]

/** The form's fields as a program would send them. */
const wanted = ({ agency, name, url, purpose, ...ticked }: Record<string, string>) => ({
  ...{ name, url, purpose },
  ...(agency && { agency }),
  events: EVENTS.filter((event) => ticked[`events.${event}`] === 'yes'),
})

/** What is wrong with the form; other refusals have a page of their own. */
function errorsOf(error: unknown): FormState['errors'] {
  if (error instanceof Refusal && error.code === 'INVALID') return error.errors
  throw error
}
