/** A rectified fact no longer counts; both stay visible; what would no longer be lawful is named. */
import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, decide, open, Refused, replay } from '../../workflows/disclosure/decide.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import { rectify } from '../../workflows/disclosure/rectify.ts'
import type { FactOf, FactType } from '../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { nextName } from '../../workflows/statute/letters.ts'

const law = loadLaw()
const F = (on: string, type: FactType, told: object = {}) => sampleFact(type, on, told)
const rectified = (on: string, position: number, replacement?: object) =>
  F(on, 'rectified', { position, by: 'head', ...(replacement && { replacement }) })

/** As the office records it: decided where it is a fact of the case, replayed where it is a rectification. */
function record(facts: readonly Heard[]): CaseState {
  let at: CaseState = open(facts[0] as FactOf<'submitted'>)
  facts.forEach((fact, i) => {
    if (i === 0) return
    at =
      fact.type === 'rectified'
        ? rectify(facts.slice(0, i), fact.position, fact.replacement, fact.by, law)
        : decide(at, fact, law)
  })
  return { state: at.state, context: at.context }
}

const dueOn = ({ context }: CaseState, asOf = '2026-03-20') =>
  clock({ channel: context.channel, facts: context.clockFacts, asOf }, law).dueOn

const HANDLED = [
  F('2026-03-02', 'submitted', { channel: 'online' }),
  F('2026-03-02', 'confirmed'),
  F('2026-03-02', 'registered'),
  F('2026-03-02', 'letterMade'),
  F('2026-03-03', 'assigned'),
]

