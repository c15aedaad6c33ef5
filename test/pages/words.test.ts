import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { workingDaysLeft } from '../../src/web/parts/format.ts'
import { en } from '../../src/web/words/en.ts'
import { chinese, english, type Message, NUMBERS } from '../../src/web/words/message.ts'
import { staff } from '../../src/web/words/staff.ts'
import { type Words, zh } from '../../src/web/words/zh.ts'

/** Every path to a sentence: the types hold the keys, this holds that something is said at each. */
const paths = (value: unknown, at = ''): string[] =>
  value && typeof value === 'object' ? Object.entries(value).flatMap(([key, one]) => paths(one, `${at}.${key}`)) : [at]

const said = (words: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], words)

/** A day reads as a day, and where a name is asked for it does no harm. */
const DAY = '2026-03-19'

const filled = (one: unknown): string => {
  if (isMessage(one)) return one(blanksFor(one, 7))
  return typeof one === 'function' ? String(one(...Array(one.length).fill(DAY))) : String(one)
}

const isMessage = (one: unknown): one is Message => typeof one === 'function' && 'text' in one

/** The names of the blanks, as the library reads them: ours are those that the types read. */
function blanksOf({ text }: Message): string[] {
  const within = (elements: ReturnType<IntlMessageFormat['getAst']>): string[] =>
    elements.flatMap((element) => [
      ...('value' in element && element.type !== 0 ? [String(element.value)] : []),
      ...('options' in element ? Object.values(element.options).flatMap(({ value }) => within(value)) : []),
    ])
  return [...new Set(within(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()))].toSorted()
}

const isNumber = (name: string) => NUMBERS.some((one) => one === name)
const blanksFor = (message: Message, n: number): Record<string, string | number> =>
  Object.fromEntries(blanksOf(message).map((name) => [name, isNumber(name) ? n : DAY]))

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
  const said = (words: Words) => (n: number) => workingDaysLeft(n, words)
  expect([6, 0, -2].map(said(zh))).toEqual(['还有 6 个工作日', '今天到期', '已超期 2 个工作日'])
  expect([6, 1, 0, -1].map(said(en))).toEqual([
    '6 working days left',
    '1 working day left',
    'due today',
    '1 working day overdue',
  ])
})

describe('sentences with blanks', () => {
  const messages = (words: Words): [path: string, message: Message][] =>
    paths(words).flatMap((path) => {
      const one = said(words, path)
      return isMessage(one) ? [[path, one] as [string, Message]] : []
    })

  test.each([...messages(zh), ...messages(en), ...messages(staff)])('%s', (_path, message) => {
    expect(blanksOf(message)).not.toEqual([])
    expect(message.text, 'would quote what follows').not.toContain("'")
    for (const n of [0, 1, 2, 21]) {
      const sentence = message(blanksFor(message, n))
      expect(sentence).not.toMatch(/[{}#]/)
      if (blanksOf(message).some((name) => !isNumber(name))) expect(sentence).toContain(DAY)
      if (n > 1 && blanksOf(message).some(isNumber)) expect(sentence).toContain(String(n))
      if (n === 1) expect(sentence).not.toMatch(/\b1 (working )?(days|items|files|things|characters|requests|pages)\b/)
    }
  })

  test('both languages fill the same blanks, and staff too', () => {
    const blanks = (words: Words) => Object.fromEntries(messages(words).map(([path, one]) => [path, blanksOf(one)]))
    expect(Object.keys(blanks(zh)).length).toBeGreaterThan(30)
    expect(blanks(en)).toEqual(blanks(zh))
    expect(blanks(staff)).toEqual(blanks(zh))
  })

  test('one of a thing is one thing', () => {
    expect([0, 1, 2, 21].map((n) => en.released.foundCount({ n }))).toEqual([
      'Nothing found',
      '1 item found',
      '2 items found',
      '21 items found',
    ])
    expect([1, 21].map((n) => en.site.errors({ n }))).toEqual(['One thing to correct', '21 things to correct'])
    expect([0, 1, 2].map((n) => zh.released.foundCount({ n }))).toEqual(['没有找到', '找到 1 条', '找到 2 条'])
    expect(en.account.following.counted({ used: 1, allowed: 1 })).toBe('1 of 1 working day counted.')
  })

  test('what people wrote is put in as it is', () => {
    const name = `{n} <b>'#' | {n, plural, other {x}}`
    expect(english('“{name}” is empty')({ name })).toBe(`“${name}” is empty`)
    expect(chinese('“{name}”是空文件')({ name })).toBe(`“${name}”是空文件`)
  })

  test('a blank that is not given does not compile, and says so', () => {
    const message = english('{used} of {allowed, plural, one {{allowed} day} other {{allowed} days}} until {day}')
    expect(message({ used: 1, allowed: 20, day: DAY })).toBe(`1 of 20 days until ${DAY}`)
    // @ts-expect-error -- `allowed` is missing
    expect(() => message({ used: 1, day: DAY })).toThrow('"allowed" was not provided')
    // @ts-expect-error -- a day is no number
    expect(message({ used: DAY, allowed: 20, day: DAY })).toContain(DAY)
    // @ts-expect-error -- the branches of a plural are no blanks
    expect(message({ used: 1, allowed: 20, day: DAY, days: 1 })).toContain(DAY)
  })
})
