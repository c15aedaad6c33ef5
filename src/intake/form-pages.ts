/** The pages on which an application is written, each from the draft: a posting is answered with the address of one of them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { MOST_TOGETHER } from '../acts/application.ts'
import { basketOf } from '../files/pending.ts'
import type { House } from '../house.ts'
import { unprintedNote, unprintedOf } from '../letters/unprinted.ts'
import { goesOut } from '../sending/goes-out.ts'
import { dropCookie } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { DRAFT, type Kept, keepForm, tokenOf, whatBecame } from '../web/kept-forms.ts'
import { endOnce, onceFor, takeOnce } from '../web/once-by-address.ts'
import { sendPage } from '../web/send-page.ts'
import { LANGUAGES, type Visit, visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { agencyViews } from './agency-views.ts'
import { type Draft, filesOf, judged, renewed, withAsked } from './draft.ts'
import { earlierOf } from './earlier.ts'
import { hintsFor } from './hints.ts'
import { jointIn, renumbered } from './joint-fields.ts'
import { ApplyPage } from './pages/apply.tsx'
import { NotOpenPage } from './pages/not-open.tsx'
import { ReviewPage } from './pages/review.tsx'
import { StepPage } from './pages/step.tsx'
import { type AskedFor, firstFaulty, placeIn, stepIn, stepOf } from './steps.ts'
import { pathTo, type Where } from './where.ts'

export type Filing = Pick<
  House,
  'config' | 'sql' | 'db' | 'lawFor' | 'blobs' | 'scanner' | 'post' | 'time' | 'keys' | 'portal' | 'traces' | 'fonts'
>

/**
 * `full`: the draft cannot be kept, so that the page is the answer to its posting, `lost` as well: as the browser keeps no cookies.
 * `discarded`, `lost`, `elsewhere`: what has become of the one that was here. `asked`: what the link asks for that led here; `one`: on
 * one page, as was asked for.
 */
export type Said = {
  full?: boolean
  discarded?: boolean
  lost?: boolean
  elsewhere?: boolean
  asked?: AskedFor
  one?: boolean
}

