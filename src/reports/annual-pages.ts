/** The pages of the annual report: reading it, the cases behind a figure, writing its texts, making it final. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, Refusal } from '../ground/errors.ts'
import type { Serving } from '../house.ts'
import { lastReportEntry, lockReports, type ReportKey } from '../ledger/frozen-reports.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { at } from '../people/pages/yearly-page.tsx'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { reason } from '../web/reason.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { cellAsked, cursorAsked, reportAsked } from './annual-api.ts'
import { reopenReport } from './annual-final.ts'
import { freezeReport } from './annual-freeze.ts'
import { type Kept, REPORT_KEEPERS, readsReports, type Scope, scopeOf } from './annual-scope.ts'
import { saveTexts } from './annual-texts.ts'
import { textsFrom } from './annual-texts-given.ts'
import { cameBack } from './came-back.ts'
import { AnnualPage } from './pages/annual.tsx'
import { CellPage } from './pages/cases.tsx'
import { FinalPage } from './pages/final.tsx'
import { TextsPage } from './pages/texts.tsx'
import { frameOf, mayKeep, showAnnual, showCell } from './show-annual.ts'
import { placesInReport, showTexts } from './show-texts.ts'

const REASON = z.object({ why: reason(500) })

/**
 * `/reports` and what belongs to it.
 * @throws Refusal NOT_YOURS, INVALID, CSRF, REPORT_FINAL, REPORT_NOT_FINAL, REPORT_FAULTY, REPORT_UNWRITTEN
 */
export async function reportPages(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsReports)

  /** Whose report of which year the address names. */
  const asked = async ({ viewer, query }: FastifyRequest) => {
    const { year, agency } = reportAsked(query, house.time.today())
    const scope = await scopeOf(house, viewer, agency)
    return { year, scope, frame: frameOf(house, viewer, scope, year) }
  }

  app.get('/reports', (request, reply) => showReport(request, reply))

  app.get('/reports/cases', async (request, reply) => {
    const { year, scope, frame } = await asked(request)
    const { viewer, query } = request
    const view = await showCell(house, viewer, scope, year, cellAsked(query), cursorAsked(query))
    return sendPage(reply, CellPage({ frame, view }))
  })

  app.get('/reports/texts', (request, reply) => showWriting(request, reply))

  app.post('/reports/texts', async (request, reply) => {
    const { values, key, frame, by, scope } = await toKeep(request)
    try {
      const texts = textsFrom(values, key.year)
      await house.sql.begin(async (tx) => {
        await lockReports(tx, key.agencyId)
        if ((await lastReportEntry(tx, key))?.act === 'final') throw new Refusal('REPORT_FINAL')
        await saveTexts(tx, key, texts, { by, at: house.time.now() })
      })
      const places = await placesInReport(house, scope, key.year, texts)
      if (places.length > 0) return reply.redirect(at('/reports/texts', frame), 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showWriting(request, reply, form, status)
    }
    return reply.redirect(at('/reports', frame), 303)
  })

  app.get('/reports/final', (request, reply) => showFinal(request, reply))

  app.post('/reports/final', async (request, reply) => {
    const { values, key, frame, by, scope } = await toKeep(request)
    try {
      await freezeReport(house, scope, key, by, values.nothingReceived === 'yes')
    } catch (error) {
      const { form, status } = cameBack(values, error)
      if (form.errors.some(({ field }) => field === 'nothingReceived')) return showFinal(request, reply, form, status)
      return showReport(request, reply, form, status)
    }
    return reply.redirect(at('/reports', frame), 303)
  })

  app.post('/reports/reopened', async (request, reply) => {
    const { values, key, frame, by } = await toKeep(request)
    try {
      const { why } = given(REASON, values)
      await house.sql.begin((tx) => reopenReport(tx, house, key, why, by))
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showReport(request, reply, form, status)
    }
    return reply.redirect(at('/reports', frame), 303)
  })

  /** Rights before the form: only who keeps this report changes anything of it. */
  async function toKeep(request: FastifyRequest) {
    const { key, ...kept } = await ofKeeper(request)
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    return { values, key, ...kept, by: `staff:${request.viewer.username}` }
  }

  async function ofKeeper({ viewer, query }: FastifyRequest) {
    const { year, agency } = reportAsked(query, house.time.today())
    const scope = await scopeOf(house, viewer, agency, REPORT_KEEPERS)
    if (!scope.kept || !mayKeep(viewer, scope.kept)) throw new Refusal('NOT_YOURS')
    const key: ReportKey = { ...scope.kept, year }
    return { key, scope, year, frame: frameOf(house, viewer, scope, year) }
  }

  async function showReport(request: FastifyRequest, reply: FastifyReply, form?: FormState, status = 200) {
    const { year, scope, frame } = await asked(request)
    const view = await showAnnual(house, request.viewer, scope, year, form)
    return sendPage(reply, AnnualPage({ frame, view }), status)
  }

  async function showFinal(request: FastifyRequest, reply: FastifyReply, form?: FormState, status = 200) {
    const { scope, year, frame } = await ofKeeper(request)
    const view = await showAnnual(house, request.viewer, scope, year, form)
    const places = view.report.final ? [] : await placesInReport(house, scope, year, view.texts)
    return sendPage(reply, FinalPage({ frame, view, places }), status)
  }

  async function showWriting(request: FastifyRequest, reply: FastifyReply, form?: FormState, status = 200) {
    const { year, scope, frame } = await asked(request)
    if (!hasKeeper(scope)) throw invalid({ field: 'agency', code: 'NO_SUCH_AGENCY', message: '请选择一个机关' })
    const view = await showTexts(house, scope, year, form)
    return sendPage(reply, TextsPage({ frame, view, mayKeep: mayKeep(request.viewer, scope.kept) }), status)
  }
}

const hasKeeper = (scope: Scope): scope is Scope & { kept: Kept } => scope.kept !== null
