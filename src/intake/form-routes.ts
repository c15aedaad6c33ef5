/** Filing an application in the browser: the form, the form that came back, the receipt. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { APPLICATION } from '../cases/application.ts'
import { given } from '../cases/given.ts'
import { caseByReceipt } from '../cases/queries.ts'
import type { FormState } from '../cases/views.ts'
import { Refusal } from '../errors.ts'
import type { House } from '../house.ts'
import { sameSite } from '../people/guard.ts'
import { agencyById } from '../people/queries.ts'
import { sendPage } from '../web/send-page.ts'
import { readUploadForm } from '../web/upload-form.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { agencyView, agencyViews } from './agency-views.ts'
import { fromApplicationForm, toFormErrors } from './application-form.ts'
import { ApplyPage } from './pages/apply.tsx'
import { ReceiptPage } from './pages/receipt.tsx'
import { submit } from './submit.ts'
import { follow, trackedReceipt } from './tracked.ts'

export function formRoutes(app: FastifyInstance, house: House, words: Words): void {
  const { sql, time } = house

  app.get<{ Querystring: { agency?: string } }>('/apply', async (request, reply) => {
    const form = { values: request.query.agency ? { agency: request.query.agency } : {}, errors: [] } as FormState
    const agencies = await agencyViews(house)
    return sendPage(reply, ApplyPage({ visit: visitOf(request, words), agencies, form, idempotencyKey: randomUUID() }))
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
      return reply.redirect(`${words.root}receipt${refused ? `?refused=${encodeURIComponent(refused)}` : ''}`, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      const state = { values: form.fields, errors: toFormErrors(error.errors) }
      const back = {
        visit: visitOf(request, words, 'apply'),
        agencies: await agencyViews(house),
        form: state,
        idempotencyKey: key,
        needsFilesAgain: form.files.length > 0,
      }
      return sendPage(reply, ApplyPage(back), 422)
    }
  })

  app.get<{ Querystring: { refused?: string } }>('/receipt', async (request, reply) => {
    const receipt = trackedReceipt(request)
    const row = receipt ? await caseByReceipt(sql, receipt) : undefined
    if (!row) return reply.redirect(`${words.root}track`, 303)
    const agency = agencyView((await agencyById(sql, row.agencyId))!)
    return sendPage(
      reply,
      ReceiptPage({
        visit: visitOf(request, words, 'receipt'),
        receipt: row.receipt,
        enquiryCode: house.keys.enquiryCode(row.receipt),
        submittedAt: new Date(row.submittedAt).toISOString(),
        agency,
        channelNote: words.receipt.onlineNote,
        refusedFiles: request.query.refused?.slice(0, 2_000),
      }),
    )
  })
}
