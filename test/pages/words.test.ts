import { expect, test } from 'vitest'
import { en } from '../../src/web/words/en.ts'
import { zh } from '../../src/web/words/zh.ts'

/** Every path to a sentence: the types hold the keys, this holds that something is said at each. */
const paths = (value: unknown, at = ''): string[] =>
  value && typeof value === 'object' ? Object.entries(value).flatMap(([key, one]) => paths(one, `${at}.${key}`)) : [at]

const said = (words: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], words)

/** A day reads as a day, and where a number or a name is asked for it does no harm. */
const filled = (one: unknown): string =>
  typeof one === 'function' ? String(one(...Array(one.length).fill('2026-03-19'))) : String(one)

test('English says all that Chinese says, and no more', () => {
  expect(paths(en).toSorted()).toEqual(paths(zh).toSorted())
})

test('nothing is said in empty words, and English is English', () => {
  for (const path of paths(zh)) {
    const one = said(en, path)
    expect(filled(said(zh, path)).trim(), path).not.toBe('')
    expect(filled(one).trim(), path).not.toBe('')
    // A document number is the one thing that stays in Chinese.
    if (!path.endsWith('documentNumberHelp')) expect(filled(one), path).not.toMatch(/[\u4e00-\u9fff]/)
  }
})

test('days are said as each language says them', () => {
  expect(zh.dayLong('2026-03-19')).toBe('2026年3月19日（星期四）')
  expect(en.dayLong('2026-03-19')).toBe('19 Mar 2026 (Thursday)')
  expect(zh.days('2026-02-15', '2026-02-23')).toBe('2026年2月15日—2月23日')
  expect(zh.days('2026-12-28', '2027-01-04')).toBe('2026年12月28日—2027年1月4日')
  expect([6, 0, -2].map(zh.left)).toEqual(['还有 6 个工作日', '今天到期', '已超期 2 个工作日'])
  expect([6, 1, 0, -1].map(en.left)).toEqual([
    '6 working days left',
    '1 working day left',
    'due today',
    '1 working day overdue',
  ])
})
