/** What staff see: the desk, a case and its acts, a draft beside its page, a new paper application. */

import type { FastifyInstance, FastifyReply } from 'fastify'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import { isNoticeType } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, plusDays, weekday } from '../../workflows/statute/days.ts'
import { factWithFiles, filesControl } from '../acts/facts.ts'
import { mayRecord, requireTheirs } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import { isConfirmed } from '../cases/offer-may.ts'
import { lacksFiles, requireRefusing } from '../cases/offer-release.ts'
import { identityDocumentPages } from '../files/identity-document-routes.ts'
import { readPageForm, shownByControl } from '../files/page-form.ts'
import { claimBasket, takeBasket } from '../files/pending.ts'
import { noneRefused } from '../files/uploads.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { caseByReceipt } from '../ledger/queries.ts'
import { found, theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { hasRole, readsCases } from '../people/may.ts'
import { beginningOf } from '../people/navigation.ts'
import { MASK_OR_ANSWER } from '../released/from-case.ts'
import { formOf } from '../web/form-of.ts'
import { html } from '../web/page.tsx'
import { requireAhead } from './assigned-ahead.ts'
import { errorsOf, readToShow, sendCasePage, sendDraftPage } from './case-page.ts'
import { sendDeskPage } from './desk-page.ts'
import { dueByDay } from './due-days.ts'
import { afterAct, caseIn, listNamed, listOf } from './in-list.ts'
import { keptListRoutes } from './kept-lists.ts'
import { newCaseRoutes } from './new-case-routes.ts'
import { sendNoticePreview } from './notice-preview.ts'
import { DueCalendarPage, WEEKS } from './pages/due-calendar.tsx'
import { PackingListPage } from './pages/packing-list.tsx'
import { printRoutes } from './print-routes.ts'
import { releaseDone, releaseDoneSays } from './release-done.ts'
import { showSlip, slipRoutes } from './slip-routes.ts'

/** Weeks begin on Monday. */
const mondayOf = (day: Day): Day => plusDays(day, -((weekday(day) + 6) % 7))

const page = (reply: FastifyReply, vnode: Parameters<typeof html>[0], status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').send(html(vnode))

/**
 * The staff pages `/desk`, `/cases/:id` and its draft. A fact that is refused comes back with its form and status.
 * @throws Refusal NOT_YOURS, NOT_FOUND for a case outside the viewer's agencies, CSRF
 */
export async function casePages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async (request, reply) => {
    // Who reads no cases lands at their own work: an administrator, while nobody can file yet, at the set-up.
    const { viewer } = request
    if (request.url.split('?')[0] !== '/desk' || readsCases(viewer)) return
    const isSettingUp = hasRole(viewer, 'admin') && !(await house.portal.isOpen())
    return reply.redirect(isSettingUp ? '/setup' : beginningOf(viewer), 303)
  })
  app.addHook('preHandler', readsCasesOnly)

  const searched = { config: { heavy: 'search' } } as const
  app.get<{ Querystring: Record<string, string | undefined> }>('/desk', searched, async ({ viewer, query }, reply) => {
    await sendDeskPage(house, reply, viewer, query)
    return reply
  })

  app.get('/desk/calendar', async ({ viewer }, reply) => {
    const today = house.time.today()
    const from = mondayOf(today)
    const counts = await dueByDay(house.sql, viewer, { from, to: plusDays(from, WEEKS * 7 - 1) })
    const isOff = (day: Day) => !house.law().calendar.isWorkingDay(day)
    return page(reply, DueCalendarPage({ viewer, csrf: viewer.csrf, today, from, counts, isOff }))
  })

  printRoutes(app, house)
  keptListRoutes(app, house)
  newCaseRoutes(app, house)
  slipRoutes(app, house)
  identityDocumentPages(app, house)

  app.get<{ Params: { id: string } }>('/cases/:id', async (request, reply) => {
    const row = await theCase(house, request.viewer, request.params.id)
    return sendCasePage(
      house,
      reply,
      request.viewer,
      row,
      undefined,
      200,
      await listOf(house, request.viewer, row, request.query),
      releaseDoneSays(formOf(request.query).done),
    )
  })

  app.post<{ Params: { id: string } }>('/cases/:id/facts', async (request, reply) => {
    const { viewer } = request
    await theCaseToWrite(house, viewer, request.params.id) // before any file is taken in
    const form = await readPageForm(house, request, viewer.id)
    const row = await theCaseToWrite(house, viewer, request.params.id)
    const { at, basket } = form
    checkCsrf(request, form.fields.csrf)
    const act = form.fields.type as FactType
    const list = () => listOf(house, viewer, row, request.query)
    const shown = shownByControl(form)
    // Asked what would be reckoned: nothing is recorded.
    if (form.fields.reckon)
      return sendCasePage(house, reply, viewer, row, { act, form: { ...shown, errors: [] } }, 200, await list())
    try {
      requireTheirs(viewer, form.fields, row)
      if (!isConfirmed(form.fields))
        throw invalid({ field: 'confirm', code: 'NOT_CONFIRMED', message: '请确认后再提交' })
      noneRefused(form.refused, filesControl(act))
      const { files, ids } = await takeBasket(house, basket, at)
      const fact = readFact(factWithFiles(shown.values, { files, ids }), house, 'withEvidence')
      requireAhead(fact)
      // Other programs may leave it out.
      if (fact.type === 'releaseDecided' && fact.step && !fact.opinion)
        throw invalid({ field: 'opinion', code: 'MISSING', message: '请填写意见' })
      if (fact.type === 'releaseDecided' && !fact.accepted) requireRefusing(fact, form.fields)
      if (fact.type === 'releaseDecided' && lacksFiles(fact, form.fields))
        throw invalid({
          field: 'withoutFiles',
          code: 'NO_FILE',
          message: '没有选择文件，公众只能读到文字。请选择要公布的文件；确实不公布文件的，请勾选确认',
        })
      const keyed = { scope: `${viewer.id} ${row.id}`, key: form.fields.idempotencyKey || undefined }
      await accept(house, row, fact, files, { by: `staff:${viewer.username}`, at }, keyed, viewer, async (tx) => {
        await claimBasket(tx, basket, at)
        return { id: row.id }
      })
      if (fact.type === 'codeReissued')
        return showSlip(house, reply, viewer, found(await caseByReceipt(house.sql, row.receipt)))
      const done = releaseDone(fact, row, mayRecord(viewer, fact.type, row), house.lawFor(row.agencyId))
      return reply.redirect(afterAct(row, listNamed(request.query), done), 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error
      const errors = errorsOf(error).map((fault) =>
        fault.field.startsWith('confirmed.') ? { ...fault, message: MASK_OR_ANSWER } : fault,
      )
      // A faulty notice is read beside what was found in it.
      if (isNoticeType(act) && error.code === 'LETTER_FAULTY')
        return sendNoticePreview(house, reply, viewer, row, shown, { errors, status: error.status })
      return sendCasePage(house, reply, viewer, row, { act, form: { ...shown, errors } }, error.status, await list())
    }
  })

  app.get<{ Params: { id: string } }>('/cases/:id/packing-list', async (request, reply) => {
    const { viewer } = request
    const row = await theCase(house, viewer, request.params.id)
    const { shown: view } = await readToShow(house, row, viewer)
    if (!view.given?.left) throw notFound()
    return page(reply, PackingListPage({ viewer, csrf: viewer.csrf, view, given: view.given }))
  })

  app.get<{ Params: { id: string } }>('/cases/:id/draft', async (request, reply) => {
    const { viewer } = request
    const row = await theCase(house, viewer, request.params.id)
    const { file, shown: view } = await readToShow(house, row, viewer)
    if (!view.draft) return reply.redirect(caseIn(row.id, listNamed(request.query)), 303)
    return sendDraftPage(
      house,
      reply,
      viewer,
      file,
      view,
      undefined,
      200,
      await listOf(house, viewer, row, request.query),
    )
  })
}
