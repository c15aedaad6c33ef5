/** Answering a consultation in the browser: the door, the consultation, what is said there, and its receipt. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { holding, readUploadForm, type UploadForm } from '../files/upload-form.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { Working } from '../house.ts'
import { type Access, accessByNumber, accessOpenedBy, isNumber, markOpened, tidyNumber } from '../letters/access.ts'
import { opensAs, opensNothing } from '../people/outsiders.ts'
import { namedAgencies } from '../people/queries.ts'
import { formOf } from '../web/form-of.ts'
import { sameSite } from '../web/same-site.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { answer } from './answer.ts'
import { saidIn } from './answer-words.ts'
import { forget, keepOpen, openedNumber } from './opened.ts'
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
    const { number } = formOf(request.query)
    return door(request, reply, { values: number && isNumber(number) ? { number } : {}, errors: [] })
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
        return door(request, reply, { values: { number: String(values.number ?? '') }, errors }, 404)
      }
      await markOpened(sql, number, time.now())
      await keepOpen(house, request, reply, number)
      return reply.redirect(`${words.root}answer/${number}`, 303)
    },
  )

  app.post('/answer/leave', { preHandler: sameSite }, async (request, reply) => {
    await forget(house, request, reply)
    return reply.redirect(`${words.root}answer`, 303)
  })

  app.get<ByNumber>('/answer/:number', async (request, reply) => {
    const access = await opened(request)
    if (access) return consultation(request, reply, access)
    const { number } = request.params
    return door(request, reply, { values: isNumber(number) ? { number } : {}, errors: [] })
  })

  const often = { preHandler: sameSite, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }
  app.post<ByNumber>('/answer/:number/facts', often, async (request, reply) => {
    const access = await opened(request)
    if (!access) return reply.redirect(`${words.root}answer`, 303)
    const at = time.now()
    return holding(house, async (house, shelf) => {
      const form = await readUploadForm(request, shelf, at)
      try {
        const { kind } = await readConsultation(house, access)
        const body = saidIn(form, kind, words)
        const key = form.fields.idempotencyKey?.slice(0, 100) || undefined
        await answer(house, access, kind, { body, files: form.files, key, at })
        return reply.redirect(`${words.root}answer/${access.number}`, 303)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error
        return consultation(request, reply, access, cameBack(form, error), error.status)
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

  async function door(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const offices = (await namedAgencies(sql)).map(({ id, name, profile }) => ({
      code: id,
      name,
      phone: profile.phone,
    }))
    return sendPage(reply, AnswerDoorPage({ visit: visitOf(request, words, 'answer'), form, offices }), status)
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
    return sendPage(reply, ConsultationPage({ visit, view, form, idempotencyKey: randomUUID() }), status)
  }
}

/** What was typed, and what is wrong with it; a refusal of the law stands over the whole form. */
function cameBack({ fields }: UploadForm, { errors, message }: Refusal): FormState {
  return { values: fields, errors: errors.length > 0 ? errors : [{ field: 'type', message }] }
}
