import type { FastifyInstance } from 'fastify'
import { within } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import { notFound } from '../ground/errors.ts'
import type { Working } from '../house.ts'
import { fileOf } from '../ledger/case-file.ts'
import { caseByReceipt } from '../ledger/queries.ts'
import { found } from '../ledger/the-case.ts'
import type { Words } from '../web/words/zh.ts'
import { calendarFile } from './calendar-file.ts'
import { showTracking } from './show-tracking.ts'
import { mayFollow } from './tracked.ts'

/**
 * `GET /track/:receipt/days.ics`: the last days of an application that this browser follows.
 * @throws Refusal NOT_FOUND for any other
 */
export function calendarRoutes(app: FastifyInstance, house: Working, words: Words): void {
  app.get<{ Params: { receipt: string } }>('/track/:receipt/days.ics', async (request, reply) => {
    const { receipt } = request.params
    if (!(await mayFollow(house, request, receipt))) throw notFound()
    const row = found(await caseByReceipt(house.sql, receipt))
    const view = await within(house.sql, [row.agencyId], async (tx) =>
      showTracking(tx, house, await fileOf(tx, house.keys, row)),
    )
    const address = `${addressOf(house.config, house.config.port)}${words.root}track/${receipt}`
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', `attachment; filename="${receipt}.ics"`)
      .send(calendarFile(view, words, address, house.time.now()))
  })
}
