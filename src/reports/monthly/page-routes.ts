/** The pages of the monthly return: reading it, the cases behind a figure, entering what no case holds, reporting it, its fields. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, Refusal } from '../../ground/errors.ts'
import type { Serving } from '../../house.ts'
import { lastReportEntry, lockReports } from '../../ledger/frozen-reports.ts'
import { checkCsrf, signedIn } from '../../people/guard.ts'
import { formOf } from '../../web/form-of.ts'
import { given, text } from '../../web/given.ts'
import { sendPage } from '../../web/send-page.ts'
import type { FormState } from '../../web/shapes.ts'
import { cursorAsked } from '../annual-api.ts'
import { REPORT_KEEPERS, readsReports, scopeOf } from '../annual-scope.ts'
import { cameBack } from '../came-back.ts'
import { mayKeep } from '../show-annual.ts'
import { figureAsked, returnAsked } from './asked.ts'
import { entriesFrom, saveEntries } from './entered.ts'
import { definitionsIn } from './in-force.ts'
import { BehindPage } from './pages/cases.tsx'
import { at } from './pages/frame.tsx'
import { MonthlyPage } from './pages/monthly.tsx'
import { pushAgain } from './push.ts'
import { reopenReturn, reportReturn } from './reporting.ts'
import { frameOf, showBehind, showMonthly } from './show.ts'

const REASON = z.object({ why: text(500) })
const NOT_PUSHED = {
  ...{ field: 'handedIn', code: 'MISSING' },
  message: '没有设置上级平台，系统不向上级发送，没有报送。请勾选“已知道须另行提交文件”再报送',
}

/**
 * `/reports/monthly` and what belongs to it.
 * @throws Refusal NOT_YOURS, INVALID, CSRF, RETURN_REPORTED, RETURN_NOT_REPORTED, RETURN_FAULTY, RETURN_UNFILLED, RETURNS_NOWHERE
 */
export async function monthlyPages(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsReports)

  app.get('/reports/monthly', (request, reply) => show(request, reply))

  app.get('/reports/monthly/cases', async (request, reply) => {
    const { month, scope, frame } = await asked(request)
    const { viewer, query } = request
    const view = await showBehind(house, viewer, scope, month, figureAsked(query), cursorAsked(query))
    return sendPage(reply, BehindPage({ frame, view }))
  })

  app.post('/reports/monthly/entries', (request, reply) =>
    acting(request, reply, async ({ values, key, by }) => {
      const { fields } = (await definitionsIn(house.sql))(key)
      // A district's fields are the sums of its agencies: only the analysis is its own.
      const entries = entriesFrom(key.district ? [] : fields.filter(({ fill }) => !fill), values)
      await house.sql.begin(async (tx) => {
        await lockReports(tx, key.agencyId)
        if ((await lastReportEntry(tx, key))?.act === 'final') throw new Refusal('RETURN_REPORTED')
        await saveEntries(tx, key, entries, { by, at: house.time.now() })
      })
    }),
  )

  app.post('/reports/monthly/reported', (request, reply) =>
    acting(request, reply, async ({ values, key, scope, by }) => {
      if (!house.config.returnsUrl && values.handedIn !== 'yes') throw invalid(NOT_PUSHED)
      await house.sql.begin((tx) => reportReturn(tx, house, key, scope, by))
    }),
  )

  app.post('/reports/monthly/reopened', (request, reply) =>
    acting(request, reply, async ({ values, key, by }) => {
      const { why } = given(REASON, values)
      await house.sql.begin((tx) => reopenReturn(tx, house, key, why, by))
    }),
  )

  app.post('/reports/monthly/pushed', (request, reply) => acting(request, reply, ({ key }) => pushAgain(house, key)))

  type Kept = Awaited<ReturnType<typeof toKeep>>
  /** What is refused comes back on the page, with what was typed. */
  async function acting(request: FastifyRequest, reply: FastifyReply, act: (kept: Kept) => Promise<void>) {
    const kept = await toKeep(request)
    try {
      await act(kept)
    } catch (error) {
      const { form, status } = cameBack(kept.values, error)
      return show(request, reply, form, status)
    }
    return reply.redirect(at('/reports/monthly', kept.frame), 303)
  }

  /** Rights before the form: only who keeps this return changes anything of it. */
  async function toKeep(request: FastifyRequest) {
    const { viewer, query, body } = request
    const { month, agency } = returnAsked(query, house.time.today())
    const scope = await scopeOf(house, viewer, agency, REPORT_KEEPERS)
    if (!scope.kept || !mayKeep(viewer, scope.kept)) throw new Refusal('NOT_YOURS')
    const values = formOf(body)
    checkCsrf(request, values.csrf)
    const key = { ...scope.kept, month }
    return { values, key, scope, frame: frameOf(house, viewer, scope, month), by: `staff:${viewer.username}` }
  }

  async function asked({ viewer, query }: FastifyRequest) {
    const { month, agency } = returnAsked(query, house.time.today())
    const scope = await scopeOf(house, viewer, agency)
    return { month, scope, frame: frameOf(house, viewer, scope, month) }
  }

  async function show(request: FastifyRequest, reply: FastifyReply, form?: FormState, status = 200) {
    const { month, scope, frame } = await asked(request)
    const view = await showMonthly(house, request.viewer, scope, month, form)
    return sendPage(reply, MonthlyPage({ frame, view }), status)
  }
}
