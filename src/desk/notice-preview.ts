/** A notice as its form would send it, read before anything is kept. */
import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { type Fact, isNotice } from '../../workflows/disclosure/vocabulary.ts'
import { factWithFiles } from '../acts/facts.ts'
import { requireTheirs } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import { readNotices } from '../cases/prepared.ts'
import { readAs } from '../db/client.ts'
import { textOf } from '../documents/index.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { type CaseFile, fileOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { ASK_BY_TELEPHONE } from '../letters/answer-place.ts'
import { type CheckedDraft, withMissing } from '../letters/preview.ts'
import type { Viewer } from '../people/sessions.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { linesWithFindings, overrideFields } from './draft-findings.ts'
import { type NoticeLetter, NoticePreviewPage } from './pages/notice.tsx'
import { showCase } from './show.ts'

/** What was typed, and the files that wait with it. */
export type Sent = Pick<FormState, 'values' | 'uploads'>

/** The letters of a form. @throws Refusal as `record()` would for what the procedure refuses; INVALID where it sends none */
export async function lettersOfForm(
  house: Serving & Pick<House, 'lawFor' | 'templatesFor' | 'fonts'>,
  file: CaseFile,
  viewer: Viewer,
  { values, uploads }: Sent,
): Promise<CheckedDraft[]> {
  requireTheirs(viewer, values, file.row)
  const files = uploads?.waiting ?? []
  const came = { files, ids: new Map(files.map(({ id }) => [id, id])) }
  const { override: _, ...fact } = readFact(factWithFiles(values, came), house, 'withEvidence') as Fact & {
    override?: unknown
  }
  if (!isNotice(fact as Fact)) throw sendsNone()
  const letters = await readNotices(house.sql, house, file, fact as Fact, `staff:${viewer.username}`)
  if (letters.length === 0) throw sendsNone()
  return letters.map((letter) => withMissing(house, letter))
}

const sendsNone = () => invalid({ field: 'type', code: 'UNFIT', message: '这样填写不发通知书，请直接记录' })

/** A letter as its page shows it. */
export const noticeLetter = (checked: CheckedDraft, pdfUrl?: string): NoticeLetter => ({
  title: checked.template.title,
  lines: linesWithFindings(checked),
  open: checked.open,
  missing: checked.missing,
  lacksAddress: textOf(checked.letter).some((line) => line.includes(ASK_BY_TELEPHONE)),
  ...(pdfUrl && { pdfUrl }),
})

/** The page above the form, filled in as it came; `errors` where it was refused. @throws Refusal as `lettersOfForm` */
export async function sendNoticePreview(
  house: Serving & Pick<House, 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'post'>,
  reply: FastifyReply,
  viewer: Viewer,
  row: CaseRow,
  form: Sent,
  { errors, status }: { errors: FormState['errors']; status: number } = { errors: [], status: 200 },
) {
  const { values } = form
  const { letters, view } = await readAs(house, [row.agencyId], async (house) => {
    const file = await fileOf(house.sql, house.keys, row)
    const letters = await lettersOfForm(house, file, viewer, form)
    return { letters, view: await showCase(house.sql, house, file, viewer, values) }
  })
  const act = view.may.find(({ type }) => type === values.type)
  if (!act) throw new Refusal('NOT_YOURS')
  const faulty = letters.some(({ findings }) => findings.some(({ severity }) => severity === 'error'))
  const fields = faulty && !act.notice?.approval ? [...act.fields, ...overrideFields('发出')] : act.fields
  return sendPage(
    reply,
    NoticePreviewPage({
      ...{ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), view },
      letters: letters.map((letter) => noticeLetter(letter)),
      act: { ...act, fields },
      form: { ...form, errors },
    }),
    status,
  )
}
