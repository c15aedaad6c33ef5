/** `/exchange`: how the exchange with the platform above stands, for administrators; sending again, and comparing a day. */
import type { FastifyInstance } from 'fastify'
import { type Day, isDay } from '../../workflows/statute/days.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { compareDay } from './compare.ts'
import { HEAPS, heapCounts, messagesIn, refusedHere, sendAgain, triesOf } from './list.ts'
import { ExchangePage } from './pages/exchange.tsx'

const adminsOnly = async ({ viewer }: { viewer: { roles: string[] } }) => {
  if (!hasRole(viewer, 'admin')) throw new Refusal('NOT_YOURS')
}

/** @throws Refusal NOT_YOURS, NOT_FOUND, EXCHANGE_NOWHERE, CSRF */
export async function exchangePages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', adminsOnly)

  app.get('/exchange', async ({ viewer, query }, reply) => {
    const { heap: asked, day = '', done } = formOf(query)
    const heap = HEAPS.find((one) => one === asked) ?? 'stopped'
    const { agencyIds } = viewer
    const [counts, messages, refused] = await Promise.all([
      heapCounts(house.sql, agencyIds),
      messagesIn(house.sql, agencyIds, heap),
      refusedHere(house.sql, agencyIds),
    ])
    const tries = messages.length > 0 ? await triesOf(house.sql, agencyIds, messages) : []
    const compared = house.config.exchange && isDay(day) ? await compareDay(house, day as Day) : undefined
    const isSet = house.config.exchange !== undefined
    const props = {
      viewer,
      csrf: viewer.csrf,
      isSet,
      heap,
      counts,
      messages,
      tries,
      refused,
      today: house.time.today(),
    }
    return sendPage(reply, ExchangePage({ ...props, ...(compared && { compared }), done }))
  })

  app.post('/exchange/again', async (request, reply) => {
    const { csrf, case: caseId, n, heap } = formOf(request.body)
    checkCsrf(request, csrf)
    await sendAgain(house, request.viewer.agencyIds, caseId ? { caseId, n: Number(n) } : undefined)
    return reply.redirect(`/exchange?heap=${HEAPS.find((one) => one === heap) ?? 'stopped'}&done=again`, 303)
  })
}

/** The same for programs: `GET /exchange` and `POST /exchange/again`. @throws Refusal NOT_YOURS, NOT_FOUND, EXCHANGE_NOWHERE, CSRF */
export async function exchangeApi(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', adminsOnly)
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })

  app.get(
    '/exchange',
    {
      schema: describe({
        ...about('How the exchange with the platform above stands'),
        query: { heap: 'stopped, failed or waiting' },
        answers: '{"counts":{"stopped","failed","waiting"},"messages":[…],"refused":[…]}',
      }),
    },
    async ({ viewer: { agencyIds }, query }) => ({
      counts: await heapCounts(house.sql, agencyIds),
      messages: await messagesIn(house.sql, agencyIds, HEAPS.find((one) => one === formOf(query).heap) ?? 'stopped'),
      refused: await refusedHere(house.sql, agencyIds),
    }),
  )

  app.post(
    '/exchange/again',
    { schema: describe({ ...about('Send again what failed or was stopped, all of it or one message'), status: 201 }) },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { case: caseId, n } = (request.body ?? {}) as { case?: unknown; n?: unknown }
      const one = caseId === undefined ? undefined : { caseId: String(caseId), n: Number(n) }
      return reply.code(201).send({ again: await sendAgain(house, request.viewer.agencyIds, one) })
    },
  )
}
