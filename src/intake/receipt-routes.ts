/** The receipt of an application in the browser that filed it: page and file. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contactBy } from '../../workflows/statute/contact.ts'
import type { RefusedFile } from '../files/uploads.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { type CaseRow, caseByReceipt } from '../ledger/queries.ts'
import { found } from '../ledger/the-case.ts'
import { receiptPdf, submissionOf } from '../letters/receipt.ts'
import { unprintedNote, unprintedOf } from '../letters/unprinted.ts'
import { opensAs } from '../people/outsiders.ts'
import { agencyById } from '../people/queries.ts'
import { sealCookie, sealedOf } from '../web/cookies.ts'
import { sendPage } from '../web/send-page.ts'
import { visitOf } from '../web/visit.ts'
import { say } from '../web/words/say.ts'
import type { Words } from '../web/words/zh.ts'
import { agencyView } from './agency-views.ts'
import { ReceiptPage } from './pages/receipt.tsx'
import { maySeeCode } from './receipt-code.ts'
import { toldWhere } from './told-where.ts'
import { trackedReceipt } from './tracked.ts'

/** Making a page costs some tens of milliseconds: enough for whoever lost it, too few to keep us busy. */
const DOWNLOADS = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/**
 * `/receipt` and `/receipt.pdf` (30 a minute) for the application that this browser opened last; others are sent to
 * `/track`. Both carry the enquiry code until the browser that filed has left the receipt.
 */
export function receiptRoutes(
  app: FastifyInstance,
  house: Pick<House, 'sql' | 'templatesFor' | 'fonts' | 'keys' | 'time' | 'lawFor'>,
  words: Words,
): void {
  const { sql } = house
  const lastOpened = async (request: FastifyRequest): Promise<CaseRow | undefined> => {
    const receipt = await trackedReceipt(house, request)
    const row = receipt ? await caseByReceipt(sql, receipt) : undefined
    if (row) opensAs(request, 'applicant', keyOf(row))
    return row
  }

  app.get('/receipt', async (request, reply) => {
    const row = await lastOpened(request)
    if (!row) return reply.redirect(`${words.root}track`, 303)
    return sendPage(
      reply,
      ReceiptPage({
        ...(await shownOf(house, row, words)),
        visit: visitOf(request, words, 'receipt'),
        enquiryCode: (await maySeeCode(house, request, row)) ? house.keys.enquiryCode(row.receipt, row) : undefined,
        refusedFiles: (await sealedOf(house, request, 'refused'))?.value,
      }),
    )
  })

  app.get('/receipt.pdf', { config: { ...DOWNLOADS, heavy: 'letter' } }, async (request, reply) => {
    const row = await lastOpened(request)
    if (!row) return reply.redirect(`${words.root}track`, 303)
    const name = encodeURIComponent(`提交回执-${row.receipt}.pdf`)
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(await receiptPdf(house, row, { withCode: await maySeeCode(house, request, row) }))
  })
}

type Showing = Pick<House, 'sql' | 'fonts' | 'keys' | 'lawFor'>

/** What the receipt tells of the application. */
async function shownOf(house: Showing, row: CaseRow, words: Words) {
  return {
    receipt: row.receipt,
    submittedAt: new Date(row.submittedAt).toISOString(),
    agency: agencyView((await agencyById(house.sql, row.agencyId))!),
    channelNote: words.receipt.onlineNote,
    contactBy: row.context.confirmed ? null : contactBy(row.channel, row.submittedOn, house.lawFor(row.agencyId)),
    where: toldWhere(row),
    unprinted: unprintedNote(words, unprintedOf(house.fonts, await submissionOf(house, row))),
  }
}

/**
 * The receipt with its code as the answer to the posting that filed, for a browser that keeps no cookie: no address opens it again, and
 * neither a cache nor a log has it.
 */
export async function showsReceipt(
  house: Showing,
  request: FastifyRequest,
  reply: FastifyReply,
  words: Words,
  receipt: string,
  refusedFiles: readonly RefusedFile[] = [],
): Promise<FastifyReply> {
  const row = found(await caseByReceipt(house.sql, receipt))
  opensAs(request, 'applicant', keyOf(row))
  reply.header('cache-control', 'no-store')
  return sendPage(
    reply,
    ReceiptPage({
      ...(await shownOf(house, row, words)),
      visit: visitOf(request, words, 'track'),
      enquiryCode: house.keys.enquiryCode(row.receipt, row),
      refusedFiles: refusedFiles.length > 0 ? saidOf(words, refusedFiles) : undefined,
      cookieless: true,
    }),
  )
}

const saidOf = (words: Words, files: readonly RefusedFile[]) =>
  files.map(({ message }) => say(words, message)).join(words.site.also)

/** Said once more on the receipt; sealed, so that nobody can make the page say something else by a link. */
export const sayRefused = (
  house: Pick<House, 'time'>,
  request: FastifyRequest,
  reply: FastifyReply,
  words: Words,
  files: readonly RefusedFile[],
) => sealCookie(house, request, reply, 'refused', saidOf(words, files).slice(0, 300))
