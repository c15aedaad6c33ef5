/** One 行政复议 or 行政诉讼 in words: what was sought, until when it is answered and why, what came of it. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import { answerLimitOf, appealLimitOf, type Remedy } from '../../workflows/disclosure/remedies.ts'
import { type FactOf, PROCEDURES, REMEDY_KINDS, RESULTS } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { AnswerLimit } from '../../workflows/statute/remedy-answers.ts'

export type ToldRemedy = Remedy & {
  /** Its place in the case, from 1. */
  n: number
  kindZh: string
  procedureZh: string | null
  resultZh: string | null
  /** As the facts say; null where their words are erased. */
  body: string | null
  number: string | null
  claims: string | null
  decisionNumber: string | null
  orderedDays: number | null
  /** Of an appeal, what it is against: court and number of the judgment or ruling of first instance. */
  appealed: { body: string | null; number: string | null; decidedOn: Day } | null
  /** Until when it is answered; null where nothing is: the agency's own appeal. */
  answer: AnswerLimit | null
  appeal: AnswerLimit | null
  /** The answer came after its last day, or has not come and the day is over. */
  late: boolean
}

type Sought = Heard & FactOf<'remedySought'>
type Decided = Heard & FactOf<'remedyDecided'>

/** All of a case, in their order. @param facts those that count @param today as of when one that is not answered is late */
export function toldRemedies(
  remedies: readonly Remedy[],
  facts: readonly Heard[],
  law: Pick<Law, 'limits' | 'calendar'>,
  today: Day,
): ToldRemedy[] {
  const sought = facts.filter((fact): fact is Sought => fact.type === 'remedySought')
  const decided = facts.filter((fact): fact is Decided => fact.type === 'remedyDecided')
  return remedies.map((remedy, i) => ({
    ...told(remedy, i + 1, { sought: sought[i], decided: decided[i], law, today }),
    appealed: remedy.appealBy ? judged(remedies[i - 1], sought[i - 1], decided[i - 1]) : null,
  }))
}

type On = {
  sought: Sought | undefined
  decided: Decided | undefined
  law: Pick<Law, 'limits' | 'calendar'>
  today: Day
}

function judged(first: Remedy | undefined, sought: Sought | undefined, decided: Decided | undefined) {
  if (!first?.decidedOn) return null
  return { body: sought?.body ?? null, number: decided?.number ?? null, decidedOn: first.decidedOn }
}

function told(remedy: Remedy, n: number, { sought, decided, law, today }: On): Omit<ToldRemedy, 'appealed'> {
  const answer = answerLimitOf(remedy, law)
  const { kind, procedure, result, appealBy, answeredOn, decidedOn } = remedy
  return {
    ...remedy,
    n,
    kindZh: `${REMEDY_KINDS[kind]}${appealBy ? '，二审' : ''}`,
    procedureZh: procedure ? PROCEDURES[procedure] : null,
    resultZh: result ? RESULTS[result] : null,
    body: sought?.body ?? null,
    number: sought?.number ?? null,
    claims: sought?.claims ?? null,
    decisionNumber: decided?.number ?? null,
    orderedDays: decided?.workingDays ?? null,
    answer,
    appeal: appealLimitOf(remedy, law),
    late:
      answer !== null && (answeredOn ?? decidedOn ?? today) > answer.dueOn && (answeredOn !== undefined || !decidedOn),
  }
}
