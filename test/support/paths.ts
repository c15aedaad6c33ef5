/**
 * Ways through the procedure, found in the machine's own graph: for every place, every fact that it can hear there and
 * every outcome, the shortest lawful row of facts. Run against `decide`, and through the API.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getShortestPaths } from 'xstate/graph'
import { isOpen, refusals } from '../../workflows/disclosure/consultations.ts'
import type { CaseContext, Heard } from '../../workflows/disclosure/context.ts'
import { open } from '../../workflows/disclosure/decide.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import { places } from '../../workflows/disclosure/graph.ts'
import { disclosure, type Question } from '../../workflows/disclosure/machine.ts'
import { overridesThirdParty } from '../../workflows/disclosure/rules.ts'
import { toReceive, toSend } from '../../workflows/disclosure/service.ts'
import {
  type FactOf,
  type FactType,
  OUTCOMES,
  type Outcome,
  SYSTEM_FACTS,
} from '../../workflows/disclosure/vocabulary.ts'
import type { ChainStep } from '../../workflows/statute/chain.ts'
import { clock, type Law } from '../../workflows/statute/clock.ts'
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import { PROOF } from './proof.ts'

/** Facts with rising days, the submission first; `by` is who records each. */
export type Path = { name: string; facts: Heard[]; steps: { from: string; type: FactType; to: string }[] }

/** Fields with which the draft of any outcome is complete, in the rules and in the shipped letters. */
const FIELDS = {
  reasons: '理由。',
  content: '公开的内容。',
  given: '公开的内容。',
  withheld: '不公开的内容和理由。',
  ground: '《条例》第十五条',
  marking: '秘密',
  period: '10年',
  law: '《示例法》第一条',
  where: 'https://www.yunxi.example/zwgk/1.html',
  kind: '不动产登记资料',
  earlierNumber: '示例〔2025〕1号',
  earlierOn: '2025年11月3日',
  earlierFile: '00000000-0000-4000-8000-000000000000',
  matter: '投诉',
  facts: '事实。',
  decision: '决定。',
  noConsultationReason: '无法联系第三方。',
}

/** Beside system facts, and rectification, which looks back instead of leading on. */
const HEARD = new Map(
  places().map(({ name, hears }) => [
    name,
    [...new Set(hears.map((step) => step.fact))].filter((t) => t !== 'rectified' && !SYSTEM_FACTS.includes(t)),
  ]),
)

/** 审批: of two steps every arrow is walked. */
export const CHAIN: readonly ChainStep[] = [
  { name: '公开机构负责人审批', role: 'head' },
  { name: '分管领导审批', role: 'signer' },
]
const DECISION = { body: '示例市人民政府', number: '示复〔2026〕1号' }

