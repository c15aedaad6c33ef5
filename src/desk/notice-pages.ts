/** The pages of a notice before it goes: reading it from its form, preparing it, approving it, giving it back. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FACTS, type FactType } from '../../workflows/disclosure/vocabulary.ts'
import { fromFactForm, toFactForm } from '../acts/fact-form.ts'
import { EVIDENCE_FILES, factWithFiles, filesControl } from '../acts/facts.ts'
import { approve, change, giveBack, prepare, takeAway } from '../cases/prepared.ts'
import { readAs } from '../db/client.ts'
import { type PageForm, readPageForm, shownByControl } from '../files/page-form.ts'
import { claimBasket, takeBasket } from '../files/pending.ts'
import { scanned } from '../files/scans.ts'
import { keepContent, noneRefused, putOnFile } from '../files/uploads.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { fileOf, keyOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import { draftPdf } from '../letters/preview.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { formOf } from '../web/form-of.ts'
import { once } from '../web/once.ts'
import { sendPage } from '../web/send-page.ts'
import type { Act, FormState } from '../web/shapes.ts'
import { errorsOf, sendCasePage } from './case-page.ts'
import { overrideFields } from './draft-findings.ts'
import { lettersOfForm, noticeLetter, type Sent, sendNoticePreview } from './notice-preview.ts'
import { type NoticeBack, PreparedPage } from './pages/notice.tsx'
import { showCase } from './show.ts'
import { previewOf, type ShownNotice, shownNotices } from './show-notices.ts'

type Params = { Params: { id: string; notice: string } }
type Request = FastifyRequest<Params>
type Values = Record<string, string>

/**
 * `/cases/:id/notices/…` for staff. What is refused comes back with its form and its status.
 * @throws Refusal NOT_YOURS, NOT_FOUND, CSRF
 */
