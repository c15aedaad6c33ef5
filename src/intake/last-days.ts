/** Where an applicant may turn who does not accept the reply, with the last days reckoned for the letter that was served. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { receivedBy, replyIn } from '../../workflows/disclosure/service.ts'
import type { Addressee } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, dayNumber } from '../../workflows/statute/days.ts'
import { type AgencyKind, remedy, remedyParagraph } from '../../workflows/statute/remedies.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Agency } from '../people/queries.ts'
import { sentence } from '../web/words/sentences.ts'
import type { LastDays, Until } from './views.ts'

/** A last day with the calendar days from today to it. */
export const untilOf = (by: Day, today: Day): Until => ({ by, left: dayNumber(by) - dayNumber(today) })

type Where = Pick<CaseRow, 'context'>

/** The day on which one of those who must be served is proven to have received the reply; null until then. */
export function replyReceivedOn(context: CaseContext, who: Addressee = context.reach.served[0]!): Day | null {
  const reply = replyIn(context)
  return reply ? receivedBy(reply, who) : null
}

/**
 * Last days of reconsideration and of a direct suit, by the articles in workflows/statute/remedies.yaml; null until the
 * reply is proven to have arrived. Calendar days left are counted from `today`.
 * @param who of joint applicants, each of whom has days of their own
 */
export function lastDaysOf(
  { context }: Where,
  { kind, profile }: Agency,
  law: LoadedLaw,
  today: Day,
  who?: Addressee,
): LastDays | null {
  const { outcome } = context
  const servedOn = replyReceivedOn(context, who)
  if (!outcome || !servedOn) return null
  const reckoned = remedy({ outcome, agencyKind: kind as AgencyKind, servedOn }, law)
  const { reconsiderationFirst: first, reconsiderBy, sueBy, provisional } = reckoned
  return {
    servedOn,
    first,
    reconsider: { ...untilOf(reconsiderBy, today), body: profile.reconsiderationBody },
    sue: sueBy === null ? null : { ...untilOf(sueBy, today), court: profile.court },
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
