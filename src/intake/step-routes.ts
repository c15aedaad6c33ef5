/** The form in five steps, `/apply/1` to `/apply/5`: each judged when it is left, each keeping what the others had. */
import type { FastifyInstance } from 'fastify'
import { MOST_TOGETHER } from '../acts/application.ts'
import { readPageForm } from '../files/page-form.ts'
import { notFound } from '../ground/errors.ts'
import { sealedOf } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { sameSite } from '../web/same-site.ts'
import type { Words } from '../web/words/zh.ts'
import { draftFrom, draftOf, judged, newDraft, typedIn } from './draft.ts'
import { formLimit } from './filing-limit.ts'
import type { Filing, FormPages } from './form-pages.ts'
import { jointAt, jointIn, renumbered } from './joint-fields.ts'
import { LAST, merged, type Step, stepIn, stepOf } from './steps.ts'
import type { Where } from './where.ts'

type Of = { Params: { step: string } }

/**
 * The steps of one language. Each is posted to itself, with the button that was pressed as `go`: `next`, `back`, `language`,
 * `change`; and leads on, back, or to itself with its faults.
 * @throws Refusal NOT_FOUND for a sixth, CSRF for a form of another site
 */
export function stepRoutes(app: FastifyInstance, house: Filing, words: Words, pages: FormPages): void {
  const { whileOpen, shows, answers, offered } = pages

  app.get<Of>('/apply/:step', { preHandler: whileOpen }, async (request, reply) => {
    const page = stepIn(request.params.step)
    if (!page) throw notFound()
    const draft = await draftOf(house, request)
    if (!draft && page > 1) {
      const filed = await sealedOf(house, request, 'filed')
      return reply.redirect(`${words.root}apply/${filed ? 'review' : '1'}`, 303)
    }
    const query = formOf(request.query)
    const where: Where = { page, checked: query.checked === '1', back: query.return === 'review' }
    return shows(request, reply, where, draft ?? newDraft())
  })

  app.post<Of>(
    '/apply/:step',
    { config: formLimit(house), preHandler: [sameSite, whileOpen] },
    async (request, reply) => {
      const page = stepIn(request.params.step)
      if (!page) throw notFound()
      const posted = await readPageForm(house, request)
      const { go, add, removeCo } = posted.fields
      const before = await draftOf(house, request)
      const all = go === 'change' ? typedIn(posted.fields) : merged(before?.values ?? {}, page, typedIn(posted.fields))
      const values = renumbered(all, { empty: 'kept', ...(removeCo && { without: removeCo }) })
      const isAdded = add && jointIn(values) < MOST_TOGETHER
      if (isAdded) values[`${jointAt(jointIn(values) + 1)}kind`] = 'person'
      const draft = { ...draftFrom(posted, values, before), stepwise: true }
      const back = posted.fields.return === 'review'
      const stays = { page, back }
      if (isAdded) return answers(request, reply, { ...stays, at: `${jointAt(jointIn(values))}kind` }, draft)
      if (add || removeCo) return answers(request, reply, { ...stays, at: 'coApplicants' }, draft)
      if (go === 'language') return answers(request, reply, stays, draft, { language: true })
      if (go === 'change' || posted.removed.length > 0) return answers(request, reply, stays, draft)
      if (go === 'back' && page > 1) return answers(request, reply, { page: (page - 1) as Step }, draft)
      const { agencies } = await offered()
      const { errors = [] } = judged(values, (code) => agencies.some((agency) => agency.code === code))
      // What was not taken is told where it was chosen.
      const isFaulty = posted.refused.length > 0 || errors.some(({ field }) => stepOf(field) === page)
      if (isFaulty) return answers(request, reply, { ...stays, checked: true }, draft)
      const next = back || page === LAST ? 'review' : ((page + 1) as Step)
      return answers(request, reply, { page: next }, draft)
    },
  )
}