export async function noticePages(
  app: FastifyInstance,
  { house }: { house: Working & Pick<House, 'post'> },
): Promise<void> {
  const { sql } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  const theRow = ({ viewer, params }: Request) => theCase(house, viewer, params.id)
  const fieldsOf = (request: Request): Values => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    return values
  }

  app.post<Params>('/cases/:id/notices/preview', async (request, reply) =>
    fromItsForm(request, reply, async (_, shown, row) => sendNoticePreview(house, reply, request.viewer, row, shown)),
  )

  app.post<Params>('/cases/:id/notices/preview/pdf', { config: { heavy: 'letter' } }, async (request, reply) =>
    fromItsForm(request, reply, async (_, shown, row) => {
      const [letter] = await readAs(house, [row.agencyId], async (house) =>
        lettersOfForm(house, await fileOf(house.sql, house.keys, row), request.viewer, shown),
      )
      const pdf = await draftPdf(house, letter!.letter)
      return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf)
    }),
  )

  app.post<Params>('/cases/:id/notices', async (request, reply) =>
    fromItsForm(request, reply, async ({ fields, basket, at }, { values }, row) => {
      const { viewer } = request
      const { files, ids } = await takeBasket(house, basket, at)
      await scanned(house, files)
      const body = factWithFiles(values, { files, ids })
      // A repeat brings the same files under new ids.
      const sent = JSON.stringify([fromFactForm(values, []), files.map(({ sha256 }) => sha256)])
      const keyed = {
        scope: `${viewer.id} ${row.id} notices`,
        key: fields.idempotencyKey || undefined,
        request: sent,
      }
      const { body: id } = await once(house, keyed, 201, async (tx) => {
        await putOnFile(tx, keyOf(row), files, `staff:${viewer.username}`, at)
        const id = await prepare(tx, house, row, body, viewer)
        await claimBasket(tx, basket, at)
        await keepContent(house.blobs, files)
        return id
      })
      return reply.redirect(`/cases/${row.id}/notices/${id}`, 303)
    }),
  )

  app.get<Params>('/cases/:id/notices/:notice', async (request, reply) => show(request, reply))

  app.post<Params>('/cases/:id/notices/:notice', async (request, reply) =>
    onItsPage(request, reply, 'change', async (values) => {
      const row = await theRow(request)
      const body = { ...fromFactForm(values, []), version: Number(values.version) }
      await sql.begin((tx) => change(tx, house, row, request.params.notice, body, request.viewer))
      return reply.redirect(`/cases/${row.id}/notices/${request.params.notice}`, 303)
    }),
  )

  app.post<Params>('/cases/:id/notices/:notice/approval', async (request, reply) =>
    onItsPage(request, reply, 'approval', async (values) => {
      if (values.confirm !== 'yes')
        throw invalid({ field: 'confirm', code: 'NOT_CONFIRMED', message: '请确认后再提交' })
      const row = await theRow(request)
      const { type: _, ...told } = fromFactForm(values, [])
      const approval = { ...told, version: Number(values.version), digest: values.digest }
      const key = values.idempotencyKey || undefined
      await approve(house, row, request.params.notice, approval, request.viewer, key, async () => ({ id: row.id }))
      return reply.redirect(`/cases/${row.id}`, 303)
    }),
  )

  app.post<Params>('/cases/:id/notices/:notice/return', async (request, reply) =>
    onItsPage(request, reply, 'return', async (values) => {
      const row = await theRow(request)
      await sql.begin((tx) =>
        giveBack(tx, house, row, request.params.notice, { opinion: values.opinion }, request.viewer),
      )
      return reply.redirect(`/cases/${row.id}`, 303)
    }),
  )

  app.post<Params>('/cases/:id/notices/:notice/withdrawal', async (request, reply) =>
    onItsPage(request, reply, 'withdrawal', async () => {
      const row = await theRow(request)
      await sql.begin((tx) => takeAway(tx, house, row, request.params.notice, request.viewer))
      return reply.redirect(`/cases/${row.id}`, 303)
    }),
  )

  /** What is refused comes back on the page of the case, in the form that it came from. */
  async function fromItsForm(
    request: Request,
    reply: FastifyReply,
    act: (form: PageForm, shown: Sent, row: CaseRow) => Promise<FastifyReply>,
  ) {
    await theRow(request) // before any file is taken in
    const posted = await readPageForm(house, request, request.viewer.id)
    const row = await theRow(request)
    checkCsrf(request, posted.fields.csrf)
    const shown = shownByControl(posted)
    const type = posted.fields.type as FactType
    // Asked what would be reckoned: the form comes back with it.
    if (posted.fields.reckon) {
      const back = { act: type, form: { ...shown, errors: [] } }
      return sendCasePage(house, reply, request.viewer, row, back)
    }
    try {
      noneRefused(posted.refused, filesControl(type))
      return await act(posted, shown, row)
    } catch (error) {
      const back = { act: type, form: refusedForm(error, shown) }
      return sendCasePage(house, reply, request.viewer, row, back, (error as Refusal).status)
    }
  }

  /** What is refused comes back on the page of the notice. */
  async function onItsPage(
    request: Request,
    reply: FastifyReply,
    about: NoticeBack['about'],
    act: (values: Values) => Promise<FastifyReply>,
  ) {
    const values = fieldsOf(request)
    try {
      return await act(values)
    } catch (error) {
      const form = refusedForm(error, { values })
      return show(request, reply, { about, form }, (error as Refusal).status)
    }
  }

  async function show(request: Request, reply: FastifyReply, back?: NoticeBack, status = 200) {
    const { viewer, params } = request
    const row = await theRow(request)
    const { notice, view } = await readAs(house, [row.agencyId], async ({ sql }) => {
      const file = await fileOf(sql, house.keys, row)
      const notice = (await shownNotices(sql, house, file, viewer)).find(({ id }) => id === params.notice)
      if (!notice) throw notFound()
      return { notice, view: await showCase(sql, house, file, viewer) }
    })
    const { said, letters } = notice
    const page = PreparedPage({
      ...{ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), view, notice },
      letters: letters.map((letter) => noticeLetter(letter, previewOf(view.id, notice.id, letter.template.id))),
      change: changing(view.may.find(({ type }) => type === notice.type)),
      said: { values: toFactForm(said), errors: [] },
      approve: approving(notice),
      ...(back && { back }),
    })
    return sendPage(reply, page, status)
  }
}

/** A refusal as the form that came back. @throws whatever is none, or is nothing that the person can mend on the page */
function refusedForm(error: unknown, sent: Sent): FormState {
  if (!(error instanceof Refusal) || error.status >= 500 || error.status === 404) throw error
  return { ...sent, errors: errorsOf(error) }
}

/** The form of the act without its day, which comes with the approval, and without files: those that came are named by their ids. */
function changing(act: Act | undefined): Act | undefined {
  if (!act) return undefined
  const { reckoned: _, ...rest } = act
  return { ...rest, primary: true, fields: act.fields.filter(({ name }) => name !== 'on' && name !== EVIDENCE_FILES) }
}

/** It goes out today: an approval is of no earlier day. */
const approving = ({ type, errors }: ShownNotice): Act => ({
  type,
  zh: '批准并发出',
  article: FACTS[type].article,
  primary: true,
  fields: errors > 0 ? overrideFields('发出') : [],
  warning: '批准后文书编号并发出，不能修改或者撤回。',
})
