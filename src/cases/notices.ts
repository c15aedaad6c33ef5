/** What a notice must pass before its fact is recorded: the procedure, the second person where the agency wants one, the checker. */
import { possible } from '../../workflows/disclosure/decide.ts'
import { type Fact, isNotice } from '../../workflows/disclosure/vocabulary.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import type { Addressing } from '../letters/decisions.ts'
import type { Checked } from '../letters/draft.ts'
import { noticesFor } from '../letters/notices.ts'
import { heldAsNotices } from '../letters/signing.ts'
import { type Actor, supposing } from './supposed.ts'

export type Reading = Addressing

/** The notices that this fact would send, as they would read. @throws Refused as `record()` would. */
export function noticesOf(house: Reading, file: CaseFile, fact: Fact, actor: Actor): Checked[] {
  const supposed = supposing(file, fact, actor, house.lawFor(file.row.agencyId))
  return noticesFor(house, supposed.file, supposed.effects, fact.on)
}

/**
 * The fact with what the house adds to it: the errors that somebody answers for. A fact that sends no notice as it is.
 * @throws Refused; Refusal NOTICE_NOT_APPROVED, LETTER_FAULTY, INVALID: before a number is taken
 */
export function heldToItsNotices(house: Reading, file: CaseFile, fact: Fact, actor: Actor): Fact {
  if (!isNotice(fact)) return fact
  const notices = noticesOf(house, file, fact, actor)
  // Asked of both days, so that an earlier one is no way round the second person.
  const asked = [fact.on, house.time.today()].some((on) => needsApproval(house, file.row.agencyId, on))
  if (notices.length > 0 && asked && !fact.preparedBy) {
    const allowed = possible(file.row, house.lawFor(file.row.agencyId), house.time.today())
    throw new Refusal('NOTICE_NOT_APPROVED', { more: { article: '党政机关公文处理工作条例第二十二条', allowed } })
  }
  return heldAsNotices(house, file.row, fact, notices)
}

/** Does a notice of this day wait for a second person in this agency? */
export const needsApproval = (house: Pick<House, 'lawFor'>, agencyId: string, on: string): boolean =>
  house.lawFor(agencyId).choices(on).noticesApproved
