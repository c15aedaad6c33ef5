/** How a task stands: by a person's word, or by a figure, on its last day and after it. */
import { describe, expect, test } from 'vitest'
import { sameDayIn } from '../../src/tasks/keep.ts'
import { type Measured, type MeasureName, standing } from '../../src/tasks/measures.ts'

const DUE = '2026-11-30'
const stands = (
  today: string,
  more: { said?: { done: boolean; on: string }; measured?: Measured; isDropped?: boolean } = {},
) => standing({ dueOn: DUE, isDropped: false, said: null, measured: null, ...more }, today)
const measured = (measure: MeasureName, target: number, now: number | null, atDue = now): { measured: Measured } => ({
  measured: { measure, target, now, atDue },
})

describe('by a person’s word', () => {
  test.each([
    ['before its day, nobody having said anything', '2026-11-29', {}, 'notBegun', false],
    ['on its day', DUE, { said: { done: false, on: '2026-11-01' } }, 'underWay', false],
    ['after its day', '2026-12-01', { said: { done: false, on: '2026-11-01' } }, 'undone', false],
    ['after its day, never begun', '2026-12-01', {}, 'undone', false],
    ['done on its day', '2026-12-31', { said: { done: true, on: DUE } }, 'done', false],
    ['done after its day', '2026-12-31', { said: { done: true, on: '2026-12-01' } }, 'done', true],
    ['dropped, whatever else', '2026-12-31', { isDropped: true }, 'dropped', false],
  ])('%s', (_, today, more, state, late) => expect(stands(today, more)).toEqual({ state, late }))
})

describe('by a figure, which goes before a person’s word', () => {
  const saidDone = { said: { done: true, on: '2026-03-02' } }
  test.each([
    ['reached early', '2026-03-02', measured('monthlyReported', 2, 2), 'done', false],
    [
      'not reached, though somebody says so',
      '2026-03-02',
      { ...measured('monthlyReported', 2, 1), ...saidDone },
      'underWay',
      false,
    ],
    ['not reached in time', '2026-12-01', measured('monthlyReported', 12, 11), 'undone', false],
    ['reached after its day', '2026-12-20', measured('monthlyReported', 12, 12, 10), 'done', true],
    ['held so far: it may turn', '2026-11-30', measured('late', 0, 0), 'underWay', false],
    ['held to the end', '2026-12-01', measured('late', 0, 0), 'done', false],
    ['held on its day, not after it', '2026-12-20', measured('late', 0, 3, 0), 'done', false],
    ['not held', '2026-12-01', measured('late', 0, 1), 'undone', false],
    ['a share that is short by a tenth', '2026-12-01', measured('inTime', 95, 94.9), 'undone', false],
    ['a share that is met', '2026-12-01', measured('inTime', 95, 95), 'done', false],
    ['nothing to count: the word holds', '2026-12-01', { ...measured('inTime', 95, null), ...saidDone }, 'done', false],
  ])('%s', (_, today, more, state, late) => expect(stands(today, more)).toEqual({ state, late }))
})

test('a day a year later is the same day, and of 29 February the last of the month', () => {
  expect([sameDayIn('2026-11-30', 2027), sameDayIn('2028-02-29', 2029)]).toEqual(['2027-11-30', '2029-02-28'])
})
