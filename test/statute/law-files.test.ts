import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { factSchema } from '../../src/acts/facts.ts'
import { daysNow, loadLaw, longest, readLaw } from '../../src/ground/law.ts'
import { ClockFault, clock } from '../../workflows/statute/clock.ts'

/** The law with one line written wrongly. */
function broken(file: string, right: string, wrong: string): () => unknown {
  const folder = mkdtempSync(join(tmpdir(), 'law-'))
  cpSync('workflows/statute', folder, { recursive: true })
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(right)
  writeFileSync(path, text.replace(right, wrong))
  return () => readLaw(folder)
}

test.each([
  ['time-limits.yaml', 'days: 20', 'days: twenty', /^time-limits\.yaml:6: 0\.days: /],
  ['time-limits.yaml', 'unit: workingDay', 'unit: workday', /^time-limits\.yaml:7: 0\.unit: /],
  ['calendar/2026.yaml', '2026-02-17: 春节', '2026-02-30: 春节', /^calendar\/2026\.yaml:\d+: off\.2026-02-30: /],
  ['fees.yaml', 'rate: 100', 'rat: 100', /^fees\.yaml:\d+: 0\.tiers\.1/],
  [
    'outcomes.yaml',
    'anyOf: [searched]',
    'anyOf: [serched]',
    /^outcomes\.yaml:\d+: outcomes\.notHeld\.needs\.0\.anyOf\.0: /,
  ],
  ['outcomes.yaml', 'refusal: SEARCH_NOT_RECORDED', 'refusal: NOT_SEARCHED', /outcomes\.notHeld\.needs\.0\.refusal: /],
  ['remedies.yaml', 'body: itself', 'body: [', /^remedies\.yaml:\d+: /],
])('%s: “%s” written as “%s” names the file, the line and the field', (file, right, wrong, told) => {
  expect(broken(file, right, wrong)).toThrow(told)
})

const submitted = { type: 'submitted', on: '2026-03-02' }
const served = { type: 'replyServed', on: '2026-03-10', how: 'post' }

/** What may be sent, and what may be counted: the same number at both doors. */
test.each([
  ['extended', 'extension', { reason: '理由', approvedBy: '某' }, [submitted]],
  ['reopened', 'longestOrdered', { why: '判决' }, [submitted, served]],
] as const)('%s: no more working days than the row “%s” has', (type, limit, rest, before) => {
  const fact = (workingDays: number) => ({ type, on: '2026-03-11', workingDays, ...rest })
  const sent = (workingDays: number) => factSchema(type).safeParse(fact(workingDays)).success
  const counted = (workingDays: number) => {
    try {
      clock({ channel: 'counter', facts: [...before, fact(workingDays)], asOf: '2026-03-12' }, loadLaw())
      return true
    } catch (error) {
      expect(error).toBeInstanceOf(ClockFault)
      return false
    }
  }
  const most = longest(limit)
  expect(most).toBe(daysNow(limit))
  for (const n of [0, 1, most, most + 1])
    expect([n, sent(n), counted(n)]).toEqual([n, n > 0 && n <= most, n > 0 && n <= most])
})

test('the law is read once', () => {
  expect(loadLaw()).toBe(loadLaw())
})

test('no statutory number of days stands in a program', async () => {
  const { globSync } = await import('node:fs')
  for (const file of globSync('workflows/statute/*.ts')) {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    expect(code, file).not.toMatch(/[^\w.](7|15|20|60)[^\w.]*(个?工作日|days)|days\W+(7|15|20|60)\b/)
  }
})
