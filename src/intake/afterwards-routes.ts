/** What an applicant may do on the page of a case beside recording facts: judge the work, ask for text messages, send the picture of an identity document again. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { consent, mainlandMobile, withdrawConsent } from '../citizens/consents.ts'
import { answerSatisfaction, isAskedAbout, LONGEST_SAID } from '../citizens/satisfaction.ts'
import { sentForm } from '../files/form-again.ts'
import { readPageForm, shownAgain } from '../files/page-form.ts'
import { bringPapersAgain } from '../files/paper-again.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseRow, caseByReceipt } from '../ledger/queries.ts'
import { found } from '../ledger/the-case.ts'
import { formOf } from '../web/form-of.ts'
import { sameSite } from '../web/same-site.ts'
import type { FormState } from '../web/shapes.ts'
import type { Words } from '../web/words/zh.ts'
import { mayFollow } from './tracked.ts'

type Again = (
  request: FastifyRequest,
  reply: FastifyReply,
  receipt: string,
  form: FormState,
  status: number,
) => Promise<FastifyReply>
type Of = { Params: { receipt: string } }

const OFTEN = { preHandler: sameSite, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }

/**
 * The forms below a tracked case: `POST /track/:receipt/satisfaction`, `/sms` and `/papers`.
 * @param again leads to the page of the case again: with a form and its faults; `status` where that is the answer itself
 * @throws Refusal NOT_FOUND while satisfaction is not asked about, or where the office sends no text messages
 */
export function afterwardsRoutes(
  app: FastifyInstance,
  house: Pick<House, 'config' | 'sql' | 'blobs' | 'scanner' | 'sms' | 'time' | 'keys'>,
  words: Words,
  again: Again,
): void {
  const { following } = words.account
  const own = async (request: FastifyRequest<Of>): Promise<CaseRow | undefined> =>
    (await mayFollow(house, request, request.params.receipt))
      ? found(await caseByReceipt(house.sql, request.params.receipt))
      : undefined
  /** Its time is over: what was written waits until the numbers were entered again. */
  const later = (request: FastifyRequest<Of>, reply: FastifyReply, values: Record<string, string>, form = {}) =>
    again(request, reply, request.params.receipt, { ...form, values, errors: [] }, 401)
  const back = async (request: FastifyRequest, reply: FastifyReply, { receipt }: CaseRow, at: string) => {
    await sentForm(house, request, reply, `track/${receipt}`)
    return reply.redirect(`${words.root}track/${receipt}${at}`, 303)
  }

  app.post<Of>('/track/:receipt/satisfaction', OFTEN, async (request, reply) => {
    const row = await own(request)
    const values = formOf(request.body)
    if (!row) return later(request, reply, { ...values, type: 'satisfaction' })
    if (!isAskedAbout(row)) throw notFound()
    const step = Number(/^s([1-5])$/.exec(values.step ?? '')?.[1])
    const said = (values.said ?? '')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n]/gu, ' ')
      .toWellFormed()
      .trim()
    const { choose, tooLong, closed } = following.satisfaction
    const errors = [
      ...(step ? [] : [{ field: 'step', message: choose }]),
      ...(said.length > LONGEST_SAID ? [{ field: 'said', message: tooLong }] : []),
    ]
    const form = (errors: FormState['errors']): FormState => ({ values: { ...values, type: 'satisfaction' }, errors })
    if (errors.length > 0) return again(request, reply, row.receipt, form(errors), 422)
    const inTime = await answerSatisfaction(house, { agencyId: row.agencyId, caseId: row.id }, { step, said })
    if (!inTime) return again(request, reply, row.receipt, form([{ field: 'type', message: closed }]), 409)
    return back(request, reply, row, '#satisfaction-title')
  })

  app.post<Of>('/track/:receipt/papers', OFTEN, async (request, reply) => {
    const posted = await readPageForm(house, request)
    const { uploads } = shownAgain(posted)
    if (!(await own(request))) return later(request, reply, { type: 'paper' }, { uploads })
    const row = found(await caseByReceipt(house.sql, request.params.receipt))
    try {
      await bringPapersAgain(house, row, posted)
      return back(request, reply, row, '?done=paper')
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error
      const errors = error.errors.length > 0 ? error.errors : [{ field: 'type', message: error.sentence }]
      return again(request, reply, row.receipt, { values: { type: 'paper' }, errors }, error.status)
    }
  })

  app.post<Of>('/track/:receipt/sms', OFTEN, async (request, reply) => {
    const row = await own(request)
    const values = formOf(request.body)
    if (!row) return later(request, reply, { ...values, type: 'sms' })
    if (!house.sms) throw notFound()
    const key = { agencyId: row.agencyId, caseId: row.id }
    if (values.sms === 'off') {
      await withdrawConsent(house, key)
      return back(request, reply, row, '#notices-title')
    }
    const mobile = mainlandMobile(values.mobile ?? '')
    if (!mobile) {
      const errors = [{ field: 'mobile', message: following.smsBad }]
      return again(request, reply, row.receipt, { values: { ...values, type: 'sms' }, errors }, 422)
    }
    await consent(house, key, mobile)
    return back(request, reply, row, '#notices-title')
  })
}
