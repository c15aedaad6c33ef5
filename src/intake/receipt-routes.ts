/** The receipt of an application in the browser that filed it: page and file. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RefusedFile } from '../files/uploads.ts'
import type { House } from '../house.ts'
import { type CaseRow, caseByReceipt } from '../ledger/queries.ts'
import { receiptPdf } from '../letters/receipt.ts'
import { agencyById } from '../people/queries.ts'
import { sendPage } from '../web/send-page.ts'
import { visitOf } from '../web/visit.ts'
import { say } from '../web/words/say.ts'
import type { Words } from '../web/words/zh.ts'
import { agencyView } from './agency-views.ts'
import { ReceiptPage } from './pages/receipt.tsx'
import { toldWhere } from './told-where.ts'
import { trackedReceipt } from './tracked.ts'

/** Making a page costs some tens of milliseconds: enough for whoever lost it, too few to keep us busy. */
const DOWNLOADS = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/**
 * `/receipt` and `/receipt.pdf` (30 a minute) for the application that this browser opened last; others are sent to
 * `/track`. The PDF carries the enquiry code.
 */
export function receiptRoutes(
  app: FastifyInstance,
  house: Pick<House, 'sql' | 'templatesFor' | 'fonts' | 'keys'>,
  words: Words,
): void {
  const { sql } = house

  app.get('/receipt', async (request, reply) => {
    const receipt = trackedReceipt(request)
    const row = receipt ? await caseByReceipt(sql, receipt) : undefined
    if (!isFirstCode(row)) return reply.redirect(`${words.root}track`, 303)
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
        where: toldWhere(row),
        refusedFiles: refusedBefore(request),
      }),
    )
  })

  app.get('/receipt.pdf', { config: DOWNLOADS }, async (request, reply) => {
    const receipt = trackedReceipt(request)
    const row = receipt ? await caseByReceipt(sql, receipt) : undefined
    if (!isFirstCode(row)) return reply.redirect(`${words.root}track`, 303)
    const name = encodeURIComponent(`提交回执-${row.receipt}.pdf`)
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(await receiptPdf(house, row, { withCode: true }))
  })
}

/** A code that was given out anew is shown to whoever gave it out, and to nobody who knew the one before. */
const isFirstCode = (row: CaseRow | undefined): row is CaseRow => row !== undefined && row.context.codes === undefined

const REFUSED = 'refused'

/** Said once more on the receipt; signed, so that nobody can make the page say something else by a link. */
export const sayRefused = (reply: FastifyReply, words: Words, files: readonly RefusedFile[]) =>
  reply.setCookie(
    REFUSED,
    encodeURIComponent(
      files
        .map(({ message }) => say(words, message))
        .join(words.site.also)
        .slice(0, 300),
    ),
    {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      signed: true,
      maxAge: 300,
    },
  )

function refusedBefore(request: FastifyRequest): string | undefined {
  const cookie = request.cookies[REFUSED]
  const unsigned = cookie ? request.unsignCookie(cookie) : undefined
  return unsigned?.valid && unsigned.value ? decodeURIComponent(unsigned.value) : undefined
}
