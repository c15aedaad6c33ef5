/** Reads the stories of workflows/disclosure/stories.yaml and tells them to the workflow. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { loadLaw } from '../../src/ground/law.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, decide, open, possible, Refused, stageOf } from '../../workflows/disclosure/decide.ts'
import type { Effect } from '../../workflows/disclosure/machine.ts'
import { rectify } from '../../workflows/disclosure/rectify.ts'
import { FACTS, type FactOf, type FactType } from '../../workflows/disclosure/vocabulary.ts'
import { always, type Choices, DEFAULT_CHOICES } from '../../workflows/statute/choices.ts'
import { clock, type Law } from '../../workflows/statute/clock.ts'
import { lettersMade, portalDelivers } from './letters-made.ts'
import { sampleFact } from './sample-facts.ts'

/** `2026-03-02 submitted, registered`, or one fact with what it says. */
type Line = string | Record<string, Record<string, unknown>>

export type Story = {
  story: string
  channel?: string
  choices?: Partial<Choices>
  given: Line[]
  when: Line | Line[]
  then: Record<string, unknown>
}

export const STORIES = parse(
  readFileSync(new URL('../../workflows/disclosure/stories.yaml', import.meta.url), 'utf8'),
) as Story[]

/** The facts of one line, each with what nobody wrote filled in. */
export function factsOf(line: Line, channel: string): Heard[] {
  const [head, told] = typeof line === 'string' ? [line, {}] : Object.entries(line)[0]!
  const [, on, names] = /^(\d{4}-\d\d-\d\d) (.+)$/.exec(head) ?? []
  if (!on || !names) throw new Error(`不是“日期 事实”：${head}`)
  return names.split(',').map((name) => {
    const type = name.trim()
    if (!Object.hasOwn(FACTS, type)) throw new Error(`没有这种事实：${type}`)
    return sampleFact(type as FactType, on, type === 'submitted' ? { channel, ...told } : told)
  })
}

export type Told = {
  at: CaseState
  effects: Effect[]
  refused: Refused | null
  /** The last fact of `when`. */
  last: Heard
  given: Heard[]
}

/** The story as it goes: only its last fact may be refused. */
export function tell({
  channel = 'counter',
  choices,
  given,
  when,
}: Omit<Story, 'story' | 'then'>): Told & { law: Law } {
  const law = { ...loadLaw(), choices: always({ ...DEFAULT_CHOICES, ...choices }) }
  const lines = [...given, ...(Array.isArray(when) ? when : [when])]
  const facts = lines.flatMap((line) => factsOf(line, channel))
  const [first, ...rest] = facts
  let at: CaseState & { effects: Effect[] } = open(first as FactOf<'submitted'>)
  const ledger: Heard[] = [first!]
  for (const [i, fact] of rest.entries()) {
    try {
      at = fact.type === 'rectified' ? rectified(ledger, fact, law) : decide(at, fact, law)
      ledger.push(fact)
      const { effects } = at
      const follows = (facts: Heard[]) => {
        for (const next of facts) at = { ...decide(at, next, law), effects }
        ledger.push(...facts)
      }
      follows(lettersMade(at, effects, fact.on))
      if (PORTAL_MOVES(fact, effects)) follows(portalDelivers(at, law, fact.on))
    } catch (error) {
      if (error instanceof Refused && i === rest.length - 1) {
        return { at, effects: [], refused: error, last: fact, given: ledger, law }
      }
      throw new Error(`${fact.on} ${fact.type}：${(error as Error).message}`, { cause: error })
    }
  }
  return { at, effects: at.effects, refused: null, last: facts.at(-1)!, given: ledger, law }
}

const PORTAL_MOVES = ({ type }: Heard, effects: readonly Effect[]) =>
  effects.some((effect) => 'letter' in effect) || type === 'replyServed' || type === 'contactChanged'

/** `strikes` names the fact by type, the latest one, or by position; the ledger knows positions alone. */
function rectified(ledger: Heard[], fact: FactOf<'rectified'> & Heard, law: Law): CaseState & { effects: Effect[] } {
  const { strikes } = fact as unknown as { strikes: string | number }
  fact.position = typeof strikes === 'number' ? strikes : ledger.findLastIndex((f) => f.type === strikes) + 1
  return { ...rectify(ledger, fact.position, fact.replacement, fact.by, law, fact), effects: [] }
}

/** What came of it, in the words of `then`; only what the story asks for. */
export function outcomeOf({ at, effects, refused, last, given, law }: ReturnType<typeof tell>, asked: string[]) {
  const { context, state } = at
  // A refused fact has not happened: the day asked about is then that of the last one on file.
  const asOf = (refused ? given.at(-1)! : last).on
  const dates = clock({ channel: context.channel, facts: context.clockFacts, asOf }, law)
  const all: Record<string, unknown> = {
    stage: stageOf(state),
    step: typeof state === 'string' ? state : Object.values(state)[0],
    status: dates.status,
    receivedOn: dates.receivedOn,
    noticeBy: dates.correctionNoticeDueOn,
    dueOn: dates.dueOn,
    carefulDueOn: dates.careful.dueOn,
    carefully: dates.careful.inTime,
    replies: dates.replies.map(({ inTime }) => inTime),
    payBy: dates.feeDueOn ?? null,
    answersBy: dates.consultations.map((c) => c.answerDueOn),
    settledOn: dates.settledOn,
    inTime: dates.inTime,
    provisional: dates.provisional,
    ...dates.workingDays,
    warns: dates.warnings?.map((w) => w.code),
    outcome: context.outcome,
    letters: effects.flatMap((effect) => ('letter' in effect ? [effect.letter] : [])),
    refused: refused?.code ?? null,
    says: refused?.message ?? null,
    may: possible(at, law, last.on),
    mayNot: possible(at, law, last.on),
  }
  return Object.fromEntries(asked.map((key) => [key, key in all ? all[key] : `没有“${key}”这一栏`]))
}
