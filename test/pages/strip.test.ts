import { expect, test } from 'vitest'
import { stripDays } from '../../src/web/parts/strip-days.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { clock, days } from './samples.ts'

const on = (day: string) => days.find((one) => one.on === day)

test('the strip ends on the due date with the number of days allowed', () => {
  expect(days[0]).toEqual({ on: '2026-02-13', kind: 'working' })
  expect(days.at(-1)).toEqual({ on: '2026-03-26', kind: 'working', count: 20 })
})

test('each day that is not counted says why', () => {
  expect(on('2026-02-14')).toEqual({ on: '2026-02-14', kind: 'makeUp', count: 1 })
  expect(on('2026-02-20')).toEqual({ on: '2026-02-20', kind: 'holiday', holiday: '春节' })
  expect(on('2026-03-04')).toEqual({ on: '2026-03-04', kind: 'working', suspended: true })
  expect(on('2026-03-14')).toEqual({ on: '2026-03-14', kind: 'weekend' })
})

const plain = { isWorkingDay: () => true, isMakeUp: () => false, holiday: () => undefined }

test('numbers that would not end where the clock ends are left out', () => {
  const off: Clock = { ...clock, workingDays: { allowed: 7, used: 0, left: 7 } }
  expect(stripDays(off, plain).some(({ count }) => count)).toBe(false)
})

test('without receipt there is nothing to show', () => {
  expect(stripDays({ ...clock, countedFrom: null, dueOn: null }, plain)).toEqual([])
})
