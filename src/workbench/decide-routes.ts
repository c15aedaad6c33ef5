/** What is decided about a version, of a letter's template as of a message: submission, approval, return, withdrawal. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { Serving } from '../house.ts'
import { checkCsrf } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { cameBack } from '../web/came-back.ts'
import { formOf } from '../web/form-of.ts'
import { day, given, text } from '../web/given.ts'
import type { FormState } from '../web/shapes.ts'
import { at } from './pages/links.ts'
import { frameFor } from './show.ts'
import { type ActName, DECIDERS } from './standing.ts'
import { actOn } from './versions.ts'
import { whichOf } from './which.ts'

/** Of characters, why somebody writes or decides. */
export const REASON = 500
/** An empty day is none: the version's own holds, of a message today. */
const DECIDED = z.object({
  why: text(REASON),
  day: z.union([z.literal(''), day], { error: '不是有效日期，请按 2026-03-19 的格式填写' }).optional(),
  confirm: z.string().optional(),
})
const ACTS: Record<string, ActName> = {
  submission: 'submitted',
  approval: 'approved',
  return: 'returned',
  withdrawal: 'withdrawn',
}
/** Confirmed once more before they are recorded. */
const CONFIRMED: readonly ActName[] = ['approved', 'withdrawn']

export type Params = { Params: { id: string; n: string }; Querystring: Record<string, string | undefined> }
type Show = (
  reply: FastifyReply,
  request: FastifyRequest<Params>,
  form: FormState,
  open?: ActName,
  status?: number,
) => Promise<unknown>

/**
 * The routes of these acts below `/templates` or `/messages`.
 * @param idOf the template or message of a request; throws NOT_FOUND
 * @param show the page of the version, with a form that was refused
 * @throws Refusal NOT_YOURS, NOT_FOUND, CSRF
 */
export function decidedOn(
  app: FastifyInstance,
  house: Serving & Parameters<typeof frameFor>[0] & Parameters<typeof actOn>[0],
  { below, idOf, show }: { below: string; idOf: (request: FastifyRequest<Params>) => string; show: Show },
): void {
  for (const [noun, act] of Object.entries(ACTS))
    app.post<Params>(`${below}/:id/versions/:n/${noun}`, async (request, reply) => {
      const values = formOf(request.body)
      checkCsrf(request, values.csrf)
      const frame = await frameFor(house, request)
      const id = idOf(request)
      const n = whichOf(request.params.n)
      if (n === null) throw notFound()
      if (!hasRole(request.viewer, ...DECIDERS)) throw new Refusal('NOT_YOURS')
      try {
        const { why, day, confirm } = given(DECIDED, values)
        if (CONFIRMED.includes(act) && confirm !== 'yes')
          throw invalid({ field: 'confirm', code: 'NOT_CONFIRMED', message: '请确认后再提交' })
        const key = { agencyId: frame.scope.agency.id, template: id }
        await actOn(house, key, n, { act, why, ...(day && { day }) }, request.viewer)
        return reply.redirect(at(`${below}/${id}/versions/${n}`, frame.scope), 303)
      } catch (error) {
        const { form, status } = cameBack(values, error)
        return show(reply, request, form, act, status)
      }
    })
}
