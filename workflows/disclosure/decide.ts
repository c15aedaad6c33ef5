/** Decides on one fact. XState drops an unexpected event in silence; a public authority must not. */
import { initialTransition, type StateValue, transition } from 'xstate'
import type { Law } from '../statute/clock.ts'
import type { CaseContext, Heard } from './context.ts'
import { disclosure, type Effect, type Question } from './machine.ts'
import { broken } from './rules.ts'
import { type FactOf, type FactType, type Stage, SYSTEM_FACTS } from './vocabulary.ts'

export type CaseState = { state: StateValue; context: CaseContext }
export type Decision = CaseState & { effects: Effect[] }

/** A fact that the law or the procedure does not allow here: the code, the article, the reason, and what is allowed. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: string
  readonly article: string
  readonly allowed: FactType[]
  constructor(code: string, article: string, reason: string, allowed: FactType[]) {
    super(reason)
    this.code = code
    this.article = article
    this.allowed = allowed
  }
}

/** The state in which `submitted` opens a case. */
export function open(submitted: FactOf<'submitted'>): Decision {
  const [snapshot] = initialTransition(disclosure, { channel: submitted.channel, on: submitted.on })
  return { state: snapshot.value, context: snapshot.context, effects: [{ tell: 'submitted' }] }
}

/**
 * The case after a fact, and what must follow. Pure.
 * @throws Refused when the fact may not be recorded now; nothing has changed then.
 */
export function decide(current: CaseState, fact: Heard, law: Law): Decision {
  const snapshot = disclosure.resolveState({ value: current.state, context: current.context })
  const question: Question = { type: fact.type, law, fact }
  if (fact.type === 'submitted' || !snapshot.can(question)) throw refusal(current, fact, law)
  const [next, actions] = transition(disclosure, snapshot, question)
  const effects = actions.filter((a) => a.type === 'follows').map((a) => a.params as Effect)
  return { state: next.value, context: next.context, effects }
}

/** The facts that a person could record now, as far as the case alone decides. */
export function possible(current: CaseState, law: Law): FactType[] {
  const snapshot = disclosure.resolveState({ value: current.state, context: current.context })
  return disclosure.events.filter(
    (type): type is FactType =>
      !SYSTEM_FACTS.includes(type as FactType) && snapshot.can({ type: type as FactType, law }),
  )
}

export const stageOf = (state: StateValue): Stage =>
  (typeof state === 'string' ? state : Object.keys(state)[0]!) as Stage

/** Replays facts from the beginning. The result equals the cached row; that is tested, and checked every night. */
export function replay(facts: readonly Heard[], law: Law): CaseState {
  const [first, ...rest] = facts
  if (first?.type !== 'submitted') throw new Error('A case begins with `submitted`.')
  return rest.reduce<CaseState>((at, fact) => decide(at, fact, law), open(first))
}

function refusal(current: CaseState, fact: Heard, law: Law): Refused {
  const snapshot = disclosure.resolveState({ value: current.state, context: current.context })
  const heardHere = snapshot._nodes.some((node) => node.ownEvents.includes(fact.type))
  const rule = heardHere ? broken(fact.type, current.context, law, fact)[0] : undefined
  const allowed = possible(current, law)
  return rule
    ? new Refused(rule.code, rule.article, rule.says, allowed)
    : new Refused('FACT_NOT_ALLOWED', '条例第四十五条', '申请件处于当前环节，不能记录这一事实。', allowed)
}
