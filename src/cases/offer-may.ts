/** Who may record what in a case now: the workflow's next facts, less those that are not this person's. */
import { hasPassedIt } from '../../workflows/disclosure/chained.ts'
import { possible } from '../../workflows/disclosure/decide.ts'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { contactBy } from '../../workflows/statute/contact.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { ACTS, isRecordable } from '../acts/catalogue.ts'
import { APPLICANT_MAY, type Who as May, seatFor } from '../acts/may-record.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { hasRead, isTheirsToSuggest, stepOf } from './offer-release.ts'

/** Whoever looks at the case. */
export type Who = May & { name: string }

/** A page asks once before what cannot be undone; the route holds the answer. */
export const isConfirmed = (form: Record<string, string>): boolean =>
  !(isRecordable(form.type) && ACTS[form.type].warning) || form.confirm === 'yes'

/** What this person may record in this case now. */
export function mayNow(row: CaseRow, who: Who, law: Law, today: Day): FactType[] {
  return possible(row, law, today).filter((type) => isRecordable(type) && isTheirs(row, who, type, law))
}

/** Theirs to record, and no judgement of their own draft nor second reading, nor one of whoever they act for. */
function isTheirs(row: CaseRow, who: Who & { username?: string }, type: FactType, law: Law): boolean {
  const seat = seatFor(who, type, row, stepOf(type, row, law))
  return (
    seat !== undefined && [who, seat].every((one) => !ownDraft(row, one, type) && !hasRead(row, type, one.username))
  )
}

/** Nobody reviews, approves or signs their own draft, nor approves what they have passed; the workflow refuses it, so the page does not offer it. */
const ownDraft = (row: CaseRow, who: { username?: string }, type: FactType) =>
  JUDGES.includes(type) &&
  (row.context.draft?.by === `staff:${who.username}` ||
    (type === 'replyApproved' && hasPassedIt(row.context, `staff:${who.username}`)))
const JUDGES: readonly FactType[] = ['replyReviewed', 'replyApproved', 'replySigned']

/** The facts that the applicant may record now: possible in this state, theirs to record, and of some use. */
export const applicantMayNow = (row: CaseRow, law: Law, today: Day): FactType[] =>
  possible(row, law, today).filter(
    (type) =>
      APPLICANT_MAY.includes(type) &&
      isTheirsToSuggest(row, type) &&
      (type !== 'confirmed' || contactBy(row.channel, row.context.submittedOn, law) !== null),
  )
