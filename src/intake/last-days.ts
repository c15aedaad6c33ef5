/** Where an applicant may turn who does not accept the reply, with the last days reckoned for the letter that was served. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { receivedBy, replyIn } from '../../workflows/disclosure/service.ts'
import type { Addressee, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, dayNumber } from '../../workflows/statute/days.ts'
import { type AgencyKind, type Remedy, remedy, remedyParagraph } from '../../workflows/statute/remedies.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { onceForAll } from '../letters/several.ts'
import type { Agency } from '../people/queries.ts'
import { sentence } from '../web/words/sentences.ts'
import type { LastDays, Until, Way } from './views.ts'

/** A last day with the calendar days from today to it. */
export const untilOf = (by: Day, today: Day): Until => ({ by, left: dayNumber(by) - dayNumber(today) })

type Where = Pick<CaseRow, 'context'>

/** The day on which one of those who must be served is proven to have received the reply; null until then. */
export function replyReceivedOn(context: CaseContext, who: Addressee = context.reach.served[0]!): Day | null {
  const reply = replyIn(context)
  return reply ? receivedBy(reply, who) : null
}

/** How each matter was answered that has remedies of its own; of a simple reply the one outcome. */
const outcomesIn = ({ draft, outcome }: CaseContext): readonly Outcome[] =>
  draft?.items?.map((item) => item.outcome) ?? (outcome ? [outcome] : [])

/**
 * Last days of reconsideration and of a direct suit, by the articles in workflows/statute/remedies.yaml; null until the
 * reply is proven to have arrived. Calendar days left are counted from `today`. Of several matters, each way is told with
 * those to which it is open, as the letter does; the whole then has the day of the last suit that is open.
 * @param who of joint applicants, each of whom has days of their own
 */
export function lastDaysOf(
  { context }: Where,
  { kind, profile }: Agency,
  law: LoadedLaw,
  today: Day,
  who?: Addressee,
): LastDays | null {
  const servedOn = replyReceivedOn(context, who)
  const outcomes = outcomesIn(context)
  if (!context.outcome || !servedOn || outcomes.length === 0) return null
  const agencyKind = kind as AgencyKind
  const reckoned = outcomes.map((outcome) => remedy({ outcome, agencyKind, servedOn }, law))
  const wayOf = ({ reconsiderationFirst: first, reconsiderBy, sueBy }: Remedy): Way => ({
    first,
    reconsider: { ...untilOf(reconsiderBy, today), body: profile.reconsiderationBody },
    sue: sueBy === null ? null : { ...untilOf(sueBy, today), court: profile.court },
  })
  const ways = onceForAll(
    reckoned.map((one) => [one]),
    ({ text, reconsiderBy, sueBy }) => `${text} ${reconsiderBy} ${sueBy}`,
  ).map(({ is, numbers }) => ({ ...wayOf(is), numbers }))
  const { numbers: _, ...whole } = ways.find(({ sue }) => sue !== null) ?? ways[0]!
  return {
    servedOn,
    ...whole,
    ...(context.draft?.items && { first: ways.some(({ first }) => first), ofMatters: ways }),
    provisional: reckoned.some(({ provisional }) => provisional),
  }
}

/**
 * The paragraph of the letter with its last days, of several matters each with its numbers; or, while an answer is
 * overdue, that they may turn to others.
 */
export function remedyFor(
  { context }: Where,
  clock: Clock,
  { kind, profile }: Agency,
  law: LoadedLaw,
  today: Day,
): Sentence | null {
  const sent = replyIn(context)?.sent[0]?.on
  const served = replyReceivedOn(context)
  if (!context.outcome || !(served || sent)) {
    const late = clock.status === 'running' && clock.dueOn !== null && clock.dueOn < today
    return late ? sentence('remedy.noReply') : null
  }
  const names = { body: profile.reconsiderationBody, court: profile.court }
  const told = (outcome: Outcome): Sentence => {
    const reply = { outcome, agencyKind: kind as AgencyKind }
    const { sentence: paragraph } = remedyParagraph(reply, (served ?? sent)!, law, names)
    if (!served) return sentence('remedy.fromReceipt', { paragraph })
    const {
      reconsiderationFirst: first,
      reconsiderBy: reconsider,
      sueBy: sue,
    } = remedy({ ...reply, servedOn: served }, law)
    if (sue === null) return sentence('remedy.reconsiderationBy', { paragraph, served, reconsider })
    return sentence(first ? 'remedy.partlyBy' : 'remedy.bothBy', { paragraph, served, reconsider, sue })
  }
  const each = outcomesIn(context).map((outcome) => [told(outcome)])
  const ways = onceForAll(each, ({ text }) => text)
  if (!context.draft?.items) return ways[0]?.is ?? null
  return ways
    .map(({ is: way, numbers }) => sentence('remedy.ofMatters', { matters: inWords(numbers), way }))
    .reduce((before, next) => sentence('remedy.each', { before, next }))
}

/** 第一项、第三项. */
const inWords = ([first, ...rest]: readonly number[]): Sentence =>
  rest.reduce<Sentence>(
    (before, n) => sentence('remedy.matters', { before, n }),
    sentence('remedy.matter', { n: first! }),
  )
