/** Answering a consultation in the browser: the door, the consultation, what is said there, and its receipt. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { formAgain, keepsForm, sentForm } from '../files/form-again.ts'
import { type PageForm, readPageForm, shownAgain } from '../files/page-form.ts'
import { claimBasket, takeBasket } from '../files/pending.ts'
import { holding } from '../files/upload-form.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { Working } from '../house.ts'
import { type Access, accessByNumber, accessOpenedBy, isNumber, markOpened, tidyNumber } from '../letters/access.ts'
import { opensAs, opensNothing } from '../people/outsiders.ts'
import { namedAgencies } from '../people/queries.ts'
import { COOKIES } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { onDayAt } from '../web/parts/format.ts'
import { sameSite } from '../web/same-site.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { answer } from './answer.ts'
import { saidIn } from './answer-words.ts'
import { forget, hadOpened, keepOpen, openedNumber, openUntil, stayOpen } from './opened.ts'
import { AnswerDoorPage } from './pages/answer-door.tsx'
import { ConsultationPage } from './pages/consultation.tsx'
import { receiptText } from './receipt.ts'
import { replyForm } from './reply-form.ts'
import { readConsultation } from './show.ts'

type ByNumber = { Params: { number: string } }

/**
 * The pages of one language for those who are consulted: the door `/answer` (30 tries a minute), the consultation, its
 * letters and the receipt of the answer.
 * @throws Refusal CSRF for a form of another site
 */
