/** The page of a case and of its draft as answers, with the form that came back where one was refused. */
import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import { readAs } from '../db/client.ts'
import type { Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { type CaseFile, fileOf, keyOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import { checkedDraft } from '../letters/preview.ts'
import { unconfirmedOf } from '../mailbox/list.ts'
import type { Viewer } from '../people/sessions.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { askedByRow } from './asked-by-row.ts'
import { linesWithFindings, withFindings } from './draft-findings.ts'
import { draftingOf } from './drafting.ts'
import { withGivenNotes } from './given-notes.ts'
import { helpOpenIn } from './help-open.ts'
import { CasePage } from './pages/case.tsx'
import { ABOUT_THE_DRAFT, DraftPage } from './pages/letter-preview.tsx'
import { sensitiveIn } from './sensitive.ts'
import { showCase } from './show.ts'
import { urgedIn } from './urged.ts'
import type { CaseView, InList } from './views.ts'

/** The form that came back, and what was typed into it. */
export type Back = { act: FactType; form: FormState }

/** Rules that a reason satisfies: the fault is shown at the field that asks for it. */
const ASKED_BY: Record<string, string> = {
  FEE_REDUCED_WITHOUT_REASON: 'reason',
  CORRECTION_PERIOD_SHORT: 'shortReason',
  REASONS_PERIOD_SHORT: 'shortReason',
  CORRECTION_NOTICE_LATE: 'lateReason',
}

/** What was refused, at the fields of its form. */
export const errorsOf = ({ code, errors, sentence }: Refusal): FormState['errors'] =>
  errors.length > 0 ? errors : [{ field: ASKED_BY[code] ?? 'type', message: sentence }]

export async function sendCasePage(
  house: Serving & Pick<House, 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'post'>,
  reply: FastifyReply,
  viewer: Viewer,
  row: CaseRow,
  back?: Back,
  status = 200,
  list?: InList,
  done?: string,
) {
  // What was refused may have changed in the meantime.
  const now = back ? await theCase(house, viewer, row.id) : row
  const { file, shown, drafting } = await readAs(house, [row.agencyId], async (inside) => {
    const read = await readInside(inside, now, viewer, back?.form.values)
    return { ...read, drafting: await draftingOf(inside, read.file, viewer, read.shown) }
  })
  // What was refused about a letter is read beside the letter.
  if (shown.draft && back && ABOUT_THE_DRAFT.includes(back.act))
    return sendDraftPage(house, reply, viewer, file, shown, back, status, list)
  const view = shown.draft ? withGivenNotes(withFindings(shown, checkedDraft(house, file))) : shown
  return sendPage(
    reply,
    CasePage({
      ...{ viewer, view, csrf: viewer.csrf, idempotencyKey: randomUUID() },
      ...{ open: back?.act, form: back?.form, drafting, list, done },
    }),
    status,
  )
}

/** A case and what is shown of it, read together. */
export const readToShow = (
  house: Serving & Pick<House, 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'post'>,
  row: CaseRow,
  viewer: Viewer,
  typed?: Record<string, string>,
) => readAs(house, [row.agencyId], (inside) => readInside(inside, row, viewer, typed))

async function readInside(
  house: Serving & Pick<House, 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'post'>,
  row: CaseRow,
  viewer: Viewer,
  typed?: Record<string, string>,
) {
  const { sql, keys } = house
  const [file, asked, urged, helpOpen, mailsToConfirm] = await Promise.all([
    fileOf(sql, keys, row),
    askedByRow(sql, house, row, viewer),
    urgedIn(sql, row, viewer, house.time.today()),
    helpOpenIn(sql, row, house.time.today()),
    unconfirmedOf(sql, keyOf(row)),
  ])
  const sensitive = await sensitiveIn(sql, house, file)
  const shown = await showCase(sql, house, file, viewer, typed, asked)
  return { file, shown: { ...shown, urged, helpOpen, mailsToConfirm, ...(sensitive && { sensitive }) } }
}

export async function sendDraftPage(
  house: Serving & Pick<House, 'lawFor' | 'templatesFor' | 'fonts'>,
  reply: FastifyReply,
  viewer: Viewer,
  file: CaseFile,
  view: CaseView,
  back?: Back,
  status = 200,
  list?: InList,
) {
  const checked = checkedDraft(house, file)
  return sendPage(
    reply,
    DraftPage({
      viewer,
      view: withGivenNotes(withFindings(view, checked)),
      lines: linesWithFindings(checked),
      open: checked.open,
      missing: checked.missing,
      pdfUrl: view.draft!.previewUrl,
      csrf: viewer.csrf,
      idempotencyKey: randomUUID(),
      drafting: await draftingOf(house, file, viewer, view),
      list,
      ...back,
    }),
    status,
  )
}
