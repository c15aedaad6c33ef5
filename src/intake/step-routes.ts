/** The form in five steps, `/apply/1` to `/apply/5`: each judged when it is left, each keeping what the others had. */
import type { FastifyInstance } from 'fastify'
import { MOST_TOGETHER } from '../acts/application.ts'
import { readPageForm } from '../files/page-form.ts'
import { notFound } from '../ground/errors.ts'
import { sealedOf } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { DRAFT, tokenOf } from '../web/kept-forms.ts'
import { sameSite } from '../web/same-site.ts'
import { toldHere } from '../web/told-once.ts'
import type { Words } from '../web/words/zh.ts'
import { draftFrom, draftOf, isElsewhere, judged, newDraft, typedIn } from './draft.ts'
import { formLimit } from './filing-limit.ts'
import type { Filing, FormPages } from './form-pages.ts'
import { jointAt, jointIn, renumbered } from './joint-fields.ts'
import { askedIn, LAST, merged, type Step, stepIn, stepOf } from './steps.ts'
import type { Where } from './where.ts'

type Of = { Params: { step: string } }

/**
 * The steps of one language. Each is posted to itself, with the button that was pressed as `go`: `next`, `back`, `language`,
 * `change`; and leads on, back, or to itself with its faults.
 * @throws Refusal NOT_FOUND for a sixth, CSRF for a form of another site
 */
export function stepRoutes(app: FastifyInstance, house: Filing, words: Words, pages: FormPages): void {
  const { whileOpen, onceHere, shows, answers, offered } = pages

  app.get<Of>('/apply/:step', { preHandler: [whileOpen, onceHere] }, async (request, reply) => {
    const page = stepIn(request.params.step)
    if (!page) throw notFound()
    const query = formOf(request.query)
    const draft = await draftOf(house, request)
    if (!draft && page > 1) {
      if (await sealedOf(house, request, 'filed')) return reply.redirect(`${words.root}apply/review`, 303)
      // No token at all: a browser that keeps no cookies writes on one page, which needs none.
      return reply.redirect(words.root + (tokenOf(request, DRAFT) ? 'apply/1' : 'apply?lost=1'), 303)
    }
    const became = draft ? {} : await pages.ended(request, reply)
    const discarded = !draft && (await toldHere(house, request, reply, 'discarded'))
    const said = { ...became, discarded, asked: askedIn(query) }
    const where: Where = { page, checked: query.checked === '1', back: query.return === 'review' }
    return shows(request, reply, where, draft ?? newDraft(), said)
  })

  app.post<Of>(
    '/apply/:step',
    { config: formLimit(house), preHandler: [sameSite, whileOpen] },
    async (request, reply) => {
      const page = stepIn(request.params.step)
      if (!page) throw notFound()
      const posted = await readPageForm(house, request)
      const { go, add, removeCo } = posted.fields
      if (await isElsewhere(house, request, posted)) return reply.redirect(`${words.root}apply`, 303)
      const before = await draftOf(house, request)
      const here = posted.fields.here === '1'
      const typed = typedIn(posted.fields)
      // Where nothing is kept, the page itself brings what the other steps have.
      const all = go === 'change' || here || !before ? typed : merged(before.values, page, typed)
      const values = renumbered(all, { empty: 'kept', ...(removeCo && { without: removeCo }) })
      const isAdded = add && jointIn(values) < MOST_TOGETHER
      if (isAdded) values[`${jointAt(jointIn(values) + 1)}kind`] = 'person'
      const draft = { ...draftFrom(posted, values, before), stepwise: true }
      const back = posted.fields.return === 'review'
      const stays = { page, back }
      const leads = (to: Where, language = false) => answers(request, reply, to, draft, { language, here })
      if (isAdded) return leads({ ...stays, at: `${jointAt(jointIn(values))}kind` })
      if (add || removeCo) return leads({ ...stays, at: 'coApplicants' })
      if (go === 'language') return leads(stays, true)
      if (go === 'change' || posted.removed.length > 0) return leads(stays)
      if (go === 'back' && page > 1) return leads({ page: (page - 1) as Step })
      const { agencies } = await offered()
      const { errors = [] } = judged(values, (code) => agencies.some((agency) => agency.code === code))
      // What was not taken is told where it was chosen.
      const isFaulty = posted.refused.length > 0 || errors.some(({ field }) => stepOf(field) === page)
      if (isFaulty) return leads({ ...stays, checked: true })
      const next = back || page === LAST ? 'review' : ((page + 1) as Step)
      return leads({ page: next })
    },
  )
}
