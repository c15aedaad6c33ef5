/** Where an applicant may turn who does not accept the reply, with the last days reckoned for the letter that was served. */
import { replyIn } from '../../workflows/disclosure/service.ts'
import type { Addressee } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, dayNumber } from '../../workflows/statute/days.ts'
import { type AgencyKind, remedy, remedyParagraph } from '../../workflows/statute/remedies.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { remedyDaysOf, replyReceivedOn } from '../letters/remedy-days.ts'
import type { Agency } from '../people/queries.ts'
import { sentence } from '../web/words/sentences.ts'
import type { LastDays, Until } from './views.ts'

/** A last day with the calendar days from today to it. */
export const untilOf = (by: Day, today: Day): Until => ({ by, left: dayNumber(by) - dayNumber(today) })

type Where = Pick<CaseRow, 'context'>

/** The last days with body and court, and the calendar days left from `today`; null until the reply is proven to have arrived. */
export function lastDaysOf(row: Where, agency: Agency, law: LoadedLaw, today: Day, who?: Addressee): LastDays | null {
  const days = remedyDaysOf(row, agency, law, who)
  if (!days) return null
  const { receivedOn: servedOn, first, reconsiderBy, sueBy, provisional } = days
  const { reconsiderationBody: body, court } = agency.profile
  return {
    servedOn,
    first,
    reconsider: { ...untilOf(reconsiderBy, today), body },
    sue: sueBy === null ? null : { ...untilOf(sueBy, today), court },
    provisional,
  }
}

/** The paragraph of the letter with its last days; or, while an answer is overdue, that they may turn to others. */
export function remedyFor(
  { context }: Where,
  clock: Clock,
  { kind, profile }: Agency,
  law: LoadedLaw,
  today: Day,
): Sentence | null {
  const { outcome } = context
  const sent = replyIn(context)?.sent[0]?.on
  const served = replyReceivedOn(context)
  if (outcome && sent && !served) {
    const names = { body: profile.reconsiderationBody, court: profile.court }
    const { sentence: paragraph } = remedyParagraph({ outcome, agencyKind: kind as AgencyKind }, sent, law, names)
    return sentence('remedy.fromReceipt', { paragraph })
  }
  if (outcome && served) {
    const names = { body: profile.reconsiderationBody, court: profile.court }
    const reply = { outcome, agencyKind: kind as AgencyKind }
    const { sentence: paragraph } = remedyParagraph(reply, served, law, names)
    const reckoned = remedy({ ...reply, servedOn: served }, law)
    const { reconsiderationFirst: first, reconsiderBy: reconsider, sueBy: sue } = reckoned
    if (sue === null) return sentence('remedy.reconsiderationBy', { paragraph, served, reconsider })
    return sentence(first ? 'remedy.partlyBy' : 'remedy.bothBy', { paragraph, served, reconsider, sue })
  }
  const late = clock.status === 'running' && clock.dueOn !== null && clock.dueOn < today
  return late ? sentence('remedy.noReply') : null
}