function refusal(run: () => unknown): Refused {
  try {
    run()
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
  throw new Error('It was not refused.')
}

test('positions are those of the ledger, system facts counted; the ledger replays to what was recorded', () => {
  const ledger = [...HANDLED, F('2026-03-10', 'extended'), F('2026-03-10', 'letterMade'), rectified('2026-03-11', 6)]
  const at = record(ledger)
  // The letter was made all the same.
  expect(at).toEqual(record([...HANDLED, F('2026-03-10', 'letterMade')]))
  expect(replay(ledger, law)).toEqual(at)
  expect(dueOn(at)).toBe('2026-03-30')
})

test('life goes on after a rectification, and the ledger still replays to it', () => {
  const ledger = [
    ...HANDLED,
    F('2026-03-10', 'extended', { workingDays: 20 }),
    rectified('2026-03-11', 6),
    F('2026-03-11', 'extended', { workingDays: 5 }),
    F('2026-03-12', 'searched', { found: false }),
    F('2026-03-13', 'replyDrafted', { outcome: 'notHeld' }),
    F('2026-03-13', 'replyReviewed'),
    rectified('2026-03-16', 9, { places: ['档案室'], terms: ['示例'], found: false, note: '补记检索地点。' }),
    F('2026-03-17', 'replySigned'),
  ]
  const at = record(ledger)
  expect(at.state).toEqual({ reply: 'signed' })
  expect(dueOn(at)).toBe('2026-04-07')
  expect(replay(ledger, law)).toEqual(at)
})

test('a consultation that is struck frees no name that another bears', () => {
  const sent = (on: string, consultation: string) => F(on, 'thirdPartyConsulted', { consultation })
  const ledger = [...HANDLED, sent('2026-03-04', '1'), sent('2026-03-05', '2'), rectified('2026-03-06', 6)]
  const name = nextName(record(ledger).context.consultations)
  const at = record([...ledger, sent('2026-03-09', name)])
  expect(at.context.consultations.map((c) => c.id)).toEqual(['2', '3'])
  expect(replay([...ledger, sent('2026-03-09', name)], law)).toEqual(at)
  expect(refusal(() => decide(record(ledger), sent('2026-03-09', '2'), law)).code).toBe('CONSULTATION_NAME_REUSED')
})

test('an answer that was put right is one to the same letter', () => {
  const ledger = [
    ...HANDLED,
    F('2026-03-04', 'thirdPartyConsulted', { consultation: '1' }),
    F('2026-03-09', 'thirdPartyAnswered', { consultation: '1' }),
    rectified('2026-03-10', 7, { consents: false, reasons: '不同意。' }),
  ]
  const at = record(ledger)
  expect(at.context.consultations).toMatchObject([
    { id: '1', sentOn: '2026-03-04', state: 'answered', consents: false },
  ])
})

test('a draft that is replaced is its new author’s, who may not review it', () => {
  const drafted = [...HANDLED, F('2026-03-05', 'replyDrafted')]
  const at = rectify(drafted, 6, { outcome: 'notThisAgency', fields: {} }, 'counsel', law)
  expect(refusal(() => decide(at, F('2026-03-06', 'replyReviewed'), law)).code).toBe('OWN_DRAFT')
})

test('the day of submission is corrected without writing the application again', () => {
  const counter = [F('2026-03-03', 'submitted'), F('2026-03-03', 'registered')]
  const at = rectify(counter, 1, { on: '2026-03-02' }, 'head', law)
  expect(at.context).toMatchObject({ submittedOn: '2026-03-02', channel: 'counter' })
  expect(dueOn(at)).toBe('2026-03-30')
})

test('a channel that was put right leaves a confirmation idle, and receipt is the day of submission', () => {
  const at = rectify(
    HANDLED.with(1, F('2026-03-03', 'confirmed')).with(2, F('2026-03-03', 'registered')),
    1,
    { channel: 'counter' },
    'head',
    law,
  )
  expect(at.context.channel).toBe('counter')
  expect(dueOn(at)).toBe('2026-03-30')
})

test('an application older than the regulation, or from a day that is none, is refused by name', () => {
  const old = F('2018-03-02', 'submitted') as FactOf<'submitted'>
  expect(refusal(() => open(old, law))).toMatchObject({
    code: 'DATES_CONTRADICT',
    message: expect.stringContaining('2018'),
  })
  expect(refusal(() => open({ ...old, on: '2026-02-30' }, law)).code).toBe('DATES_CONTRADICT')
  const counter = [F('2026-03-02', 'submitted'), F('2026-03-02', 'registered')]
  expect(refusal(() => rectify(counter, 1, { on: '2018-03-02' }, 'head', law)).code).toBe('DATES_CONTRADICT')
})

test('a calendar that was loaded since does not undo what was lawful before the place of change', () => {
  const ledger = [...HANDLED, F('2026-03-30', 'extended'), F('2026-03-30', 'searched'), F('2026-03-30', 'noted')]
  // As if a later notice had taken days out of the count: on 30 March the period would have been over.
  const shorter = { ...law, limits: law.limits.map((limit) => (limit.id === 'reply' ? { ...limit, days: 19 } : limit)) }
  expect(refusal(() => decide(record(HANDLED), F('2026-03-30', 'extended'), shorter)).code).toBe(
    'EXTENDED_AFTER_EXPIRY',
  )
  expect(replay(ledger.slice(0, 5), shorter)).toEqual(record(HANDLED))
  expect(() => rectify(ledger, 7, undefined, 'head', { ...law, calendar: law.calendar })).not.toThrow()
})

test('a replacement that is wrong is put right at the same position: the later word holds, and another may strike it', () => {
  const served = [
    ...HANDLED,
    F('2026-03-04', 'searched', { found: false }),
    F('2026-03-05', 'replyDrafted', { outcome: 'notHeld' }),
    F('2026-03-06', 'replyReviewed'),
    F('2026-03-06', 'replySigned'),
    F('2026-03-09', 'replyServed'),
  ]
  const instead = (on: string) => ({ how: 'portal', on })
  const once = [...served, rectified('2026-03-12', 10, instead('2026-03-07'))]
  const twice = [...once, rectified('2026-03-13', 10, instead('2026-03-10'))]
  const at = record(twice)
  expect(at.context.servedOn).toBe('2026-03-10')
  expect(at).toEqual(record([...served, rectified('2026-03-13', 10, instead('2026-03-10'))]))
  expect(replay(twice, law)).toEqual(at)
  const struck = [...twice, rectified('2026-03-16', 10)]
  expect(record(struck)).toEqual(record(served.slice(0, -1)))
  expect(refusal(() => rectify(struck, 10, instead('2026-03-10'), 'head', law)).code).toBe('RECTIFIED_ALREADY')
})

describe('refused by name', () => {
  const ledger = [
    ...HANDLED,
    F('2026-03-04', 'searched'),
    F('2026-03-05', 'replyDrafted'),
    F('2026-03-06', 'replyReviewed'),
  ]
  test.each<[string, number, object | undefined, RegExp]>([
    ['FACT_NOT_ALLOWED', 3, undefined, /^更正后，第5条“分办\/转办”（2026年3月3日）不再成立：/],
    ['FACT_NOT_ALLOWED', 7, undefined, /^更正后，第8条“法制审核”/],
    ['BEFORE_RECEIPT', 2, { on: '2026-03-03', how: 'phone', note: '改期。' }, /^更正后，第3条“登记”/],
    ['BEFORE_SUBMISSION', 6, { on: '2026-03-01' }, /^更正后，第6条“检索”/],
    ['RECTIFIES_SYSTEM', 4, undefined, /系统/],
    ['SUBMISSION_STANDS', 1, undefined, /提交不能删去/],
    ['REPLACEMENT_TYPE', 1, { type: 'noted', text: '无' }, /同一种记录/],
    ['REPLACEMENT_TYPE', 6, { type: 'submitted' }, /代替/],
    ['REPLACEMENT_TYPE', 6, { type: 'mailSent' }, /代替/],
    ['REPLACEMENT_TYPE', 6, { type: 'constructor' }, /代替/],
    ['REPLACEMENT_TYPE', 6, { type: 'secrecyReviewed' }, /代替/],
    ['ANOTHERS_WORDS', 8, { passed: true, opinion: '同意。' }, /本人重新办理/],
    ['RECTIFIED_POSITION', 99, undefined, /没有这一条/],
    ['RECTIFIED_POSITION', 0, undefined, /没有这一条/],
    ['RECTIFIED_POSITION', 1.5, undefined, /没有这一条/],
  ])('%s at position %s', (code, position, replacement, says) => {
    const refused = refusal(() => rectify(ledger, position, replacement as never, 'head', law))
    expect(refused).toMatchObject({ code, message: expect.stringMatching(says) })
    expect(refused.article).toMatch(/条/)
    expect(refused.allowed).toContain('rectified')
  })

  test('neither a fact that was struck nor the rectification is rectified again', () => {
    const once = [...ledger, rectified('2026-03-09', 6)]
    expect(refusal(() => rectify(once, 6, undefined, 'head', law)).code).toBe('RECTIFIED_ALREADY')
    expect(refusal(() => rectify(once, 9, undefined, 'head', law)).code).toBe('RECTIFICATION_STANDS')
  })
})
