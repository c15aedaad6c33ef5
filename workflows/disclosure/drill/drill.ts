/**
 * 演练: a story replayed day by day. For each day on which something happened or fell due: what was heard and what the
 * procedure refuses, and the dates as they stood that evening; then the day on which the case went wrong. Pure.
 */
import { type Clock, clock, type Law } from '../../statute/clock.ts'
import { type Day, plusDays } from '../../statute/days.ts'
import type { Channel } from '../../words.ts'
import type { CaseContext, Heard } from '../context.ts'
import type { CaseState, Refused } from '../decide.ts'
import { channelOf, lawOf, ledgerOf, type Told, type Walked, walk } from './walk.ts'

/** What falls due: 补正告知, 答复期限, the careful one, the applicant's fee, and what a consulted party answers. */
export type Due = 'correctionNotice' | 'reply' | 'carefulReply' | 'fee' | 'consultation'

export type Happened = { fact: Heard; refused: Refused | null; follows: readonly Heard[] }

export type DrillDay = {
  on: Day
  facts: Happened[]
  /** What falls due on this day, as the dates stood that morning. */
  due: Due[]
  /** The dates as they stand in the evening, with their steps and warnings. */
  clock: Clock
}

/**
 * Where the case went wrong: the fact that is refused, or the day after the last one on which it could be answered in time,
 * by the law or by its most careful reading. `last` is that last day.
 */
export type Wrong =
  | { on: Day; how: 'refused'; refused: Refused }
  | { on: Day; how: 'late' | 'carefullyLate'; last: Day }

export type Drill = {
  days: DrillDay[]
  /** The first thing that went wrong; null where procedure and clock find nothing. */
  wrong: Wrong | null
  /** How the case stands at the end, what is on file then, and what the last fact came to. */
  at: CaseState
  ledger: Heard[]
  last: Walked
  /** The law with the choices of the story. */
  law: Law
}

/**
 * The story on each of its days, up to `on` where nothing was done until then.
 * @throws Error naming the fact where the story contradicts itself, ClockFault where its dates cannot be counted
 */
export function drill(story: Told & { on?: Day }, shipped: Law): Drill {
  const law = lawOf(story, shipped)
  const walked = walk(story, shipped)
  const last = walked.at(-1)!
  const days = daysOf(walked, channelOf(story), law, story.on)
  return { days, wrong: wrongIn(days), at: last.at, ledger: ledgerOf(walked), last, law }
}

type Step = Happened & { at: { context: Pick<CaseContext, 'clockFacts'> } }

/** The days of facts that were told, in their order, with those on which something fell due between them. */
export function daysOf(told: readonly Step[], channel: Channel, law: Law, until?: Day): DrillDay[] {
  const days: DrillDay[] = []
  const groups = byDay(told)
  const end = until && until > groups.at(-1)!.on ? until : groups.at(-1)!.on
  for (const [i, { on, steps }] of groups.entries()) {
    const facts = steps.at(-1)!.at.context.clockFacts
    const asOf = (day: Day) => clock({ channel, facts, asOf: day }, law)
    const evening = asOf(on)
    const before = days.at(-1)
    days.push({ on, facts: steps, due: before ? dueOn(on, before.clock, told, on) : [], clock: evening })
    const next = groups[i + 1]?.on ?? end
    for (const day of dueDays(evening, on, next, told, i === groups.length - 1))
      days.push({ on: day, facts: [], due: dueOn(day, evening, told, day), clock: asOf(day) })
    if (i === groups.length - 1 && days.at(-1)!.on < end)
      days.push({ on: end, facts: [], due: dueOn(end, evening, told, end), clock: asOf(end) })
  }
  return days
}

function byDay(told: readonly Step[]): { on: Day; steps: Step[] }[] {
  const groups: { on: Day; steps: Step[] }[] = []
  for (const step of told) {
    const group = groups.at(-1)
    if (group?.on === step.fact.on) group.steps.push(step)
    else groups.push({ on: step.fact.on, steps: [step] })
  }
  return groups
}

/** What the clock waits for, each with its last day. */
function limitsOf(clock: Clock, asked: boolean): [Due, Day | null | undefined][] {
  const { status, careful, settledOn } = clock
  const runs = status === 'running'
  const carefully = settledOn === null && status !== 'closed' && (status !== 'waiting' || clock.carefulRuns)
  return [
    ['correctionNotice', runs && !asked ? clock.correctionNoticeDueOn : null],
    ['reply', runs ? clock.dueOn : null],
    ['carefulReply', carefully && careful.dueOn !== clock.dueOn ? careful.dueOn : null],
    ['fee', clock.feeDueOn],
    ...clock.consultations.map(({ answerDueOn }): [Due, Day | null] => ['consultation', answerDueOn]),
  ]
}

/** A correction notice is asked for once, and never after the answer was drafted (Art 30). */
const askedBy = (told: readonly Step[], on: Day) =>
  told.some(
    ({ fact, refused }) =>
      !refused && fact.on < on && (fact.type === 'correctionRequested' || fact.type === 'replyDrafted'),
  )

const dueOn = (on: Day, clock: Clock, told: readonly Step[], before: Day): Due[] => [
  ...new Set(limitsOf(clock, askedBy(told, before)).flatMap(([due, day]) => (day === on ? [due] : []))),
]

function dueDays(clock: Clock, after: Day, next: Day, told: readonly Step[], last: boolean): Day[] {
  const days = limitsOf(clock, askedBy(told, next)).flatMap(([, day]) => day ?? [])
  return [...new Set(days)].filter((day) => day > after && (last ? day <= next : day < next)).sort()
}

/** What went wrong first, as the days show it. A refusal tells the day by itself; lateness begins on the day after the last one in time. */
export function wrongIn(days: readonly DrillDay[]): Wrong | null {
  const refused = days.flatMap(({ facts }) => facts).find((one) => one.refused)
  const late = lateIn(days)
  if (refused?.refused && !(late?.how === 'late' && late.on < refused.fact.on))
    return { on: refused.fact.on, how: 'refused', refused: refused.refused }
  return late
}

function lateIn(days: readonly DrillDay[]): Exclude<Wrong, { how: 'refused' }> | null {
  const first = (how: 'late' | 'carefullyLate', lastDay: (clock: Clock, on: Day) => Day | null) => {
    const last = days.map(({ clock, on }) => lastDay(clock, on)).find((day) => day !== null)
    return last ? { on: plusDays(last, 1), how, last } : null
  }
  const missed = (due: Day | null, inTime: boolean | null, open: boolean, on: Day) =>
    due !== null && (inTime === false || (inTime === null && open && due < on)) ? due : null
  return (
    first('late', ({ dueOn, inTime, status }, on) => missed(dueOn, inTime, status === 'running', on)) ??
    first('carefullyLate', ({ careful, status }, on) =>
      missed(careful.dueOn, careful.inTime, status !== 'closed' && status !== 'waiting', on),
    )
  )
}
