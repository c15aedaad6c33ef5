/** The pages of transfers to an archive: the package, the form of handing over, and what the archive said. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { agenciesAs } from '../people/sight.ts'
import { asPdf } from '../web/as-pdf.ts'
import { cameBack } from '../web/came-back.ts'
import { formOf } from '../web/form-of.ts'
import { choice, day, given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { LOOK_AGAIN, numberIn } from './check-routes.ts'
import { oneRun } from './checks/runs.ts'
import { CATALOGUE_READERS, frameFor, only } from './frame.ts'
import { at } from './pages/parts.tsx'
import { TransferPage } from './pages/transfer.tsx'
import { TransfersPage } from './pages/transfers.tsx'
import { tickedIn } from './ticked.ts'
import { answerTransfer } from './transfer/answer.ts'
import { formPdf } from './transfer/form-pdf.ts'
import { oneTransfer, sizeOfBundles, transfersOf } from './transfer/transfers.ts'

type Params = { Params: { n: string } }
const NOTHING: FormState = { values: {}, errors: [] }
const CLOSED_SINCE = '移交包制作以后，其中有文件标注为不公开质证，移交包不再提供；请重新检测后移交'
const ANSWERED = z.object({
  ...{ accepted: choice({ yes: '接收', no: '不予接收' }), on: day },
  ...{ receivedBy: text(100), document: text(200), why: text(500, 0) },
})

/** `/archive/transfers`. @throws Refusal NOT_YOURS, NOT_FOUND, CSRF */
export async function transferPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'fonts' | 'blobs' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', only(CATALOGUE_READERS))

  app.get('/archive/transfers', async (request, reply) => {
    const frame = await frameFor(house, request, CATALOGUE_READERS)
    return sendPage(reply, TransfersPage({ frame, transfers: await transfersOf(house, frame.agency.id) }))
  })

  app.get<Params>('/archive/transfers/:n', (request, reply) => show(request, reply))

  app.get<Params>('/archive/transfers/:n/form.pdf', { config: { heavy: 'bundle' } }, async (request, reply) => {
    const { agency } = await frameFor(house, request, CATALOGUE_READERS)
    const transfer = await oneTransfer(house, agency.id, numberIn(request))
    const run = await oneRun(house, agency.id, transfer.checked)
    const { made } = transfer
    const bytes = made.bytes ?? (await sizeOfBundles(house, agency.id, transfer))
    const form = await formPdf({ agency: agency.name, transfer, run, bytes, made }, house.fonts)
    return asPdf(reply, `交接登记表-第${transfer.number}号.pdf`).send(form.bytes)
  })

  app.get<Params>('/archive/transfers/:n/package', { config: { heavy: 'bundle' } }, async (request, reply) => {
    if (!agenciesAs(request.viewer, ['archivist']).length) throw new Refusal('NOT_YOURS')
    const { agency } = await frameFor(house, request, ['archivist'])
    const { number, made, isGone, closedSince } = await oneTransfer(house, agency.id, numberIn(request))
    if (made.state !== 'made' || !made.sha256 || isGone) throw notFound()
    if (closedSince.length > 0) throw new Refusal('FACT_REFUSED', { message: CLOSED_SINCE })
    return reply
      .type('application/zip')
      .header('content-length', made.size)
      .header(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(`移交包-${agency.name}-第${number}号.zip`)}`,
      )
      .send(await house.blobs.get(made.sha256))
  })

  app.post<Params>('/archive/transfers/:n/answer', async (request, reply) => {
    if (!agenciesAs(request.viewer, ['archivist']).length) throw new Refusal('NOT_YOURS')
    const { agency } = await frameFor(house, request, ['archivist'])
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      const { accepted, ...said } = given(ANSWERED, values)
      const returned = tickedIn(values)
      const key = { agencyId: agency.id, number: numberIn(request) }
      await house.sql.begin((tx) =>
        answerTransfer(tx, house, key, { ...said, accepted: accepted === 'yes', returned }, request.viewer),
      )
      return reply.redirect(at(`/archive/transfers/${key.number}`, agency.id), 303)
    } catch (error) {
      return show(request, reply, cameBack(values, error))
    }
  })

  async function show(
    request: FastifyRequest<Params>,
    reply: FastifyReply,
    back: { form: FormState; status: number } = { form: NOTHING, status: 200 },
  ) {
    const frame = await frameFor(house, request, CATALOGUE_READERS)
    const transfer = await oneTransfer(house, frame.agency.id, numberIn(request))
    if (transfer.made.state === 'waiting') reply.header('refresh', LOOK_AGAIN)
    const mayAct = agenciesAs(frame.viewer, ['archivist']).includes(frame.agency.id)
    return sendPage(reply, TransferPage({ frame, transfer, mayAct, form: back.form }), back.status)
  }
}
