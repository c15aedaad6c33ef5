/** Whatever is recorded, in whatever order: the case changes or refuses by name, and the ledger is the case. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, decide, open, Refused, replay } from '../../workflows/disclosure/decide.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import { rectify } from '../../workflows/disclosure/rectify.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { plusDays } from '../../workflows/statute/days.ts'
import { times } from '../support/proof.ts'
import { dayByDay, histories, known, live, types } from './lives.ts'

const law = loadLaw()
/** As the ledger keeps it and reads it again. */
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const dates = ({ context }: CaseState) =>
  clock({ channel: context.channel, facts: context.clockFacts, asOf: '2027-12-31' }, law)

test('any sequence of facts changes the case or is refused by name, and the dates can always be computed', () => {
  let far = 0
  fc.assert(
    fc.property(histories, (given) => {
      const { at, refusals, ledger } = live(given)
      for (const refused of refusals) {
        expect(refused.code).toMatch(/^[A-Z_]+$/)
        expect(refused.article).toMatch(/条|号/)
        expect(refused.message).toMatch(/。$/)
        expect(refused.allowed.every((type) => known.has(type))).toBe(true)
      }
      expect(() => dates(at)).not.toThrow()
      if (ledger.some((fact) => fact.type === 'replyServed')) far++
    }),
    { numRuns: times(600, 10_000) },
  )
  expect(far).toBeGreaterThan(3) // the histories come through to the end, not only to the first refusal
})

test('words that nobody knows, and days that are none, are refused by name', () => {
  const at = live({ channel: 'counter', moves: [] }).at
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString', '*', ...types)),
      fc.oneof(fc.string(), fc.constantFrom('2026-02-30', '', '9999-12-31', '2026-03-02')),
      (type, on) => {
        try {
          decide(at, { ...sampleFact('noted', on), type } as Heard, law)
          expect(known.has(type)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(Refused)
        }
      },
    ),
    { numRuns: times(500, 40_000) },
  )
})

test('replaying the ledger gives the case, also after it was stored and read again', () => {
  fc.assert(
    fc.property(histories, (given) => {
      const { at, ledger } = live(given)
      expect(replay(ledger, law)).toEqual(at)
      expect(replay(stored(ledger), law)).toEqual(stored(at))
    }),
    { numRuns: times(60, 5_000) },
  )
})

test('facts of different days, recorded in any allowed order, give the same dates', () => {
  let reordered = 0
  fc.assert(
    fc.property(dayByDay, fc.array(fc.nat(99), { minLength: 15, maxLength: 15 }), (given, order) => {
      const { at, ledger } = live(given)
      const named = ledger.map((fact) => withName(fact, ledger))
      let again: CaseState = open(named[0] as FactOf<'submitted'>)
      const waiting = named.slice(1)
      while (waiting.length > 0) {
        const tries = waiting.map((_, i) => (i + order[waiting.length % order.length]!) % waiting.length)
        const allowed = tries.find((i) => isAllowed(again, waiting[i]!))
        if (allowed === undefined) return // this order came to a place where nothing more was allowed
        if (allowed > 0) reordered++
        again = decide(again, waiting.splice(allowed, 1)[0]!, law)
      }
      const { receivedOn, dueOn, status, settledOn, workingDays, inTime } = dates(at)
      expect(dates(again)).toMatchObject({ receivedOn, dueOn, status, settledOn, workingDays, inTime })
    }),
    { numRuns: times(120, 10_000) },
  )
  expect(reordered).toBeGreaterThan(20)
})

/** The house names each consultation when it is sent; in another order the names must be the same. */
function withName(fact: Heard, ledger: Heard[]): Heard {
  const at = ledger.slice(0, ledger.indexOf(fact) + 1)
  const { clockFacts } = replay(at, law).context
  const moved = clockFacts.at(-1)
  return moved?.type === fact.type && moved.consultation
    ? ({ ...fact, consultation: moved.consultation } as Heard)
    : fact
}

function isAllowed(at: CaseState, fact: Heard): boolean {
  try {
    decide(at, fact, law)
    return true
  } catch {
    return false
  }
}

describe('rectification', () => {
  test('an extension that is rectified away was never there', () => {
    let extended = 0
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 20 }), (given, workingDays) => {
        const { at, ledger } = live(given)
        const last = ledger
          .map((fact) => fact.on)
          .sort()
          .at(-1)!
        const fact = sampleFact('extended', last, { workingDays })
        if (!isAllowed(at, fact)) return
        extended++
        const after = rectify([...ledger, fact], ledger.length + 1, undefined, 'head', law)
        expect(after).toEqual(at)
        expect(dates(after)).toEqual(dates(at))
      }),
      { numRuns: times(120, 10_000) },
    )
    expect(extended).toBeGreaterThan(10)
  })

  test('whatever is rectified gives a lawful case that its ledger replays to, or is refused by name', () => {
    let done = 0
    fc.assert(
      fc.property(histories, fc.nat(), fc.boolean(), (given, pick, replace) => {
        const { ledger } = live(given)
        const position = 1 + (pick % ledger.length)
        const original = ledger[position - 1]!
        const replacement = replace ? { ...original, on: plusDays(original.on, (pick % 5) - 2) } : undefined
        try {
          const at = rectify(ledger, position, replacement, 'head', law)
          const rectified = sampleFact('rectified', '2026-12-31', {
            position,
            by: 'head',
            ...(replacement && { replacement }),
          })
          expect(replay([...ledger, rectified], law)).toEqual(at)
          expect(() => dates(at)).not.toThrow()
          done++
          if (!replacement) return
          // Put right a second time, it is as if the second word had been the only one.
          const again = { ...original, on: plusDays(original.on, (pick % 3) - 1) }
          const twice = rectify([...ledger, rectified], position, again, 'head', law)
          expect(twice).toEqual(rectify(ledger, position, again, 'head', law))
          expect(replay([...ledger, rectified, { ...rectified, replacement: again } as never], law)).toEqual(twice)
        } catch (error) {
          expect(error).toBeInstanceOf(Refused)
        }
      }),
      { numRuns: times(60, 5_000) },
    )
    expect(done).toBeGreaterThan(10)
  })
})
