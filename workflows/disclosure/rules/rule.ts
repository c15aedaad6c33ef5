/** What a rule is, and the few questions that many rules ask of the clock. */
import { type Clock, ClockFault, clock, type Law } from '../../statute/clock.ts'
import type { Day } from '../../statute/days.ts'
import type { Sentence } from '../../statute/sentence.ts'
import type { FactType } from '../../words.ts'
import type { CaseContext, Heard } from '../context.ts'
import { type DISCLOSURE, type DisclosureKey, sentence } from '../sentences.ts'
import type { EarlierReply, FactOf } from '../vocabulary.ts'

/** Sentences without blanks, and those whose one blank is a day. */
type Plain = {
  [K in DisclosureKey]: (typeof DISCLOSURE)[K]['zh'] extends `${string}{${string}` ? never : K
}[DisclosureKey]
type RuleCode = Extract<DisclosureKey, Uppercase<string>> | 'OWN_DRAFT'
type OfADay = Extract<DisclosureKey, `day.${string}`>

export type Rule = {
  /** Stable: programs may rely on it. It names the sentence too, unless `says` does. */
  code: RuleCode
  article: string
  /** The sentence that says why it is refused, and what to do; the one of the code where this is left out. */
  says?: Plain
  /**
   * True when the rule is kept. Without a fact it is asked what could be recorded at all: only what the case already
   * is can be judged then, and the day, if `today` is given.
   */
  kept: (context: CaseContext, fact: Heard | undefined, law: Law, today?: Day) => boolean
  /** Kept by a field of the draft, too: a person may draft while it is still broken, and fill that in. */
  leavesOpen?: true
  /** The matter that breaks it, where the draft answers several. */
  of?: { n: number; matter: string }
  /** The dates of this case that stand in the way, said before the rule itself. */
  because?: (context: CaseContext, fact: Heard, law: Law) => Sentence | null
}

/** Why a rule refuses, and what to do. */
export const ruleSays = ({ says, code }: Rule): Sentence => sentence((says ?? code) as Plain)

/** The dates as the facts on file give them; null where they give none. */
export function dates(context: CaseContext, law: Law, asOf: Day): Clock | null {
  try {
    return clock({ channel: context.channel, facts: context.clockFacts, asOf }, law)
  } catch (error) {
    if (error instanceof ClockFault) return null
    throw error
  }
}

type Kept<T extends FactType> = (context: CaseContext, fact: FactOf<T> & { by: string }, law: Law) => boolean

/** A rule of facts of one type that can only be judged with the fact in hand. */
export const of =
  <T extends FactType>(type: T, kept: Kept<T>): Rule['kept'] =>
  (context, fact, law) =>
    fact?.type !== type || kept(context, fact as FactOf<T> & { by: string }, law)

/** The fact's day is not before the day that it depends on. */
export const notBefore =
  (day: (context: CaseContext, fact: Heard) => Day | null | undefined): Rule['kept'] =>
  (context, fact) => {
    if (!fact) return true
    const earliest = day(context, fact)
    return !earliest || fact.on >= earliest
  }

/** The last day of a limit is over, on the day of the fact or, for what could be recorded, today. */
export const isOver = (limit: Day | null | undefined, fact: Heard | undefined, today?: Day): boolean => {
  const on = fact?.on ?? today
  return !limit || !on || on > limit
}

/** A day that stands in the way, as a sentence; null where there is none. */
export const onDay = (on: Day | null | undefined, says: OfADay): Sentence | null => (on ? sentence(says, { on }) : null)

/** The working days that the applicant is given, the day of the notice not counted; and the least that the agency thinks reasonable. */
function timeToAnswer({ on, answerBy }: { on: Day; answerBy: Day }, { calendar, choices }: Law) {
  return { given: calendar.between(on, answerBy), least: choices(on).leastToAnswer }
}

/** Whoever gives less time than is thought reasonable says why. */
export const notTooShort = (fact: { on: Day; answerBy: Day; shortReason?: string }, law: Law): boolean => {
  const { given, least } = timeToAnswer(fact, law)
  return given >= least || !!fact.shortReason
}

/** The days that are given, beside the least. */
export function tooShort(fact: Heard, law: Law): Sentence | null {
  if (fact.type !== 'correctionRequested' && fact.type !== 'reasonsRequested') return null
  const { given, least } = timeToAnswer(fact, law)
  return sentence('answer.days', { n: given, least })
}

/** What the draft says in one of its fields; nothing where the fact is no draft. */
export const draftField = (fact: Heard | undefined, name: string): string =>
  (fact?.type === 'replyDrafted' && fact.fields[name]?.trim()) || ''

/** What the register knows of the earlier reply that a draft names; undefined where it knows nothing of that number. */
export const earlierNamed = (draft: FactOf<'replyDrafted'>): EarlierReply | undefined =>
  draft.earlier?.find(({ asked }) => asked === draft.fields.earlierNumber?.trim())

/** Everything that the drafter wrote into the letter. */
export const draftSays = (fact: Heard | undefined): string =>
  fact?.type === 'replyDrafted' ? Object.values(fact.fields).join('\n') : ''
