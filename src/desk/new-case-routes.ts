/** Entering applications that came on paper, by fax, at the counter or orally: the form, and the form that came back. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isCommonDay } from '../../workflows/statute/days.ts'
import { MOST_TOGETHER } from '../acts/application.ts'
import { type PageForm, readPageForm } from '../files/page-form.ts'
import { newToken, takeBasket } from '../files/pending.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { tidyNumber } from '../ground/tidy.ts'
import type { House } from '../house.ts'
import { fromApplicationForm, toFormErrors } from '../intake/application-form.ts'
import { jointAt, jointIn, renumbered } from '../intake/joint-fields.ts'
import { submit } from '../intake/submit.ts'
import { uploadRoutes } from '../intake/upload-routes.ts'
import { caseByReceipt } from '../ledger/queries.ts'
import { checkCsrf } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { allAgencies } from '../people/queries.ts'
import { agenciesAs } from '../people/sight.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { sameSite } from '../web/same-site.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { isAskedBack, requireRead } from './as-written.ts'
import { readEntered } from './entry-api.ts'
import { handedOver, spanOf } from './handover.ts'
import { READ_ALOUD } from './oral.ts'
import { ENTERED_BY } from './pages/entry-fields.tsx'
import { HandoverPage } from './pages/handover.tsx'
import { NewCasePage } from './pages/new-case.tsx'
import type { SimilarLine } from './pages/similar.tsx'
import { scanRoutes } from './scan-routes.ts'
import { similarTo } from './similar.ts'
import { showSlip } from './slip-routes.ts'

/** What is typed while somebody asks what came before; a script asks when they pause. */
const typed = text(200, 0).optional()
const SIMILAR = z.object({
  ...{ idNumber: typed, creditCode: typed, mailNumber: typed, phone: typed, name: typed, title: typed },
})
const OFTEN = { rateLimit: { max: 120, timeWindow: '1 minute' }, heavy: 'search' } as const

/** A number as long as a resident's is one, where no other document is named: then a digit that was mistyped is told. */
const withIdType = (fields: Record<string, string>): Record<string, string> =>
  !fields.idType && /^\d{17}[\dX]$/.test(tidyNumber(fields.idNumber ?? ''))
    ? { ...fields, idType: 'residentId' }
    : fields

/**
 * `/cases/new` and `POST /cases` for registrars. Whatever came is recorded, and its slip is shown; what cannot be read comes
 * back with 422.
 * @throws Refusal NOT_YOURS, CSRF
 */
export function newCaseRoutes(
  app: FastifyInstance,
  house: Pick<House, 'config' | 'sql' | 'db' | 'law' | 'lawFor' | 'blobs' | 'scanner' | 'time' | 'keys' | 'traces'>,
): void {
  const { sql, time } = house
  const registrarOnly = async ({ viewer }: FastifyRequest) => {
    if (!hasRole(viewer, 'registrar')) throw new Refusal('NOT_YOURS')
  }

  uploadRoutes(app, house, '/cases/uploads', { staff: true, guard: registrarOnly })

  scanRoutes(app, house, registrarOnly)

  app.get('/cases/new', { preHandler: registrarOnly }, async (request, reply) => {
    // Whoever works off a day's post goes on with the way and the day of the one before.
    const { channel, on } = formOf(request.query)
    const values = {
      ...(channel && Object.hasOwn(ENTERED_BY, channel) && { channel }),
      ...(isCommonDay(on) && on <= time.today() && { on }),
    }
    return shows(request, reply, { token: newToken(), waiting: [] }, { values, errors: [] })
  })

  app.post(
    '/cases/new/similar',
    { preHandler: [sameSite, registrarOnly], config: OFTEN },
    async ({ viewer, body }) => ({ similar: await similarTo(house, viewer, given(SIMILAR, body)) }),
  )

  app.get('/desk/handover', { preHandler: registrarOnly }, async ({ viewer, query }, reply) => {
    const { from, to } = formOf(query)
    const today = time.today()
    const span = spanOf(today, isCommonDay(from) ? from : undefined, isCommonDay(to) ? to : undefined)
    const letters = await handedOver(house, viewer, span)
    return sendPage(reply, HandoverPage({ viewer, csrf: viewer.csrf, today, ...span, letters }))
  })

  /** With one more block for a joint applicant, or one less, or with what came before: nothing is judged yet. */
  app.post('/cases/new', { preHandler: registrarOnly }, async (request, reply) => {
    const posted = await readPageForm(house, request, request.viewer.id)
    await registrarOnly(request)
    checkCsrf(request, posted.fields.csrf)
    const { add, removeCo, look, ...fields } = posted.fields
    const values = renumbered(fields, { empty: 'kept', ...(removeCo && { without: removeCo }) })
    if (add && jointIn(values) < MOST_TOGETHER) values[`${jointAt(jointIn(values) + 1)}kind`] = 'person'
    const similar = look ? await similarTo(house, request.viewer, values) : undefined
    return shows(request, reply, posted, { values, errors: [] }, similar)
  })

  app.post('/cases', { preHandler: registrarOnly }, async (request, reply) => {
    const { viewer } = request
    const posted = await readPageForm(house, request, viewer.id)
    await registrarOnly(request)
    const { at, basket, refused } = posted
    checkCsrf(request, posted.fields.csrf)
    const fields = renumbered(posted.fields, { empty: 'dropped' })
    const key = fields.idempotencyKey || randomUUID()
    try {
      if (refused.length > 0) throw invalid(...refused.map(({ code, message }) => ({ field: 'files', code, message })))
      const body = {
        ...(fromApplicationForm(withIdType(fields)) as object),
        channel: fields.channel,
        on: fields.on || undefined,
        mailNumber: fields.mailNumber,
        evidence: [fields.evidence, fields.readAloud === 'yes' && READ_ALOUD].filter(Boolean).join('；') || undefined,
        ...(fields.signedBy?.trim() && {
          handover: { signedBy: fields.signedBy, reachedOn: fields.reachedOn || undefined },
        }),
      }
      const entered = await readEntered(body, house, viewer)
      if (fields.asWritten !== 'yes') requireRead(entered)
      const { answer } = await submit(house, {
        ...entered,
        ...(await takeBasket(house, basket, at)),
        basket,
        refused,
        actor: { by: `staff:${viewer.username}`, at },
        key,
        caller: () => viewer.id,
      })
      const row = await caseByReceipt(sql, answer.receipt)
      request.itsCase = row!.id
      return showSlip(house, reply, viewer, row!)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return shows(request, reply, posted, { values: fields, errors: toFormErrors(error.errors) })
    }
  })

  async function shows(
    { viewer }: FastifyRequest,
    reply: FastifyReply,
    { token, waiting }: Pick<PageForm, 'token' | 'waiting'>,
    form: FormState,
    similar?: readonly SimilarLine[],
  ) {
    const own = (await allAgencies(sql)).filter(({ id }) => agenciesAs(viewer, ['registrar']).includes(id))
    const page = NewCasePage({
      viewer,
      agencies: own.map(({ id, name, kind, profile }) => ({ code: id, name, kind, ...profile })),
      form,
      today: time.today(),
      csrf: viewer.csrf,
      idempotencyKey: form.values.idempotencyKey || randomUUID(),
      uploads: { token, waiting },
      asksAsWritten: form.errors.some(({ message }) => isAskedBack(message)),
      blocks: jointIn(form.values),
      most: MOST_TOGETHER,
      similar,
    })
    return sendPage(reply, page, form.errors.length > 0 ? 422 : 200)
  }
}
