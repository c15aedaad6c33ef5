/** Cases as they may go: mostly lawful facts, recorded one after the other, and what was refused on the way. */
import fc from 'fast-check'
import { loadLaw } from '../../src/ground/law.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, decide, open, possible, Refused } from '../../workflows/disclosure/decide.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import {
  CHANNELS,
  type Channel,
  FACTS,
  type FactOf,
  type FactType,
  OUTCOMES,
} from '../../workflows/disclosure/vocabulary.ts'
import { plusDays } from '../../workflows/statute/days.ts'

const law = loadLaw()
const FIRST = '2026-03-02'
export const types = Object.keys(FACTS) as FactType[]
export const known: ReadonlySet<string> = new Set(types)
const FIELDS = {
  reasons: '理由',
  content: '内容',
  marking: '秘密',
  period: '1年',
  earlierNumber: '1号',
  earlierOn: '2025年11月3日',
  earlierFile: '00000000-0000-4000-8000-000000000000',
  where: 'https://www.yunxi.example/zwgk/1.html',
  noConsultationReason: '无',
}

const CHAIN = [
  { name: '公开机构负责人审批', role: 'head' },
  { name: '分管领导审批', people: ['leader'] },
]

/** What a fact says, as odd as a form may send it. */
const told = (type: FactType, n: number, day: string): object => {
  const name = n % 3 === 0 ? {} : { consultation: String(1 + (n % 3)) }
  const outcome = Object.keys(OUTCOMES)[n % 23]
  const ways: Partial<Record<FactType, object>> = {
    correctionRequested: {
      answerBy: plusDays(day, (n % 30) - 2),
      ...(n % 2 && { lateReason: '理由', shortReason: '理由' }),
    },
    reasonsRequested: { answerBy: plusDays(day, (n % 30) - 2) },
    reasonsAssessed: { reasonable: n % 2 === 0, ...(n % 3 === 0 && { delayedUntil: plusDays(day, n - 10) }) },
    extended: { workingDays: (n % 23) - 1 },
    feeNotified: { amount: n % 5 },
    searched: { found: n % 2 === 0 },
    replyDrafted: { outcome, fields: n % 3 ? FIELDS : {}, ...(n % 4 === 0 && { chain: CHAIN }) },
    replyApproved: { step: CHAIN[n % 2]!.name, passed: n % 5 > 0, by: `approver:${n % 3}` },
    replyReviewed: { passed: n % 3 > 0 },
    replyServed: { how: ['portal', 'post', 'pigeon'][n % 3] },
    remedySought: {
      kind: ['reconsideration', 'litigation', 'litigationAfterReconsideration'][n % 3],
      ...(n % 2 && { receivedOn: plusDays(day, (n % 9) - 3), procedure: n % 4 > 1 ? 'simplified' : 'ordinary' }),
      ...(n % 5 === 0 && { appealBy: n % 2 ? 'agency' : 'other' }),
      ...(n % 7 === 0 && { answerBy: plusDays(day, n % 20) }),
    },
    remedyDecided: {
      result: ['upheld', 'corrected', 'other'][n % 3],
      ...(n % 2 && { receivedOn: plusDays(day, (n % 5) - 1) }),
    },
    reopened:
      n % 2
        ? {}
        : {
            workingDays: (n % 40) - 3,
            ...(n % 8 && { decision: { body: '示例法院', number: '1', on: day, receivedOn: day } }),
          },
    releaseDecided: { accepted: n % 2 === 0 },
    thirdPartyConsulted: n % 4 ? {} : name,
    agencyConsulted: n % 4 ? {} : name,
    thirdPartyAnswered: { ...name, consents: n % 2 === 0 },
    thirdPartyAssessed: { ...name, reasonable: n % 2 === 0, publicInterest: n % 4 === 0 },
    disclosureExamined: { severable: n % 2 === 0 },
    secrecyReviewed: {
      conclusion: (['mayDisclose', 'mayDisclose', 'stateSecret', 'undetermined'] as const)[n % 4],
      referredTo: '示例局',
    },
    agencyAnswered: { ...name, consents: n % 2 === 0 },
    thirdPartyReached: name,
    agencyReached: name,
    thirdPartySilent: name,
    agencySilent: name,
  }
  return { ...ways[type], ...(n % 17 === 0 && { by: 'handler' }) }
}

export type Move = { pick: number; gap: number; n: number }
const history = (gap: fc.Arbitrary<number>, maxLength: number) =>
  fc.record({
    channel: fc.constantFrom(...(Object.keys(CHANNELS) as Channel[])),
    moves: fc.array(fc.record({ pick: fc.nat(9_999), gap, n: fc.nat(99) }), { maxLength, size: 'max' }),
  })
/** Mostly forward in days, now and then recorded later than it happened. */
export const histories = history(
  fc.oneof({ weight: 6, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.integer({ min: -9, max: 40 }) }),
  40,
)
/** No two facts on one day: on one day the order of recording is the order. */
export const dayByDay = history(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 30 })), 14)

/** What brings a case to its end; tried often, so that histories come that far. */
const AHEAD: readonly FactType[] = [
  ...(['confirmed', 'registered', 'assigned', 'corrected', 'feePaid', 'secrecyReviewed'] as const),
  ...(['replyDrafted', 'replyReviewed', 'replyApproved', 'replySigned', 'replyServed', 'archived'] as const),
]

/** Ahead, something that the case says it can hear, or anything at all. */
function next(at: CaseState, { pick, n }: Move, day: string): Heard {
  const able = pick % 4 === 3 ? types : possible(at, law, day).filter((t) => t !== 'withdrawn' || n % 9 === 0)
  const ahead = AHEAD.filter((type) => able.includes(type))
  const from = pick % 4 < 2 && ahead.length > 0 ? ahead : able
  const type = from[n % from.length]!
  return sampleFact(type, day, told(type, pick % 97, day))
}

export type Case = { at: CaseState; ledger: Heard[]; refusals: Refused[] }

/** The case as its history goes; nothing is rectified on the way. @throws where a refusal has changed the case */
export function live({ channel, moves }: { channel: Channel; moves: Move[] }): Case {
  const submitted = sampleFact('submitted', FIRST, { channel })
  let at: CaseState = open(submitted as FactOf<'submitted'>)
  let day = FIRST
  const ledger = [submitted]
  const refusals: Refused[] = []
  for (const one of moves) {
    const on = plusDays(day, one.gap)
    const fact = next(at, one, on)
    if (fact.type === 'rectified') continue
    const before = JSON.stringify(at)
    try {
      const { state, context } = decide(at, fact, law)
      at = { state, context }
      ledger.push(fact)
      day = on > day ? on : day
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (JSON.stringify(at) !== before) throw new Error(`${error.code} has changed the case.`)
      refusals.push(error)
    }
  }
  return { at: { state: at.state, context: at.context }, ledger, refusals }
}
