/** Decides on one fact. XState drops an unexpected event in silence; a public authority must not. */
import { type ActionExecutor, createActor, initialTransition, type SnapshotFrom, type StateValue } from 'xstate'
import type { Law } from '../statute/clock.ts'
import { counting } from '../statute/counting.ts'
import type { Day } from '../statute/days.ts'
import type { Sentence } from '../statute/sentence.ts'
import { FACTS, type FactType, type Stage, SYSTEM_FACTS } from '../words.ts'
import { type CaseContext, type Heard, opening } from './context.ts'
import { disclosure, type Effect, type Question } from './machine.ts'
import { COUNTABLE, countFault } from './rules/receipt.ts'
import { type Rule, ruleSays } from './rules/rule.ts'
import { broken, RULES } from './rules.ts'
import { sentence } from './sentences.ts'
import { letterIn, reachOf } from './service.ts'
import type { Fact, FactOf } from './vocabulary.ts'

export type CaseState = { state: StateValue; context: CaseContext }
export type Decision = CaseState & { effects: Effect[] }

/** A fact that the law or the procedure does not allow here: the code, the article, the reason, and what is allowed. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: string
  readonly article: string
  /** The reason, as the sentence that it is; the message is its Chinese. */
  readonly sentence: Sentence
  readonly allowed: FactType[]
  constructor(code: string, article: string, reason: Sentence, allowed: FactType[]) {
    super(reason.text)
    this.code = code
    this.sentence = reason
    this.article = article
    this.allowed = allowed
  }
}

/** Every case begins in the same state: asked of the machine once, not at every application. */
const BEGINNING: StateValue = initialTransition(disclosure, { channel: 'online', on: '2019-05-15' })[0].value

/**
 * The state in which `submitted` opens a case.
 * @throws Refused, where a law is given, when no period could be computed from that day.
 */
export function open(submitted: FactOf<'submitted'> & Pick<Heard, 'movedFrom' | 'told'>, law?: Law): Decision {
  const { channel, on } = submitted
  const [state, context] = [BEGINNING, opening(channel, on, reachOf(submitted), submitted)]
  if (law) requireCountable({ state, context }, submitted, law)
  return { state, context, effects: [{ tell: 'submitted' }] }
}

/** @throws Refused when the dates of this case contradict each other, or lie where no law is loaded. */
export function requireCountable({ context }: CaseState, { on }: Fact, law: Law): void {
  const contradiction = countFault(context, on, law)
  if (contradiction === null) return
  throw new Refused(COUNTABLE.code, COUNTABLE.article, reasonOf(COUNTABLE, contradiction), [])
}

/**
 * The case after a fact, and what must follow. Pure.
 * @throws Refused when the fact may not be recorded now; nothing has changed then.
 */
export function decide(current: CaseState, fact: Heard, law: Law): Decision {
  return next(current, { type: fact.type, law, fact }) ?? refuse(current, fact, law)
}

type Snapshot = SnapshotFrom<typeof disclosure>

const snapshotOf = ({ state, context }: CaseState): Snapshot => disclosure.resolveState({ value: state, context })

/** The case after a question that it can hear, or null. */
function next(current: CaseState, question: Question): Decision | null {
  const effects: Effect[] = []
  const after = step(snapshotOf(current), question, (action) => {
    if (action.type === 'follows') effects.push(action.params as Effect)
  })
  return after && { state: after.value, context: after.context, effects }
}

/**
 * Never started, and alike for every case: no state of the procedure has children, timers or messages. XState's own
 * `transition` makes one for each fact, which took twice as long as the fact itself.
 */
const actor = createActor(disclosure, { input: { channel: 'online', on: '2019-05-15' } })
const nothing = () => {}

function step(at: Snapshot, question: Question, actionExecutor: ActionExecutor): Snapshot | null {
  if (!at.can(question)) return null
  const around = { id: '', sessionId: '', logger: nothing, defer: nothing, emit: nothing, stopChild: nothing }
  return disclosure.transition(at, question, { ...around, self: actor, system: actor.system, actionExecutor })
}

/** The facts that a person could record now, as far as the case and, if it is given, the day decide. */
export function possible(current: CaseState, law: Law, today?: Day): FactType[] {
  const snapshot = disclosure.resolveState({ value: current.state, context: current.context })
  const on = today === undefined ? {} : { today }
  return disclosure.events.filter(
    (type): type is FactType =>
      !SYSTEM_FACTS.includes(type as FactType) && snapshot.can({ type: type as FactType, law, ...on }),
  )
}

/** The stage (Art 45) of a state, however deep the state is. */
export const stageOf = (state: StateValue): Stage =>
  (typeof state === 'string' ? state : Object.keys(state)[0]!) as Stage

