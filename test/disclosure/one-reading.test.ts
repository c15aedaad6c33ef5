/** A ledger is read in one way: the clock on the raw ledger says what it says on the facts that the case has kept. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { decide, possible, Refused, replay } from '../../workflows/disclosure/decide.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import { rectify } from '../../workflows/disclosure/rectify.ts'
import { FACTS, type FactType } from '../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { counting } from '../../workflows/statute/counting.ts'
import { plusDays } from '../../workflows/statute/days.ts'
import { lettersMeant, PARTS } from '../../workflows/statute/letters.ts'
import { times } from '../support/proof.ts'
import { histories, live } from './lives.ts'

const law = loadLaw()
const runs = times(120, 5_000)

type Change = { pick: number; days: number; how: 'strike' | 'move' | 'day' }
const changes = fc.array(
  fc.record({
    pick: fc.nat(9_999),
    days: fc.integer({ min: -3, max: 3 }),
    how: fc.constantFrom<Change['how'][]>('strike', 'move', 'day'),
  }),
  { maxLength: 4 },
)

/** The ledger with what was put right; what may not be put right stays. `day` gives a new day alone: all else is inherited. */
function putRight(ledger: readonly Heard[], { pick, days, how }: Change): readonly Heard[] {
  const position = 1 + (pick % ledger.length)
  const original = ledger[position - 1]!
  const on = plusDays(original.on, days)
  const rest = Object.fromEntries(Object.entries(original).filter(([key]) => key !== 'consultation'))
  const replacement = how === 'strike' ? undefined : how === 'move' ? { ...original, on } : { ...rest, on }
  try {
    rectify(ledger, position, replacement, 'head', law)
  } catch (error) {
    expect(error).toBeInstanceOf(Refused)
    return ledger
  }
  const last = ledger.reduce((latest, fact) => (fact.on > latest ? fact.on : latest), '')
  return [...ledger, sampleFact('rectified', last, { position, by: 'head', ...(replacement && { replacement }) })]
}

/** Letters to several at once, named or not, some of it recorded later than it happened. */
const askings = fc.array(
  fc.record({
    pick: fc.nat(9_999),
    gap: fc.oneof({ weight: 4, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.integer({ min: -6, max: -1 }) }),
    name: fc.option(fc.constantFrom('1', '2', '3', 'a'), { freq: 1 }),
  }),
  { minLength: 3, maxLength: 14, size: 'max' },
)
const ASKING = (Object.keys(FACTS) as FactType[]).filter((type) => PARTS[type])

function ask(moves: { pick: number; gap: number; name: string | null }[]): readonly Heard[] {
  let day = '2026-03-03'
  const ledger = [sampleFact('submitted', day), sampleFact('registered', day), sampleFact('assigned', day)]
  for (const { pick, gap, name } of moves) {
    const at = replay(ledger, law)
    const on = plusDays(day, gap)
    const may = possible(at, law, on).filter((type) => ASKING.includes(type))
    const fact = sampleFact(may[pick % may.length]!, on, name === null ? {} : { consultation: name })
    try {
      decide(at, fact, law)
    } catch (error) {
      expect(error).toBeInstanceOf(Refused)
      continue
    }
    ledger.push(fact)
    day = on > day ? on : day
  }
  return ledger
}

/** @returns how many facts spoke of a letter */
function readAlike(ledger: readonly Heard[], later: number): number {
  const { channel, clockFacts } = replay(ledger, law).context
  const asOf = plusDays(ledger[0]!.on, later)
  expect(clock({ channel, facts: ledger, asOf }, law)).toEqual(clock({ channel, facts: clockFacts, asOf }, law))
  const meant = lettersMeant(counting(ledger)).filter((letter) => letter !== null)
  expect(meant).toEqual(clockFacts.flatMap(({ consultation }) => consultation ?? []))
  return meant.length
}

describe('dates, steps and warnings are the same', () => {
  const later = fc.integer({ min: 0, max: 90 })

  test('whatever was rectified', () => {
    let rectified = 0
    fc.assert(
      fc.property(histories, changes, later, (given, put, later) => {
        const { ledger: recorded } = live(given)
        const ledger = put.reduce<readonly Heard[]>(putRight, recorded)
        readAlike(ledger, later)
        if (ledger.length > recorded.length) rectified++
      }),
      { numRuns: runs },
    )
    expect(rectified).toBeGreaterThan(runs / 4)
  })

  test('however letters were named, recorded and rectified', () => {
    let several = 0
    fc.assert(
      fc.property(askings, changes, later, (moves, put, later) => {
        if (readAlike(put.reduce(putRight, ask(moves)), later) > 4) several++
      }),
      { numRuns: runs },
    )
    expect(several).toBeGreaterThan(runs / 4)
  })
})

test('a day put right leaves the letter that the fact speaks of', () => {
  const sent = (on: string, consultation: string) => sampleFact('thirdPartyConsulted', on, { consultation })
  const ledger: Heard[] = [
    sampleFact('submitted', '2026-03-02'),
    sampleFact('registered', '2026-03-02'),
    sampleFact('assigned', '2026-03-03'),
    sent('2026-03-04', '1'),
    sent('2026-03-04', '2'),
    sampleFact('thirdPartyAnswered', '2026-03-09', { consultation: '1' }),
    sampleFact('rectified', '2026-03-10', {
      position: 6,
      replacement: { on: '2026-03-06', consents: false, reasons: '' },
    }),
  ]
  const { consultations, dueOn } = clock({ channel: 'counter', facts: ledger, asOf: '2026-03-10' }, law)
  expect(consultations).toHaveLength(2)
  expect(dueOn).toBe(
    clock({ channel: 'counter', facts: replay(ledger, law).context.clockFacts, asOf: '2026-03-10' }, law).dueOn,
  )
})

test('what was recorded later than it happened still means the letter that was open then', () => {
  const facts = [
    { type: 'submitted', on: '2026-03-02' },
    { type: 'agencyConsulted', on: '2026-03-04' },
    { type: 'agencyAnswered', on: '2026-03-11' },
    // Found in the mailroom: it had gone out before the other was answered.
    { type: 'agencyConsulted', on: '2026-03-05' },
    { type: 'agencyReached', on: '2026-03-06' },
  ]
  const { steps } = clock({ channel: 'counter', facts, asOf: '2026-03-20' }, law)
  expect(steps.filter(({ text }) => text.includes('）收到答复')).map(({ text }) => text.slice(0, 9))).toEqual([
    '2026年3月4日',
  ])
  expect(steps.find(({ text }) => text.startsWith('2026年3月5日（星期四）发出'))?.text).toContain(
    '3月6日（星期五）送达',
  )
})

test('a list that somebody wrote in no order is read by its days', () => {
  const inOrder = [
    { type: 'submitted', on: '2026-03-02' },
    { type: 'agencyConsulted', on: '2026-03-04' },
    { type: 'agencyReached', on: '2026-03-05' },
    { type: 'agencyAnswered', on: '2026-03-11' },
    { type: 'agencyConsulted', on: '2026-03-20' },
  ]
  const at = { channel: 'counter', asOf: '2026-03-23' } as const
  const facts = [4, 3, 0, 2, 1].map((i) => inOrder[i]!)
  expect(clock({ ...at, facts }, law)).toEqual(clock({ ...at, facts: inOrder }, law))
})
