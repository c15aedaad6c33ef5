/** Tells a story to the procedure, fact by fact: each is heard or refused, and what the office adds by itself follows. Pure. */
import { always, type Choices, DEFAULT_CHOICES } from '../../statute/choices.ts'
import type { Law } from '../../statute/clock.ts'
import type { Channel } from '../../words.ts'
import type { Heard } from '../context.ts'
import { type CaseState, decide, open, Refused } from '../decide.ts'
import type { Effect } from '../machine.ts'
import { rectify } from '../rectify.ts'
import { FACTS, type FactOf, type FactType } from '../vocabulary.ts'
import { lettersMade, portalDelivers } from './letters-made.ts'
import { sampleFact } from './sample-facts.ts'

/** `2026-03-02 submitted, registered`, or one fact with what it says. */
export type Line = string | Record<string, Record<string, unknown>>

/** What happened, in the notation of stories.yaml; without a channel it came at the counter. */
export type Told = { channel?: string; choices?: Partial<Choices>; did: readonly Line[] }

/** One fact of the story: what came of it, and what followed by itself on that day. */
export type Walked = {
  fact: Heard
  refused: Refused | null
  /** The case after it; as it was where the fact was refused. */
  at: CaseState
  effects: Effect[]
  follows: Heard[]
}

/** The facts of one line, each with what nobody wrote filled in. @throws where the line is no day with facts of the vocabulary */
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

/** The law as the agency of the story has chosen it. */
export const lawOf = <L extends Law>({ choices }: Pick<Told, 'choices'>, law: L): L => ({
  ...law,
  choices: always({ ...DEFAULT_CHOICES, ...choices }),
})

/**
 * The whole story. A refused fact has not happened: what comes after it is told to the case as it was.
 * @throws Error naming the fact, where the procedure fails for another reason than a refusal
 */
export function walk({ channel = 'counter', choices, did }: Told, shipped: Law): Walked[] {
  const law = lawOf({ ...(choices && { choices }) }, shipped)
  const [first, ...rest] = did.flatMap((line) => factsOf(line, channel))
  const begun = open(first as FactOf<'submitted'>)
  const walked: Walked[] = [{ fact: first!, refused: null, at: begun, effects: begun.effects, follows: [] }]
  const ledger: Heard[] = [first!]
  for (const fact of rest) {
    const before = walked.at(-1)!.at
    try {
      const next = fact.type === 'rectified' ? rectified(ledger, fact, law) : decide(before, fact, law)
      walked.push(followed(next, fact, law))
      ledger.push(fact, ...walked.at(-1)!.follows)
    } catch (error) {
      if (!(error instanceof Refused))
        throw new Error(`${fact.on} ${fact.type}：${(error as Error).message}`, { cause: error })
      walked.push({ fact, refused: error, at: before, effects: [], follows: [] })
    }
  }
  return walked
}

/** What is on file when the story ends: what was heard, with what followed it. */
export const ledgerOf = (walked: readonly Walked[]): Heard[] =>
  walked.flatMap(({ fact, refused, follows }) => (refused ? [] : [fact, ...follows]))

function followed(decided: CaseState & { effects: Effect[] }, fact: Heard, law: Law): Walked {
  const { effects } = decided
  let at: CaseState = decided
  const follows: Heard[] = []
  const follow = (facts: Heard[]) => {
    for (const next of facts) at = decide(at, next, law)
    follows.push(...facts)
  }
  follow(lettersMade(at, effects, fact.on))
  if (portalMoves(fact, effects)) follow(portalDelivers(at, law, fact.on))
  return { fact, refused: null, at: { state: at.state, context: at.context }, effects, follows }
}

const portalMoves = ({ type }: Heard, effects: readonly Effect[]) =>
  effects.some((effect) => 'letter' in effect) || type === 'replyServed' || type === 'contactChanged'

/** `strikes` names the fact by type, the latest one, or by position; the ledger knows positions alone. */
function rectified(ledger: Heard[], fact: FactOf<'rectified'> & Heard, law: Law): CaseState & { effects: Effect[] } {
  const { strikes } = fact as unknown as { strikes: string | number }
  fact.position = typeof strikes === 'number' ? strikes : ledger.findLastIndex((f) => f.type === strikes) + 1
  return { ...rectify(ledger, fact.position, fact.replacement, fact.by, law, fact), effects: [] }
}

/** The channel of a story, as the clock knows it. */
export const channelOf = ({ channel = 'counter' }: Pick<Told, 'channel'>): Channel => channel as Channel
