/** One case as other programs read it (contract, section 6): the page's view with the facts as they were recorded. */
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { applicantsInAList, titleOf } from '../ledger/applicants.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import type { Viewer } from '../people/sessions.ts'
import { helpOpenIn } from './help-open.ts'
import { showCase } from './show.ts'

/** The body of `GET /cases/:id` for this viewer; answer codes of consultations are left out. */
export async function caseJson(
  tx: Sql | Tx,
  house: Pick<House, 'lawFor' | 'templatesFor' | 'time' | 'keys' | 'config' | 'fonts' | 'blobs' | 'post'>,
  file: CaseFile,
  viewer: Viewer,
) {
  const { row, facts } = file
  const view = await showCase(tx, house, file, viewer)
  const helpOpen = await helpOpenIn(tx, row, view.today)
  const { today: _today, days: _days, aside: _aside, others: _others, parties: _parties, may, ...rest } = view
  // What the page says of corrections programs read from the facts.
  const { correctable: _correctable, corrected: _corrected, ...shown } = rest
  const submitted = currentSubmission(facts)
  // A code is shown, never kept: what is answered here is remembered for a repeat.
  const consultations = shown.consultations?.map(({ code: _code, mailUrl: _mailUrl, ...one }) => one)
  const { applicant, coApplicants, representative, agent, request } = submitted
  return {
    ...shown,
    helpOpen,
    consultations,
    title: titleOf(request),
    applicantName: applicantsInAList(submitted),
    applicant,
    ...(coApplicants && { coApplicants }),
    ...(representative && { representative }),
    ...(agent && { agent }),
    request,
    submittedOn: row.submittedOn,
    dueOn: shown.clock.dueOn,
    facts: facts.map(({ fact, ...proof }) => ({ ...fact, ...proof })),
    may: may.map((act) => act.type),
  }
}