/** The facts that a place may hear next, each told in every way that matters. */
function nextFacts(place: string, context: CaseContext, law: Law): Heard[] {
  const today = lastDay(context)
  const dates = clock({ channel: context.channel, facts: context.clockFacts, asOf: today }, law)
  const after = (day: Day | null | undefined) => (day && day >= today ? plusDays(day, 1) : today)
  const answersBy = (kind: string) =>
    context.consultations.map((c, i) => (c.kind === kind && isOpen(c) ? dates.consultations[i]!.answerDueOn : null))
  const dueOn = dates.dueOn ?? dates.careful.dueOn
  const ways: Partial<Record<FactType, Heard[]>> = {
    correctionRequested: [
      sampleFact('correctionRequested', today),
      sampleFact('correctionRequested', after(dates.correctionNoticeDueOn), { lateReason: '逾期的理由。' }),
    ],
    correctionLapsed: [sampleFact('correctionLapsed', after(context.correction?.answerBy))],
    feeLapsed: [sampleFact('feeLapsed', after(dates.feeDueOn))],
    sent: context.letters
      .filter((letter) => toSend(context, letter).length > 0)
      .map(({ id: letter }) => sampleFact('sent', today, { letter })),
    received: context.letters
      .filter((letter) => toReceive(context, letter).length > 0)
      .map(({ id: letter }) => sampleFact('received', today, { letter })),
    thirdPartySilent: [sampleFact('thirdPartySilent', after(answersBy('thirdParty').find(Boolean)))],
    agencySilent: [sampleFact('agencySilent', after(answersBy('agency').find(Boolean)))],
    thirdPartyAnswered: [true, false].map((consents) => sampleFact('thirdPartyAnswered', today, { consents })),
    thirdPartyAssessed: [true, false].map((reasonable) => sampleFact('thirdPartyAssessed', today, { reasonable })),
    agencyConsulted: [true, false].map((coMaker) => sampleFact('agencyConsulted', today, { coMaker })),
    secrecyReviewed: (['mayDisclose', 'stateSecret'] as const).map((conclusion) =>
      sampleFact('secrecyReviewed', today, { conclusion }),
    ),
    disclosureExamined: [true, false].map((severable) => sampleFact('disclosureExamined', today, { severable })),
    reasonsAssessed: [
      sampleFact('reasonsAssessed', today),
      sampleFact('reasonsAssessed', after(context.reasonsAsked?.answerBy)),
      sampleFact('reasonsAssessed', today, { reasonable: true }),
      sampleFact('reasonsAssessed', today, { reasonable: true, delayedUntil: plusDays(dueOn ?? today, 30) }),
    ],
    searched: [true, false].map((found) => sampleFact('searched', today, { found })),
    replyDrafted: (Object.keys(OUTCOMES) as Outcome[])
      .map((outcome) => sampleFact('replyDrafted', today, { outcome, fields: FIELDS }))
      .concat(sampleFact('replyDrafted', today, { outcome: 'alreadyPublic', fields: FIELDS, chain: CHAIN })),
    replyApproved: (context.draft?.chain ?? []).flatMap(({ name: step }, i) =>
      [true, false].map((passed) => sampleFact('replyApproved', today, { step, passed, by: `approver:${i}` })),
    ),
    replyReviewed: [true, false].map((passed) => sampleFact('replyReviewed', today, { passed })),
    remedySought: ['reconsideration', 'litigation', 'litigationAfterReconsideration'].map((kind) =>
      sampleFact('remedySought', context.servedOn || context.withdrawnOn ? today : after(dueOn), { kind }),
    ),
    reopened: [{}, { workingDays: 10, decision: { ...DECISION, on: today, receivedOn: today } }].map((told) =>
      sampleFact('reopened', today, told),
    ),
    releaseDecided: [true, false].map((accepted) => sampleFact('releaseDecided', today, { accepted })),
  }
  const letter = letterDue(context)
  if (letter) return [sampleFact('letterMade', today, letter)]
  return HEARD.get(place)!.flatMap((type) => ways[type] ?? [sampleFact(type, today)])
}

/** The letters whose way matters to the procedure: made as soon as their fact is recorded, each with an id of its own. */
function letterDue({ last, letters }: CaseContext): { letter: string; template: string } | null {
  const i = MAKING.findIndex(([type]) => type === last)
  if (i < 0 || letters.some(({ id }) => id === idOf(i))) return null
  return { letter: idOf(i), template: MAKING[i]![1] }
}
const idOf = (i: number) => `00000000-0000-4000-8000-00000000000${i + 1}`
const MAKING: [FactType, template: string][] = [
  ['registered', 'registrationReceipt'],
  ['correctionRequested', 'correctionNotice'],
  ['reasonsRequested', 'reasons'],
  ['feeNotified', 'fee'],
  ['replySigned', 'reply'],
]
/** The template of a letter on a path. */
export const templateOnPath = (id: unknown): string | undefined => MAKING.find((_, i) => idOf(i) === id)?.[1]

const lastDay = ({ submittedOn, clockFacts, remedy }: CaseContext): Day =>
  [submittedOn, ...clockFacts.map((fact) => fact.on), remedy?.soughtOn ?? '', remedy?.decidedOn ?? ''].sort().at(-1)!

const nameOf = (value: unknown): string =>
  typeof value === 'string' ? value : Object.entries(value as object).map(([k, v]) => `${k}.${nameOf(v)}`)[0]!

