import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { type Clock, type ClockFact, ClockFault, clock } from '../../workflows/statute/clock.ts'
import { plusDays } from '../../workflows/statute/days.ts'
import { times } from '../support/proof.ts'
import { choices, histories } from './histories.ts'
import { slowClock } from './oracle.ts'

const runs = times(5_000, 500_000)
const law = loadLaw()

/** The dates alone; the lines that explain them tell the way, not the place. */
const dates = ({ steps, warnings, excluded, countedFrom, feeDueOn, careful, carefulRuns, ...rest }: Clock) => ({
  ...rest,
  careful: { dueOn: careful.dueOn, inTime: careful.inTime },
})

const attempt = <T>(ask: () => T): T | 'refused' => {
  try {
    return ask()
  } catch {
    return 'refused'
  }
}

test(`a plain day-by-day count agrees on ${runs} histories`, () => {
  let lawful = 0
  fc.assert(
    fc.property(histories, choices, (history, chosen) => {
      const under = { ...law, choices: chosen }
      const slow = attempt(() => slowClock(history, under))
      const fast = attempt(() => dates(clock(history, under)))
      if (slow !== 'refused') lawful++
      expect(fast).toEqual(slow)
    }),
    { numRuns: runs },
  )
  // Were most histories refused, their agreement would prove little.
  expect(lawful / runs).toBeGreaterThan(0.4)
})

test('the careful date is never later, the careful judgement never kinder', () => {
  let apart = 0
  fc.assert(
    fc.property(histories, choices, (history, chosen) => {
      const told = attempt(() => clock(history, { ...law, choices: chosen }))
      if (told === 'refused') return
      const { careful, dueOn, inTime } = told
      if (dueOn !== null) expect(careful.dueOn <= dueOn).toBe(true)
      if (careful.inTime) expect(inTime).toBe(true)
      if (dueOn !== null && careful.dueOn < dueOn) {
        expect(careful.because?.text).toMatch(/。$/)
        apart++
      }
    }),
    { numRuns: times(1_500, 100_000) },
  )
  expect(apart).toBeGreaterThan(500)
})

test('no order or repetition of what follows turns a late reply into a timely one', () => {
  let late = 0
  fc.assert(
    fc.property(histories, choices, fc.array(fc.nat(), { maxLength: 8 }), (history, chosen, picks) => {
      const under = { ...law, choices: chosen }
      const facts = history.facts.filter((f) => f.type !== 'rectified')
      facts.push({ type: 'replyServed', on: plusDays(facts.at(-1)!.on, picks.length * 9), how: 'post' })
      const before = attempt(() => clock({ ...history, facts }, under))
      if (before === 'refused' || before.inTime !== false) return
      late++
      // What happened is repeated, in any order, on the days after the reply; what the clock refuses does not happen.
      let told = before
      let kept = facts
      let on = kept.at(-1)!.on
      for (const pick of picks) {
        on = plusDays(on, pick % 9)
        const again = { ...facts[1 + (pick % (facts.length - 1))], on } as ClockFact
        const tried = attempt(() => clock({ ...history, facts: [...kept, again] }, under))
        if (tried === 'refused') continue
        kept = [...kept, again]
        told = tried
      }
      expect(told.replies.slice(0, before.replies.length)).toEqual(before.replies)
    }),
    { numRuns: times(3_000, 200_000) },
  )
  expect(late).toBeGreaterThan(200)
})

test('whoever leaves out the excluded days comes to the last day by hand', () => {
  let excluding = 0
  fc.assert(
    fc.property(histories, choices, (history, chosen) => {
      const told = attempt(() => clock(history, { ...law, choices: chosen }))
      if (told === 'refused' || !told.countedFrom || !told.dueOn) return
      const { excluded, countedFrom, dueOn } = told
      let counted = 0
      for (let day = plusDays(countedFrom, 1); day <= dueOn; day = plusDays(day, 1))
        if (law.calendar.isWorkingDay(day) && !excluded.some(({ from, to }) => from <= day && day <= to)) counted++
      expect(counted).toBe(told.workingDays.allowed)
      if (excluded.length > 0) excluding++
    }),
    { numRuns: times(1_500, 100_000) },
  )
  expect(excluding).toBeGreaterThan(300)
})

test('what is refused is refused by name, never by accident', () => {
  fc.assert(
    fc.property(histories, (history) => {
      try {
        clock(history, law)
      } catch (error) {
        expect(error).toBeInstanceOf(ClockFault)
      }
    }),
    { numRuns: times(1_000, 100_000) },
  )
})

test('the order in which facts are entered moves no date', () => {
  fc.assert(
    fc.property(histories, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (history, keys) => {
      // Facts of one day keep their order among themselves; a rectification points at a place, so it is left out.
      const facts = history.facts.filter((f) => f.type !== 'rectified')
      const days = [...new Set(facts.map((f) => f.on))]
      const shuffled = days
        .map((day, i) => ({ day, key: keys[i % keys.length]! + i / 1000 }))
        .sort((a, b) => a.key - b.key)
        .flatMap(({ day }) => facts.filter((f) => f.on === day))
      const one = attempt(() => clock({ ...history, facts }, law))
      const other = attempt(() => clock({ ...history, facts: shuffled }, law))
      expect(other).toEqual(one)
    }),
    { numRuns: times(1_500, 100_000) },
  )
})

test('an extension that is rectified leaves no trace in the dates', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 1, max: 20 }), (history, workingDays) => {
      const before = attempt(() => dates(clock(history, law)))
      const on = history.facts.at(-1)!.on
      const facts = [
        ...history.facts,
        { type: 'extended', on, workingDays },
        { type: 'rectified', on, position: history.facts.length + 1, why: '误记', approvedBy: '某' },
      ]
      expect(attempt(() => dates(clock({ ...history, facts }, law)))).toEqual(before)
    }),
    { numRuns: times(1_500, 100_000) },
  )
})
