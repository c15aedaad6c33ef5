/**
 * What somebody may ask of their own data (个人信息保护法 第四十五条、第四十六条): a copy of all of it, and that it be put right. Contact data
 * they change themselves on the page of the application; what else is wrong goes to whoever handles it, as a note of the case.
 */

import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { askToPutRight } from '../cases/asked-by-applicant.ts'
import { gathers } from '../citizens/gathered.ts'
import { accountOf } from '../citizens/sessions.ts'
import { Refusal } from '../ground/errors.ts'
import { tidyReceipt } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { caseByReceipt } from '../ledger/queries.ts'
import { opensAs } from '../people/outsiders.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { sameSite } from '../web/same-site.ts'
import { tellOnce } from '../web/told-once.ts'
import type { Words } from '../web/words/zh.ts'
import { zipOf } from '../workbooks/zip-stream.ts'
import { heldOf } from './held.ts'
import { heldPage } from './pages/held.tsx'

const COPIES = { rateLimit: { max: 10, timeWindow: '10 minutes' } }
const LONGEST = 500 // characters
const ASKED = z.object({ what: text(LONGEST) })

/** The routes of one language. @throws Refusal CSRF */
export function dataRoutes(app: FastifyInstance, house: House, words: Words): void {
  const at = (place: string) => `${words.root}account${place}`
  const says = (request: FastifyRequest, reply: FastifyReply, what: 'sent' | 'empty') => {
    tellOnce(house, request, reply, `correction-${what}`)
    return reply.redirect(at('#data'), 303)
  }

  app.get('/account/export', { config: COPIES }, async (request, reply) => {
    const account = await accountOf(house, request)
    if (!account) return reply.redirect(at(''), 303)
    const held = await heldOf(house, account)
    for (const { receipt } of held.applications) {
      const row = await caseByReceipt(house.sql, receipt)
      if (row) opensAs(request, 'applicant', keyOf(row))
    }
    const name = encodeURIComponent(`${words.account.data.file}-${house.time.today()}.zip`)
    const members = [
      { name: `${words.account.data.page}.html`, pieces: [heldPage(held, words)] },
      { name: 'data.json', pieces: [`${JSON.stringify(held, null, 2)}\n`] },
    ]
    return reply
      .type('application/zip')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(Readable.from(zipOf(members)))
  })

  app.post('/account/corrections', { config: COPIES, preHandler: sameSite }, async (request, reply) => {
    const account = await accountOf(house, request)
    if (!account) return reply.redirect(at(''), 303)
    const values = formOf(request.body)
    const receipt = tidyReceipt(values.receipt ?? '')
    const row = (await gathers(house.sql, account, receipt)) ? await caseByReceipt(house.sql, receipt) : undefined
    if (!row) return reply.redirect(at(''), 303)
    opensAs(request, 'applicant', keyOf(row))
    try {
      const { what } = given(ASKED, values)
      await askToPutRight(house, row, what)
      return says(request, reply, 'sent')
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error
      return says(request, reply, 'empty')
    }
  })
}