/** What makes one case differ from another for this purpose: where it stands, how it came there, what it waits for. */
function told(fact: Heard | undefined): string {
  if (!fact) return ''
  const { type, outcome, passed, consents, found, reasonable, delayedUntil, kind, workingDays, conclusion, severable } =
    fact as never as Record<string, unknown>
  const ways = {
    conclusion,
    severable,
    coMaker: (fact as { coMaker?: boolean }).coMaker,
    outcome,
    passed,
    consents,
    found,
    reasonable,
    delayed: delayedUntil && true,
    kind,
    ordered: workingDays,
    chained: (fact as { chain?: unknown }).chain && true,
    step: (fact as { step?: string }).step,
  }
  return `${type} ${type === 'extended' ? '' : JSON.stringify(ways)}`
}
function memory(context: CaseContext): string {
  const { draft, withdrawnOn, servedOn, consultations, reasons, released, openRemedies, letters } = context
  const kind = withdrawnOn ? 'withdrawn' : draft && (draft.outcome === 'disclosed' ? 'disclosed' : 'answered')
  const open = consultations.filter(isOpen).map((c) => `${c.kind}${c.state}`)
  const waits = waitsFor(context)
  const ways = letters
    .filter(({ tells }) => waits.includes(tells))
    .map((letter) => [toSend(context, letter).length, toReceive(context, letter).length])
  const judged = [
    context.conferred,
    context.secrecy.at(-1)?.conclusion,
    context.examined.at(-1)?.severable,
    refusals(consultations).length,
  ]
  return JSON.stringify([
    ...[
      kind,
      context.signedOn || !draft?.chain ? null : (draft.approvals?.length ?? 0),
      servedOn !== null,
      open.slice(0, 1),
      reasons === 'requested',
      released,
      openRemedies,
    ],
    ...(draft ? [overridesThirdParty(context)] : judged),
    ways,
  ])
}

/** Facts after which everything goes on as before: walked in each place, not walked on from. */
const ASIDE: readonly FactType[] = [
  ...(['noted', 'fileAdded', 'extended', 'agencyAnswered', 'agencySilent', 'thirdPartySilent'] as const),
  ...(['sensitivityMarked', 'sensitivityLifted'] as const),
  ...(['restored', 'feePaid', 'replyReturned', 'releaseDecided', 'reopened'] as const),
]
/** The notices whose way matters now: without their arrival nothing lapses. */
function waitsFor(context: CaseContext): FactType[] {
  const { correction, corrected, fee, reasons, lapsed } = context
  if (lapsed || isJudged(context)) return []
  const waits: FactType[] = reasons === 'requested' ? ['reasonsRequested'] : []
  if (correction && !corrected) waits.push('correctionRequested')
  if (fee && !fee.paid) waits.push('feeNotified')
  return waits
}
const isWaitedFor = (letter: string) => ['correctionNotice', 'fee', 'reasons'].includes(templateOnPath(letter)!)

/**
 * What is conferred about or reviewed, then examined: once each, in this order, when no letter is open, and with nothing
 * after it but a draft. Every other order leads nowhere else.
 */
const JUDGED: readonly FactType[] = ['conferred', 'secrecyReviewed', 'disclosureExamined']
const isJudged = ({ conferred, secrecy, examined }: CaseContext) => conferred || secrecy.length + examined.length > 0
const inOneOrder = (fact: Heard, { conferred, secrecy, examined, consultations, reasons }: CaseContext) =>
  Number(conferred) + secrecy.length <= 1 &&
  examined.length <= 1 &&
  !consultations.some(isOpen) &&
  reasons === null &&
  (fact.type === 'disclosureExamined' || examined.length === 0)

function leadsOn(fact: Heard, from: string, context: CaseContext): boolean {
  if (fact.type === 'sent' || fact.type === 'received') return isWaitedFor(fact.letter)
  if (JUDGED.includes(fact.type)) return from === 'review.handling' && inOneOrder(fact, context)
  if (from.startsWith('review') && fact.type !== 'replyDrafted' && isJudged(context)) return false
  if (ASIDE.includes(fact.type)) return false
  if (fact.type === 'assigned') return from === 'register.open'
  if (fact.type === 'searched') return !fact.found
  if (fact.type === 'replyReviewed' || fact.type === 'replyApproved') return fact.passed
  if (fact.type === 'reasonsAssessed') return !fact.reasonable
  if (fact.type === 'replyDrafted') return fact.outcome === 'disclosed' || fact.outcome === 'alreadyPublic'
  return true
}

type Snapshot = ReturnType<typeof disclosure.resolveState>

/**
 * Fewer of them, for slow doors: together they walk every arrow and tell every fact in every way, so they draft every
 * outcome; in the proof they walk each arrow in every way of telling its fact.
 */
export const coveringPaths = (law: Law): Path[] =>
  once('covering-paths', () => {
    const left = paths(law).map((path) => ({ path, news: new Set(newsOf(path)) }))
    const chosen: Path[] = []
    while (left.length > 0) {
      const best = left.reduce((a, b) => (b.news.size > a.news.size ? b : a))
      if (best.news.size === 0) break
      chosen.push(best.path)
      const walked = [...best.news]
      for (const { news } of left) for (const one of walked) news.delete(one)
    }
    return chosen
  })

