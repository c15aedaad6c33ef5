import type { FastifyInstance } from 'fastify'
import { within } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { Working } from '../house.ts'
import { fileOf, keyOf } from '../ledger/case-file.ts'
import { caseByReceipt } from '../ledger/queries.ts'
import { found } from '../ledger/the-case.ts'
import { opensAs } from '../people/outsiders.ts'
import { sendPage } from '../web/send-page.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { SentPage } from './pages/sent.tsx'
import { slipOf } from './sent-here.ts'
import { mayFollow } from './tracked.ts'

/**
 * `GET /track/:receipt/sent/:position`: the receipt of what the applicant sent, for printing.
 * @throws Refusal NOT_FOUND for what this browser does not follow, and where the applicant recorded nothing
 */
export function sentRoutes(app: FastifyInstance, house: Working, words: Words): void {
  app.get<{ Params: { receipt: string; position: string } }>(
    '/track/:receipt/sent/:position',
    async (request, reply) => {
      const { receipt, position } = request.params
      if (!/^\d{1,6}$/.test(position) || !(await mayFollow(house, request, receipt))) throw notFound()
      const row = found(await caseByReceipt(house.sql, receipt))
      opensAs(request, 'applicant', keyOf(row))
      const { slip, agency } = await within(house.sql, [row.agencyId], async (tx) => {
        const file = await fileOf(tx, house.keys, row)
        return { slip: await slipOf(tx, file, Number(position)), agency: file.agency }
      })
      const visit = visitOf(request, words, `track/${receipt}/sent/${position}`)
      return sendPage(reply, SentPage({ visit, slip, receipt, number: row.number, agency: agency.name }))
    },
  )
}