/**
 * The case as its ledger has it, rectified facts left out. The facts were judged when they were recorded: a calendar
 * that was loaded since does not make them unlawful. Equal to the cached row: tested, and checked each night
 * for every case that changed, and for all others in turn.
 */
export const replay = (facts: readonly Heard[], law: Law): CaseState => fold(counting(facts), law)

/** The facts that count, one after the other, without judging them again. */
export function fold(facts: readonly (Heard | null)[], law: Law): CaseState {
  let at: Snapshot | undefined
  for (const fact of facts) if (fact) at = at ? hear(at, fact, law) : snapshotOf(begun(fact))
  return { state: at!.value, context: at!.context }
}

/** One more fact, not judged. */
export function put(at: CaseState, fact: Heard, law: Law): CaseState {
  const { value, context } = hear(snapshotOf(at), fact, law)
  return { state: value, context }
}

function hear(at: Snapshot, fact: Heard, law: Law): Snapshot {
  const after = step(at, { type: fact.type, law, fact, recorded: true }, nothing)
  if (after) return after
  if (isOfAStruckLetter(at.context, fact)) return at
  throw new Error(`The ledger holds a "${fact.type}" that its case cannot hear.`)
}

/**
 * Its letter went with the fact that it told of; what was recorded of its way does no harm, wherever the case is without that fact:
 * one that is not registered any more has no letters, and hears nothing of them.
 */
export const isOfAStruckLetter = ({ letters }: Pick<CaseContext, 'letters'>, fact: Heard): boolean =>
  (fact.type === 'sent' || fact.type === 'received') && letterIn({ letters }, fact.letter) === undefined

function begun(fact: Heard): CaseState {
  if (fact.type !== 'submitted') throw new Error('A case begins with `submitted`.')
  const { state, context } = open(fact)
  return { state, context }
}

function refuse(current: CaseState, fact: Heard, law: Law): never {
  const allowed = possible(current, law)
  const rule = hears(current, fact.type) ? broken(fact.type, current.context, law, fact)[0] : undefined
  if (!rule) throw new Refused('FACT_NOT_ALLOWED', NOT_HERE, notHeard(current, fact.type), allowed)
  throw new Refused(rule.code, rule.article, rulesOut(rule, current.context, fact, law), allowed)
}

/** Of what the procedure does not hear where the case stands. */
const NOT_HERE = '条例第四十五条'

/** Does the procedure hear this fact where the case stands, lawful or not? */
export const hears = ({ state, context }: CaseState, type: FactType): boolean =>
  snapshotOf({ state, context })._nodes.some((node) => node.ownEvents.includes(type))

export type Hindrance = { code: string; article: string; says: Sentence }
/** Rules that are about who records the fact, and can be asked before anybody has. */
const PERSONAL = ['OWN_DRAFT', 'APPROVED_BY_THE_SAME']

/**
 * Why a fact of this type could not be recorded today: what `decide` would say, asked before anybody tries; null where, as far as
 * the case and the person decide, it could. `elsewhere`: the case does not stand where it is heard.
 * @param by who would record it, `staff:NAME`
 */
export function hindrance(
  current: CaseState,
  type: FactType,
  law: Law,
  today: Day,
  by: string,
): (Hindrance & { elsewhere: boolean }) | null {
  if (!hears(current, type)) return notHeardHere(current, type)
  const { context } = current
  const asked = { type, on: today, by, passed: true } as unknown as Heard
  const unlawful = broken(type, context, law, undefined, today)
  const personal = RULES[type]?.find(({ code, kept }) => PERSONAL.includes(code) && !kept(context, asked, law))
  const [rule = personal] = unlawful
  if (rule)
    return { code: rule.code, article: rule.article, says: rulesOut(rule, context, asked, law), elsewhere: false }
  return snapshotOf(current).can({ type, law, today }) ? null : notHeardHere(current, type)
}

const notHeardHere = (current: CaseState, type: FactType) => ({
  ...{ code: 'FACT_NOT_ALLOWED', article: NOT_HERE, says: notHeard(current, type), elsewhere: true },
})

const rulesOut = (rule: Rule, context: CaseContext, fact: Heard, law: Law): Sentence =>
  reasonOf(rule, rule.because?.(context, fact, law) ?? null)

/** The days that stand in the way, then the rule itself. */
function reasonOf(rule: Rule, because: Sentence | null): Sentence {
  const says = rule.of ? sentence('refusal.ofMatter', { ...rule.of, rule: ruleSays(rule) }) : ruleSays(rule)
  return because ? sentence('refusal.because', { because, rule: says }) : says
}

function notHeard({ state }: CaseState, type: FactType): Sentence {
  const stage = stageOf(state)
  return Object.hasOwn(FACTS, type)
    ? sentence('FACT_NOT_ALLOWED', { stage, fact: type })
    : sentence('FACT_NOT_ALLOWED.unknown', { stage })
}