const newsOf = ({ facts, steps }: Path): string[] =>
  steps.flatMap(({ from, type, to }, i) => {
    const how = told(facts[i + 1])
    return PROOF ? [`${from} ${how} ${to}`] : [`${from} ${type} ${to}`, how]
  })

/** Looking through the machine takes seconds: done by one of a run's files, and read by the others. */
function once<T>(name: string, find: () => T): T {
  const path = join(tmpdir(), `${name}.json`) // the folder of this run
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  const found = find()
  const draft = `${path}.${randomUUID()}`
  writeFileSync(draft, JSON.stringify(found))
  renameSync(draft, path)
  return found
}

/** For each outcome one case from the submission to the archive. */
export const answeredPaths = (law: Law): { outcome: Outcome; facts: Heard[] }[] =>
  once('answered-paths', () =>
    (Object.keys(OUTCOMES) as Outcome[]).map((outcome) => {
      const drafts = (fact: Heard) => fact.type === 'replyDrafted' && fact.outcome === outcome
      const { facts } = paths(law).find((path) => path.facts.some(drafts))!
      const drafted = facts.slice(0, facts.findIndex(drafts) + 1)
      const day = drafted.at(-1)!.on
      const after = (['replyReviewed', 'replySigned', 'replyServed', 'archived'] as const).map((type) =>
        sampleFact(type, day),
      )
      return { outcome, facts: [...drafted, ...after] }
    }),
  )

/** The day on which each path begins: a Monday. */
export const BEGINS = '2026-03-02'

/** Every path that is not the beginning of another, by the shipped law. Deterministic; looked for once. */
export const paths = (law: Law): Path[] => once('paths', () => search(law))

function search(law: Law): Path[] {
  const request = { title: '示例文件', description: '示例文件全文', form: 'paper', delivery: 'post' }
  const submitted = sampleFact('submitted', BEGINS, { channel: 'online', request }) as FactOf<'submitted'> & Heard
  const { state, context } = open(submitted)
  const walkedOn = new WeakSet<object>()
  const shortest = getShortestPaths(disclosure, {
    fromState: disclosure.resolveState({ value: state, context }) as never,
    events: ((at: Snapshot) =>
      // One consultation at a time is enough to walk every arrow; two of a kind multiply the ways without adding one.
      (walkedOn.has(at) ? nextFacts(nameOf(at.value), at.context, law) : [])
        .filter((fact) => !fact.type.endsWith('Consulted') || at.context.consultations.length === 0)
        .map((fact): Question => ({ type: fact.type, law, fact }))) as never,
    filterEvents: ((at: Snapshot, event: Question) => at.can(event)) as never,
    serializeState: ((at: Snapshot, event?: Question, before?: Snapshot) => {
      const from = nameOf((before ?? at).value)
      const on = !event?.fact || leadsOn(event.fact, from, at.context)
      if (on) walkedOn.add(at)
      return `${from} ${nameOf(at.value)} ${told(event?.fact)} ${on ? memory(at.context) : ''}`
    }) as never,
    serializeEvent: ((event: Question) => JSON.stringify(event.fact)) as never,
  })
  const all = shortest.map(({ steps, state: end }) =>
    pathOf(submitted, steps as never, nameOf((end as never as Snapshot).value)),
  )
  const keys = new Set(all.flatMap(({ facts }) => facts.slice(0, -1).map((_, i) => keyOf(facts.slice(0, i + 1)))))
  return all.filter(({ facts }) => !keys.has(keyOf(facts)))
}

const keyOf = (facts: readonly Heard[]) => facts.map((fact) => `${fact.on} ${told(fact)}`).join('\n')

function pathOf(submitted: Heard, steps: { state: Snapshot; event: Question }[], end: string): Path {
  // The first step is the graph's own beginning and carries no fact.
  const heard = steps.filter((step) => step.event.fact)
  const facts = [submitted, ...heard.map((step) => step.event.fact!)]
  const arrows = heard.map((step, i) => {
    const from = nameOf((heard[i - 1]?.state ?? { value: 'receive.open' }).value)
    return { from, type: step.event.type, to: nameOf(step.state.value) }
  })
  const name = `${facts
    .slice(1)
    .map((fact) => (fact.type === 'replyDrafted' ? `${fact.type} ${fact.outcome}` : fact.type))
    .join(' → ')} ⇒ ${end}`
  return { name, facts, steps: arrows }
}