export async function answeringPages(app: FastifyInstance, { house, words }: { house: Working; words: Words }) {
  const { sql, time } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })

  app.get<{ Querystring: Record<string, unknown> }>('/answer', async (request, reply) => {
    const { number, again } = formOf(request.query)
    const back = again === '1' ? await formAgain(house, request, 'answer', true) : undefined
    return door(request, reply, back ?? { values: number && isNumber(number) ? { number } : {}, errors: [] })
  })

  app.post(
    '/answer',
    { preHandler: sameSite, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const values = formOf(request.body)
      const number = tidyNumber(String(values.number ?? ''))
      if (!(await accessOpenedBy(sql, house.keys, number, String(values.code ?? '')))) {
        await opensNothing(sql, request, number)
        const errors = [{ field: 'number', message: words.answering.wrong }]
        const form = { values: { number: String(values.number ?? '') }, errors }
        if (await keepsForm(house, request, reply, 'answer', form))
          return reply.redirect(`${words.root}answer?again=1#errors`, 303)
        return door(request, reply, form, { status: 404 })
      }
      await sentForm(house, request, reply, 'answer')
      await markOpened(sql, number, time.now(), words.lang === 'en' ? 'en' : 'zh')
      await keepOpen(house, request, reply, number)
      return reply.redirect(`${words.root}answer/${number}`, 303)
    },
  )

  app.post('/answer/leave', { preHandler: sameSite }, async (request, reply) => {
    const number = await openedNumber(house, request)
    if (number) await sentForm(house, request, reply, `answer/${number}`)
    await forget(house, request, reply)
    return reply.redirect(`${words.root}answer`, 303)
  })

  app.get<ByNumber>('/answer/:number', async (request, reply) => {
    const access = await opened(request)
    const { number } = request.params
    const form = await formAgain(house, request, `answer/${number}`, formOf(request.query).again === '1')
    if (access) return consultation(request, reply, access, form)
    const isOver = form !== undefined
    return door(request, reply, { values: isNumber(number) ? { number } : {}, errors: [] }, { isOver })
  })

  const often = { preHandler: sameSite, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }
  app.post<ByNumber>('/answer/:number/stay', often, async (request, reply) => {
    const stays = await stayOpen(house, request, reply)
    // The script stays on the page.
    if (request.headers.accept === 'application/json') return reply.code(stays ? 204 : 409).send()
    return reply.redirect(`${words.root}answer/${encodeURIComponent(request.params.number)}`, 303)
  })

  // For the script of the page: what is written and not sent yet, of what this browser has opened, or has begun to write.
  const kept = { preHandler: sameSite, config: { rateLimit: { max: 240, timeWindow: '1 minute' } } }
  app.post<ByNumber>('/answer/:number/kept', kept, async (request, reply) => {
    const at = `answer/${request.params.number}`
    const before = await formAgain(house, request, at, false)
    if (!before && (await openedNumber(house, request)) !== request.params.number) return reply.code(409).send()
    const form = { values: formOf(request.body), errors: [], uploads: before?.uploads }
    const isKept = await keepsForm(house, request, reply, at, form)
    return reply.code(isKept ? 204 : 507).send()
  })

  app.post<ByNumber>('/answer/:number/facts', often, async (request, reply) => {
    const posted = await readPageForm(house, request)
    const access = await opened(request)
    const { at, basket } = posted
    if (!access) {
      const { number } = request.params
      // Of who never opened it nothing is kept.
      if (await hadOpened(house, request, number))
        await keepsForm(house, request, reply, `answer/${number}`, { ...shownAgain(posted), errors: [] })
      return reply.redirect(`${words.root}answer${isNumber(number) ? `/${number}?again=1` : ''}`, 303)
    }
    const own = `answer/${access.number}`
    return holding(house, async (house, shelf) => {
      try {
        const { kind } = await readConsultation(house, access)
        const body = saidIn(posted, kind, words)
        const key = posted.fields.idempotencyKey?.slice(0, 100) || undefined
        const { files } = await takeBasket(house, basket, at, () => true, shelf)
        await answer(house, access, kind, { body, files, key, at, claim: (tx) => claimBasket(tx, basket, at) })
        await sentForm(house, request, reply, own)
        return reply.redirect(words.root + own, 303)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error
        const form = cameBack(posted, error)
        if (await keepsForm(house, request, reply, own, form))
          return reply.redirect(`${words.root}${own}?again=1#errors`, 303)
        return consultation(request, reply, access, form, error.status)
      }
    })
  })

  app.get<ByNumber>('/answer/:number/receipt.txt', async (request, reply) => {
    const access = await opened(request)
    const given = access && (await readConsultation(house, access)).answer
    if (!access || !given?.online) throw notFound()
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${access.number}.txt"`)
      .send(receiptText(access.number, given))
  })

  app.get<ByNumber>('/answer/:number/form.pdf', { config: { heavy: 'letter' } }, async (request, reply) => {
    const access = await opened(request)
    const view = access && (await readConsultation(house, access))
    const form = access && view?.kind === 'thirdParty' && view.standing === 'open' && (await replyForm(house, access))
    if (!form) throw notFound()
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${form.title}.pdf`)}`)
      .send(form.bytes)
  })

  /** The consultation that this browser opened, if the address is its own. */
  async function opened(request: FastifyRequest): Promise<Access | undefined> {
    const { number } = request.params as ByNumber['Params']
    const access = (await openedNumber(house, request)) === number ? await accessByNumber(sql, number) : undefined
    if (access) opensAs(request, 'consulted', access)
    return access
  }

  async function door(
    request: FastifyRequest,
    reply: FastifyReply,
    form: FormState,
    { status = 200, isOver = false } = {},
  ) {
    const offices = (await namedAgencies(sql)).map(({ id, name, profile }) => ({
      code: id,
      name,
      phone: profile.phone,
    }))
    return sendPage(reply, AnswerDoorPage({ visit: visitOf(request, words, 'answer'), form, offices, isOver }), status)
  }

  async function consultation(
    request: FastifyRequest,
    reply: FastifyReply,
    access: Access,
    form?: FormState,
    status = 200,
  ) {
    const view = await readConsultation(house, access)
    const visit = visitOf(request, words, `answer/${access.number}`)
    const until = await openUntil(house, request, access.number)
    const session = until && {
      ...{ at: onDayAt(until.toISOString(), words.day), until: String(until.getTime()) },
      hold: COOKIES.answering.seconds * 1_000,
    }
    return sendPage(reply, ConsultationPage({ visit, view, form, idempotencyKey: randomUUID(), session }), status)
  }
}

/** What was typed, its files, and what is wrong with it; a refusal of the law stands over the whole form. */
function cameBack(posted: PageForm, { errors, message }: Refusal): FormState {
  return { ...shownAgain(posted), errors: errors.length > 0 ? errors : [{ field: 'type', message }] }
}
