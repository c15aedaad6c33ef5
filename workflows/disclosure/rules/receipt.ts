/** Receipt (Art 31) and the order of days: nothing happens before the application, and what depends on receipt waits for it. */
import type { ToldReceipt } from '../../statute/bound.ts'
import { ClockFault, clock, type Law } from '../../statute/clock.ts'
import { type Day, isDay } from '../../statute/days.ts'
import type { Sentence } from '../../statute/sentence.ts'
import { CONFIRMED_CHANNELS, type FactType } from '../../words.ts'
import type { CaseContext } from '../context.ts'
import { clockFact, moves } from '../moves.ts'
import type { Fact } from '../vocabulary.ts'
import { notBefore, onDay, type Rule } from './rule.ts'

/** The day of receipt, or null while both sides have not confirmed. */
function receivedOn({ channel, submittedOn, clockFacts }: CaseContext, law: Law): Day | null {
  const platform = channel === 'online' && law.choices(submittedOn).platformReceiptConfirms
  const fixing = platform || !CONFIRMED_CHANNELS.includes(channel) ? 'submitted' : 'confirmed'
  const on = clockFacts.find(({ type }) => type === fixing)?.on ?? null
  const told = (clockFacts[0]?.told as ToldReceipt | undefined)?.[fixing]
  return on && told && told < on ? told : on
}

export const REAL_DAY: Rule = {
  code: 'BAD_DAY',
  article: '条例第四十五条',
  kept: (_context, fact) => !fact || isDay(fact.on),
}

export const NOT_ERASED: Rule = {
  code: 'CONTENT_ERASED',
  article: '档案法第十六条',
  kept: (context) => context.erasedOn === undefined,
  because: (context) => onDay(context.erasedOn, 'day.erased'),
}

export const NOT_BEFORE_SUBMISSION: Rule = {
  code: 'BEFORE_SUBMISSION',
  article: '条例第三十一条',
  kept: notBefore((context) => context.submittedOn),
  because: (context) => onDay(context.submittedOn, 'day.submitted'),
}

export const RECEIPT_KNOWN: Rule = {
  code: 'RECEIPT_NOT_CONFIRMED',
  article: '条例第三十一条',
  kept: (context, _fact, law) => receivedOn(context, law) !== null,
}

export const NOT_BEFORE_RECEIPT: Rule = {
  code: 'BEFORE_RECEIPT',
  article: '条例第三十一条、第三十三条',
  kept: (context, fact, law) => {
    const received = receivedOn(context, law)
    return !fact || !received || fact.on >= received
  },
  because: (context, _fact, law) => onDay(receivedOn(context, law), 'day.received'),
}

export const CONFIRMATION: Rule[] = [
  {
    code: 'NO_CONFIRMATION_NEEDED',
    article: '条例第三十一条',
    kept: (context) => CONFIRMED_CHANNELS.includes(context.channel) && !context.confirmed,
  },
]

/** Each of these turns the course of the period; between two of them the order of days is the order of law. */
const TURNS: readonly string[] = [
  'correctionRequested',
  'corrected',
  'correctionLapsed',
  'feeNotified',
  'feePaid',
  'feeLapsed',
  'replySigned',
  'replyServed',
  'archived',
  'withdrawn',
  'reopened',
] satisfies FactType[]

function lastTurn({ clockFacts }: CaseContext): Day | null {
  return clockFacts.reduce<Day | null>(
    (last, { type, on }) => (TURNS.includes(type) && (last === null || on > last) ? on : last),
    null,
  )
}

/** Facts may be recorded later than they happened; but a period cannot turn before it last turned. */
export const IN_ORDER: Rule = {
  code: 'OUT_OF_ORDER',
  article: '条例第三十三条',
  kept: notBefore((context, fact) => (TURNS.includes(fact.type) ? lastTurn(context) : null)),
  because: (context) => onDay(lastTurn(context), 'day.turned'),
}

/** What the clock itself says of the facts on file; null where it can count them. */
export function countFault({ channel, clockFacts: facts }: CaseContext, asOf: Day, law: Law): Sentence | null {
  try {
    clock({ channel, facts, asOf }, law)
    return null
  } catch (error) {
    if (error instanceof ClockFault) return error.sentence
    throw error
  }
}

/** The same with this fact among them. */
const contradiction = (context: CaseContext, fact: Fact, law: Law): Sentence | null => {
  const clockFacts = [...context.clockFacts, ...clockFact(context.consultations, fact)]
  return countFault({ ...context, clockFacts }, fact.on, law)
}

/** The last net: no fact enters a case whose dates could then not be computed. */
export const COUNTABLE: Rule = {
  code: 'DATES_CONTRADICT',
  article: '条例第三十三条',
  kept: (context, fact, law) => !fact || !moves(fact.type) || contradiction(context, fact, law) === null,
  because: (context, fact, law) => contradiction(context, fact, law),
}

/** Art 30 and 109号: an application that was given up is not handled further. */
export const NOT_LAPSED: Rule = {
  code: 'APPLICATION_LAPSED',
  article: '条例第三十条、国办函〔2020〕109号第六条',
  kept: (context) => context.lapsed === null,
}
