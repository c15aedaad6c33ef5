/** A form of a staff page that asks for one act. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { cameBack } from '../web/came-back.ts'
import { formOf } from '../web/form-of.ts'
import { once } from '../web/once.ts'
import type { FormState } from '../web/shapes.ts'
import { checkCsrf } from './guard.ts'

type Asked = {
  /** The room whose forms these are: a key is one of its own. */
  room: string
  act: (tx: Tx, values: Record<string, string>) => Promise<unknown>
  /** Where it leads when it is done. */
  to: string
  back: (form: FormState, status: number) => unknown
}

/**
 * Does what a form asks, once for each key, and leads on; what was refused comes back with what was typed.
 * @throws Refusal CSRF, NOT_FOUND
 */
export async function actByForm(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { room, act, to, back }: Asked,
): Promise<unknown> {
  const { csrf, idempotencyKey, ...values } = formOf(request.body)
  checkCsrf(request, csrf)
  const keyed = {
    ...{ scope: `${request.viewer.id} ${room}`, key: idempotencyKey || undefined },
    request: `${request.url} ${JSON.stringify(values)}`,
  }
  try {
    await once(house, keyed, 201, async (tx) => {
      await act(tx, values)
      return {}
    })
  } catch (error) {
    const { form, status } = cameBack(values, error)
    return back(form, status)
  }
  return reply.redirect(to, 303)
}
