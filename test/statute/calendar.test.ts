import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadLaw, withArrangements } from '../../src/ground/law.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { dayNumber, dayOf, isDay, plusDays, plusMonths, weekday } from '../../workflows/statute/days.ts'
import { times } from '../support/proof.ts'
import { worked } from './oracle.ts'

const law = loadLaw()
const { calendar } = law

test.each([
  [2024, 251],
  [2025, 248],
  [2026, 248],
])('%i has %i working days', (year, days) => {
  expect(calendar.between(`${year - 1}-12-31`, `${year}-12-31`)).toBe(days)
})

test('each day of 2019 to 2030 is worked or not as the notices, or the fixed dates, say', () => {
  for (let day = '2019-01-01'; day <= '2030-12-31'; day = plusDays(day, 1))
    expect(calendar.isWorkingDay(day), day).toBe(worked(day, law))
})

test('plus and between answer each other', () => {
  const day = fc.integer({ min: dayNumber('2019-05-15'), max: dayNumber('2028-12-31') }).map(dayOf)
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 200 }), (from, n) => {
      const { on } = calendar.plus(from, n)
      expect(calendar.isWorkingDay(on)).toBe(true)
      expect(calendar.between(from, on)).toBe(n)
      expect(calendar.between(on, from)).toBe(-n)
    }),
    { numRuns: times(100, 10_000) },
  )
})

test('holidays and make-up days have names', () => {
  expect(calendar.holiday('2026-02-17')).toBe('春节')
  expect(calendar.holiday('2026-02-14')).toBeUndefined()
  expect(calendar.isMakeUp('2026-02-14')).toBe(true)
  expect(calendar.holiday('2022-12-31')).toBe('元旦')
})

test('every make-up day names a holiday of its own notice', () => {
  for (const a of law.arrangements) {
    const names = new Set(Object.values(a.off))
    for (const day of a.work) expect(names, day).toContain(a.workFor?.[day])
  }
})

test('without a notice: weekends and fixed dates, and the count is provisional', () => {
  expect(
    ['2027-01-01', '2027-05-01', '2027-05-02', '2027-10-01', '2027-10-03'].map((d) => calendar.isWorkingDay(d)),
  ).toEqual(Array(5).fill(false))
  expect(calendar.isWorkingDay('2027-02-08')).toBe(true) // 春节: only the notice says so
  expect(calendar.plus('2026-12-30', 1)).toEqual({ on: '2026-12-31', provisional: false })
  expect(calendar.plus('2026-12-30', 2).provisional).toBe(true)
})

test('a notice loaded later moves the date and ends the doubt; a higher version replaces a lower', () => {
  const year2027 = {
    year: 2027,
    version: 1,
    notice: ['（测试）'],
    url: [],
    off: { '2026-12-31': '元旦', '2027-01-01': '元旦', '2027-01-02': '元旦', '2027-01-03': '元旦' },
    work: ['2026-12-27'],
  }
  const ask = (under: typeof law) =>
    clock({ channel: 'counter', facts: [{ type: 'submitted', on: '2026-12-28' }], asOf: '2026-12-29' }, under)
  expect(ask(law)).toMatchObject({ dueOn: '2027-01-26', provisional: true })
  const loaded = withArrangements(law, [year2027])
  // The notice for 2027 fixes a day of December 2026: one working day less.
  expect(ask(loaded)).toMatchObject({ dueOn: '2027-01-27', provisional: false })
  expect(loaded.calendar.isWorkingDay('2026-12-27')).toBe(true)
  const amended = withArrangements(loaded, [{ ...year2027, version: 2, off: { '2027-01-01': '元旦' }, work: [] }])
  expect(ask(amended).dueOn).toBe('2027-01-26')
  expect(withArrangements(amended, [year2027]).calendar.isWorkingDay('2026-12-27')).toBe(false)
})

test('days: what is a day, and what a month later is', () => {
  expect(
    ['2026-02-30', '2026-2-03', '2026-13-01', '2025-02-29', '0000-00-00', '２０２６-01-01', 20260101, null].some(isDay),
  ).toBe(false)
  expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isDay)).toBe(true)
  expect(isDay('1900-02-29')).toBe(false)
  for (let n = -1000; n < 60_000; n += 7) expect(dayNumber(dayOf(n))).toBe(n)
  expect(weekday('2026-02-13')).toBe(5)
  expect(plusMonths('2026-08-31', 6)).toBe('2027-02-28')
  expect(plusMonths('2023-08-31', 6)).toBe('2024-02-29')
})
