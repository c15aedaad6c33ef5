/** Webhooks for programs of the office itself: which there are, making, deciding, sending again, ending. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House, Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { requireAddress } from '../sending/hook-address.ts'
import { describe } from '../web/describe-api.ts'
import { given, text } from '../web/given.ts'
import { once } from '../web/once.ts'
import { hooksOf, messagesOf } from './hook-list.ts'
import { decideHook, endHook, HOOK_DECIDED, type MadeHook, makeHook, NEW_HOOK, sendHookAgain } from './hooks.ts'
import { tokenKeepers, tokenMakers } from './token-api.ts'

const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer, of a new webhook without its secret.' }
const SHOWN_ONCE = '密钥只在设置时显示一次。没有保存的，请停止以后另行设置'
const AGAIN = z.strictObject({
  /** Id of the message; without it all that did not get through. */
  message: text(36).optional(),
})
type One = { Params: { id: string } }

/** A hook for sending again: an administrator's. */
export const hookSenders = async ({ viewer }: Pick<FastifyRequest, 'viewer'>) => {
  if (!hasRole(viewer, 'admin')) throw new Refusal('NOT_YOURS')
}

/**
 * `/webhooks`, of the agency of whoever asks and of those that it takes in for.
 * @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED, INVALID, CSRF, KEY_REUSED
 */
export async function hookApi(app: FastifyInstance, { house }: { house: Serving & Pick<House, 'db'> }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', tokenKeepers)
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })
  const keyedBy = ({ viewer, headers }: FastifyRequest, request: string) => ({
    ...{ scope: `${viewer.id} webhooks`, request },
    key: headers['idempotency-key'] as string | undefined,
  })

  app.get(
    '/webhooks',
    {
      schema: describe({
        ...about('Webhooks, the latest first, with their latest messages and how each try was answered'),
        answers: '{"webhooks":[{…,"messages":[…]}]}',
      }),
    },
    async ({ viewer }) => {
      const hooks = await hooksOf(house.db, viewer.agencyIds)
      const messages = await messagesOf(
        house.sql,
        hooks.map(({ id }) => id),
      )
      return {
        webhooks: hooks.map((hook) => ({ ...hook, messages: messages.filter(({ webhook }) => webhook === hook.id) })),
      }
    },
  )

  app.post(
    '/webhooks',
    {
      preHandler: tokenMakers(house),
      schema: describe({
        ...about('Make a webhook: its secret is told once; it waits for a security officer where there is one'),
        ...{ body: NEW_HOOK, headers: KEY, status: 201 },
        answers: '{"id","name","secret","waits"?}; repeated: "message" in place of "secret"',
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const asked = given(NEW_HOOK, request.body)
      const url = await requireAddress(house, asked.url)
      // Kept with the webhook alone, and not with the key of the request.
      let secret: string | undefined
      const { status, body } = await once<Omit<MadeHook, 'secret'>>(
        house,
        keyedBy(request, JSON.stringify(asked)),
        201,
        async (tx) => {
          const { secret: shown, ...made } = await makeHook(tx, house, { ...asked, url }, request.viewer)
          secret = shown
          return made
        },
      )
      const { id, name, waits } = body
      const said = { id, name, ...(waits && { waits }) }
      return reply
        .header('cache-control', 'no-store')
        .code(status)
        .send(secret ? { ...said, secret } : { ...said, message: SHOWN_ONCE })
    },
  )

  app.post<One>(
    '/webhooks/:id',
    {
      schema: describe({
        ...about('Approve or refuse a webhook that waits'),
        ...{ body: HOOK_DECIDED, headers: KEY, status: 201 },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer, params } = request
      if (!hasRole(viewer, 'security')) throw new Refusal('NOT_YOURS')
      if (!isId(params.id)) throw notFound()
      const keyed = keyedBy(request, `${params.id} ${JSON.stringify(request.body)}`)
      const { status, body } = await once(house, keyed, 201, async (tx) => ({
        webhook: params.id,
        ...(await decideHook(tx, house, params.id, () => given(HOOK_DECIDED, request.body), viewer)),
      }))
      return reply.code(status).send(body)
    },
  )

  app.post<One>(
    '/webhooks/:id/again',
    {
      preHandler: hookSenders,
      schema: describe({
        ...about('Send again: one message, or all that did not get through; one that was turned off is on again'),
        ...{ body: AGAIN, status: 201 },
        answers: '{"again"}: how many',
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer, params } = request
      if (!isId(params.id)) throw notFound()
      const read = () => given(AGAIN, request.body ?? {}).message
      const again = await house.sql.begin((tx) => sendHookAgain(tx, house, params.id, read, viewer))
      return reply.code(201).send({ again })
    },
  )

  app.delete<One>(
    '/webhooks/:id',
    { schema: describe({ ...about('End a webhook: nothing goes there from now on'), status: 204 }) },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer, params } = request
      if (!isId(params.id)) throw notFound()
      await house.sql.begin((tx) => endHook(tx, house, params.id, viewer))
      return reply.code(204).send()
    },
  )
}
