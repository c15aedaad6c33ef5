/** What a citizen sees: home, guide, form, receipt, tracking. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isConfirmed } from '../cases/acts.ts'
import { APPLICATION } from '../cases/application.ts'
import { fromFactForm } from '../cases/fact-form.ts'
import { withFiles } from '../cases/facts.ts'
import { given } from '../cases/given.ts'
import { caseByReceipt } from '../cases/queries.ts'
import { found, noneRefused, readFact, recordFact } from '../cases/recording.ts'
import { showTracking } from '../cases/show.ts'
import type { AgencyView, FormState } from '../cases/views.ts'
import { invalid, Refusal } from '../errors.ts'
import type { House } from '../house.ts'
import { isReceipt, tidyReceipt } from '../ids.ts'
import { sameSite } from '../people/guard.ts'
import { type Agency, agencyById, allAgencies } from '../people/queries.ts'
import { html } from '../web/page.tsx'
import { formOf, readUploadForm } from '../web/upload-form.ts'
import { zh } from '../web/words/zh.ts'
import { fromApplicationForm, toFormErrors } from './application-form.ts'
import { ApplyPage } from './pages/apply.tsx'
import { GuidePage } from './pages/guide.tsx'
import { HomePage } from './pages/home.tsx'
import { ReceiptPage } from './pages/receipt.tsx'
import { TrackPage } from './pages/track.tsx'
import { TrackingPage } from './pages/tracking.tsx'
import { submit } from './submit.ts'
import { follow, trackedReceipt } from './tracked.ts'

const NOTHING: FormState = { values: {}, errors: [] }
const words = zh

const view = ({ id, name, kind, profile }: Agency): AgencyView => ({ code: id, name, kind, ...profile })
const agencies = async (house: House) => (await allAgencies(house.sql)).map(view)
const page = (reply: FastifyReply, vnode: Parameters<typeof html>[0], status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').send(html(vnode))

export async function intakePages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  const { sql, time } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })

  app.get('/', async (_request, reply) =>
    page(reply, HomePage({ words, agencies: await agencies(house), phone12345: '12345' })),
  )

  app.get<{ Querystring: { agency?: string } }>('/guide', async (request, reply) => {
    const all = await agencies(house)
    return page(
      reply,
      GuidePage({ words, agencies: all, agency: all.find((a) => a.code === request.query.agency) ?? all[0] }),
    )
  })

  app.get<{ Querystring: { agency?: string } }>('/apply', async (request, reply) => {
    const form = { values: request.query.agency ? { agency: request.query.agency } : {}, errors: [] } as FormState
    return page(reply, ApplyPage({ words, agencies: await agencies(house), form, idempotencyKey: randomUUID() }))
  })

  app.post('/applications', { preHandler: sameSite }, async (request, reply) => {
    const at = time.now()
    const form = await readUploadForm(request, house.blobs, at)
    const key = form.fields.idempotencyKey?.slice(0, 100) || randomUUID()
    try {
      const application = given(APPLICATION, fromApplicationForm(form.fields))
      const { answer } = await submit(house, {
        application,
        channel: 'online',
        on: time.today(),
        files: form.files,
        refused: form.refused,
        actor: { by: 'applicant', at },
        key: `page ${key}`,
      })
      follow(reply, answer.receipt)
      const refused = answer.refusedFiles?.map((file) => file.message).join('；')
      return reply.redirect(`/receipt${refused ? `?refused=${encodeURIComponent(refused)}` : ''}`, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      const state = { values: form.fields, errors: toFormErrors(error.errors) }
      const back = {
        words,
        agencies: await agencies(house),
        form: state,
        idempotencyKey: key,
        needsFilesAgain: form.files.length > 0,
      }
      return page(reply, ApplyPage(back), 422)
    }
  })

  app.get<{ Querystring: { refused?: string } }>('/receipt', async (request, reply) => {
    const receipt = trackedReceipt(request)
    const row = receipt ? await caseByReceipt(sql, receipt) : undefined
    if (!row) return reply.redirect('/track', 303)
    const agency = view((await agencyById(sql, row.agencyId))!)
    return page(
      reply,
      ReceiptPage({
        words,
        receipt: row.receipt,
        enquiryCode: house.keys.enquiryCode(row.receipt),
        submittedAt: new Date(row.submittedAt).toISOString(),
        agency,
        channelNote: words.receipt.onlineNote,
        refusedFiles: request.query.refused?.slice(0, 2_000),
      }),
    )
  })

  app.get('/track', async (_request, reply) => page(reply, TrackPage({ words, form: NOTHING })))

  app.post(
    '/track',
    { preHandler: sameSite, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const values = formOf(request.body)
      const receipt = tidyReceipt(values.receipt ?? '')
      const known = isReceipt(receipt) && house.keys.enquiryCodeFits(receipt, values.enquiryCode ?? '')
      if (!known || !(await caseByReceipt(sql, receipt))) {
        const errors = [{ field: 'receipt', message: words.track.wrong }]
        return page(reply, TrackPage({ words, form: { values: { receipt: values.receipt ?? '' }, errors } }), 404)
      }
      follow(reply, receipt)
      return reply.redirect(`/track/${receipt}`, 303)
    },
  )

  app.get<{ Params: { receipt: string } }>('/track/:receipt', async (request, reply) => {
    if (trackedReceipt(request) !== request.params.receipt) {
      return page(reply, TrackPage({ words, form: { values: { receipt: request.params.receipt }, errors: [] } }))
    }
    return tracking(request, reply, request.params.receipt)
  })

  app.post<{ Params: { receipt: string } }>(
    '/track/:receipt/facts',
    { preHandler: sameSite },
    async (request, reply) => {
      const { receipt } = request.params
      if (trackedReceipt(request) !== receipt) return reply.redirect('/track', 303)
      const at = time.now()
      const form = await readUploadForm(request, house.blobs, at)
      try {
        const row = found(await caseByReceipt(sql, receipt))
        if (!isConfirmed(form.fields))
          throw invalid({ field: 'confirm', code: 'NOT_CONFIRMED', message: '请确认后再提交' })
        noneRefused(form.refused)
        const fact = readFact(withFiles(fromFactForm(form.fields, []), form.files), house, 'never')
        const asked = { scope: `applicant ${row.id}`, key: form.fields.idempotencyKey || undefined }
        await recordFact(house, row, fact, form.files, { by: 'applicant', at }, asked, 'applicant', async () => ({
          receipt,
        }))
        return reply.redirect(`/track/${receipt}`, 303)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error
        const errors = error.errors.length > 0 ? error.errors : [{ field: 'type', message: error.message }]
        return tracking(request, reply, receipt, { values: form.fields, errors }, error.status)
      }
    },
  )

  async function tracking(
    _request: FastifyRequest,
    reply: FastifyReply,
    receipt: string,
    form?: FormState,
    status = 200,
  ) {
    const shown = await showTracking(sql, house, found(await caseByReceipt(sql, receipt)))
    return page(reply, TrackingPage({ words, view: shown, csrf: '', form, idempotencyKey: randomUUID() }), status)
  }
}