/** The pages of one language. */
export function formPages(house: Filing, words: Words) {
  const openAgencies = async () => (await agencyViews(house)).filter(({ code }) => house.portal.shows(code))
  /** What each form offers, whatever was typed into it. */
  const offered = async () => ({
    agencies: await openAgencies(),
    most: MOST_TOGETHER,
    mailWaits: !(await goesOut(house)),
  })
  const other = LANGUAGES.find((one) => one !== words)!

  /** While nobody could handle it, nothing is asked for: how to apply otherwise is said instead. */
  async function whileOpen(request: FastifyRequest, reply: FastifyReply) {
    if (await house.portal.isOpen()) return
    const agencies = (await agencyViews(house)).filter(({ address }) => address !== '')
    return sendPage(reply, NotOpenPage({ visit: visitOf(request, words, 'apply'), agencies }), 503)
  }

  /**
   * The address of a posting that brought no cookie: where one comes now, it leads on without the name; where none does, the page
   * brings what was typed, all of it at once, for it cannot be kept from step to step.
   */
  async function onceHere(request: FastifyRequest, reply: FastifyReply) {
    const { once, ...query } = formOf(request.query)
    if (!once) return
    const path = request.url.split('?')[0]!
    if (tokenOf(request, DRAFT)) {
      await endOnce(house, once)
      const rest = new URLSearchParams(query).toString()
      return reply.redirect(path + (rest && `?${rest}`), 303)
    }
    const draft = await takeOnce<Draft>(house, request, once, (tx, draft) => renewed(house, tx, draft))
    if (!draft) return
    // Of a step the faults of all would be told, of what was not asked yet, too.
    const isStep = stepIn(path.slice(-1)) !== undefined
    const where: Where = {
      page: path.endsWith('/review') ? 'review' : 'form',
      checked: !isStep && query.checked === '1',
    }
    return shows(request, reply, where, { ...draft, stepwise: false }, { full: true, lost: true })
  }

  /** The page from the draft; where it should not be shown, the way to the one that should. */
  async function shows(
    request: FastifyRequest,
    reply: FastifyReply,
    where: Where,
    draft: Draft | Kept<Draft>,
    said: Said = {},
  ): Promise<FastifyReply> {
    if (where.page === 'review') return review(request, reply, draft, said)
    const { asked = {}, ...news } = said
    const { values } = withAsked(draft, asked)
    const { agencies, ...offers } = await offered()
    const found = where.checked
      ? (judged(draft.values, (code) => agencies.some((a) => a.code === code)).errors ?? [])
      : []
    const all = [...(where.checked ? (draft.errors ?? []) : []), ...found]
    const { page } = where
    const errors = typeof page === 'number' ? all.filter(({ field }) => stepOf(field) === page) : all
    const action = `${words.root}${pathTo({ page })}`
    const visit: Visit = { ...visitOf(request, words, pathTo(where).split('#')[0]!), saves: action }
    const props = {
      ...{ visit, agencies, ...offers, form: { values, errors }, idempotencyKey: draft.key },
      uploads: { token: draft.token, waiting: await filesOf(house, draft), refused: draft.refused },
      blocks: jointIn(draft.values),
      kept: 'at' in draft ? draft.at : undefined,
      ...news,
    }
    const carried = Object.entries(asked).filter(([name]) => placeIn(name) !== page && !draft.values[name]?.trim())
    const html =
      typeof page === 'number'
        ? StepPage({ ...props, n: page, back: where.back ?? false, carried })
        : ApplyPage({ ...props, steps: draft.stepwise === undefined ? (draft.left ?? 1) : undefined })
    return sendPage(reply, html, said.full && errors.length > 0 ? 422 : 200)
  }

  async function review(request: FastifyRequest, reply: FastifyReply, draft: Draft | Kept<Draft>, said: Said) {
    const { agencies, mailWaits } = await offered()
    const agency = agencies.find(({ code }) => code === draft.values.agency)
    const { application, errors } = judged(draft.values, (code) => code === agency?.code)
    if (!application) {
      const page = draft.stepwise ? firstFaulty(errors) : 'form'
      if (said.full) return shows(request, reply, { page, checked: true }, draft, said)
      return reply.redirect(words.root + pathTo({ page, checked: true }), 303)
    }
    const { title, description } = application.request
    const { values, token, key } = draft
    return sendPage(
      reply,
      ReviewPage({
        visit: visitOf(request, words, 'apply/review'),
        application,
        agency,
        fields: {
          ...renumbered(values, { empty: 'dropped' }),
          idempotencyKey: key,
          basket: token,
          ...(said.full && { here: '1' }),
        },
        uploads: { token, waiting: await filesOf(house, draft), refused: draft.refused },
        hints: hintsFor({ title, description, earlier: await earlierOf(house, application) }),
        mailWaits,
        unprinted: unprintedNote(words, unprintedOf(house.fonts, application)),
        stepwise: draft.stepwise ?? false,
        full: said.full ?? false,
        filedAs: draft.filedAs,
      }),
    )
  }

  /** What has become of a draft whose token the browser still has. One of which nobody knows goes, so that the next form is kept. */
  async function ended(request: FastifyRequest, reply: FastifyReply): Promise<Said> {
    if (tokenOf(request, DRAFT) === undefined) return {}
    const became = await whatBecame(house, request)
    if (became && 'elsewhere' in became) return { elsewhere: true }
    dropCookie(request, reply, 'draft')
    return {}
  }

  /**
   * Keeps the draft and answers with the address of the page; where it cannot be kept, with the page itself.
   * @param how.here the posted page was such an answer: where the browser still has no token, it keeps no cookies
   */
  async function answers(
    request: FastifyRequest,
    reply: FastifyReply,
    where: Where,
    draft: Draft,
    { language = false, here = false } = {},
  ): Promise<FastifyReply> {
    if (here && tokenOf(request, DRAFT) === undefined)
      return shows(request, reply, where, draft, { full: true, lost: true })
    const once = here ? undefined : onceFor(house, request)
    const left = draft.stepwise && where.page !== 'form' ? where.page : undefined
    const kept = { ...draft, ...(left && { left }) }
    const isKept = await keepForm(house, request, reply, DRAFT, kept, basketOf(house, draft.token), once)
    if (!isKept) return shows(request, reply, where, draft, { full: true })
    return reply.redirect((language ? other : words).root + pathTo({ ...where, once: once?.name }), 303)
  }

  return { offered, whileOpen, onceHere, shows, ended, answers }
}
export type FormPages = ReturnType<typeof formPages>
