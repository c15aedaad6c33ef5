/** The tables of English and the catalogues of sentences: names as the dictionary has them, each text once, blanks as they should be. */
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { shipped } from '../../src/letters/templates/shipped.ts'
import { en as english } from '../../src/web/words/en.ts'
import { TABLES, TEXTS } from '../../src/web/words/en-texts.ts'
import { CHINESE, say } from '../../src/web/words/say.ts'
import { HOUSE, sentence as ofHouse } from '../../src/web/words/sentences.ts'
import { zh } from '../../src/web/words/zh.ts'
import { DISCLOSURE, sentence as ofDisclosure } from '../../workflows/disclosure/sentences.ts'
import * as vocabulary from '../../workflows/disclosure/vocabulary.ts'
import { type Catalogue, cut, sentenceOf, type Value } from '../../workflows/statute/sentence.ts'
import { sentence as ofStatute, STATUTE } from '../../workflows/statute/sentences.ts'
import { unsaid } from './written.ts'

const law = loadLaw()

describe('names', () => {
  const { FACTS, OUTCOMES, STAGES, CHANNELS, SERVICES, FORMS, DELIVERIES, ID_TYPES, ORGANISATION_TYPES } = vocabulary
  test('facts with their articles, outcomes, stages, ways in and out', () => {
    const named = [...Object.values(FACTS), ...Object.values(OUTCOMES)].flatMap((one) => Object.values(one))
    expect(unsaid([...named, ...[STAGES, CHANNELS, SERVICES].flatMap((of) => Object.values(of))])).toEqual([])
  })

  test('what the catalogue names too is named alike', () => {
    const both = [
      [STAGES, english.stages],
      [FORMS, english.forms],
      [DELIVERIES, english.deliveries],
      [ID_TYPES, english.idTypes],
      [ORGANISATION_TYPES, english.organisationTypes],
    ] as [Record<string, string>, Record<string, string>][]
    const differing = both.flatMap(([chinese, named]) =>
      Object.entries(chinese).filter(([key, name]) => say(english, name).toLowerCase() !== named[key]?.toLowerCase()),
    )
    expect(differing).toEqual([])
  })

  test('titles of letters, holidays and their notices, articles of the statute', () => {
    const titles = [...shipped.values()].map(({ title }) => title)
    const days = law.arrangements.flatMap(({ off, workFor = {}, notice }) => [
      ...[...Object.values(off), ...Object.values(workFor), notice.join('、')],
    ])
    const articles = [
      ...[...law.limits, ...law.fixedHolidays, ...law.fees, ...law.remedies].map(({ article }) => article),
      ...Object.values(law.outcomes).flatMap(({ articles, remedy }) => [...articles, ...remedy.map((r) => r.article)]),
    ]
    expect(titles.length).toBeGreaterThan(30)
    expect(unsaid([...titles, ...days, ...articles])).toEqual([])
  })
})

describe('the tables of texts', () => {
  test('each stands in one table, in English, without a blank', () => {
    const all = Object.values(TABLES).flatMap((table) => Object.keys(table))
    expect(all.filter((one, i) => all.indexOf(one) !== i)).toEqual([])
    for (const [chinese, english] of Object.entries(TEXTS)) {
      expect(english).not.toMatch(CHINESE)
      expect(chinese + english).not.toMatch(/[{}]/)
      expect(/[。；]$/.test(chinese), chinese).toBe(/[.;]$/.test(english))
    }
  })
})

describe('the catalogues of sentences', () => {
  const catalogues: Record<string, Catalogue> = { STATUTE, DISCLOSURE, HOUSE }
  const remedies = law.remedies.flatMap(({ texts }) => Object.entries(texts))
  const all = [...Object.values(catalogues).flatMap((one) => Object.entries(one)), ...remedies]

  test('no key stands in two of their files', () => {
    const files = globSync(['workflows/{statute,disclosure}/sentences/*.ts', 'src/web/words/sentences/*.ts'])
    const keys = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^ {2}'?([\w.]+)'?: \{/gm)].map(([, key]) => key!),
    )
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
    expect(keys.toSorted()).toEqual(Object.values(catalogues).flatMap(Object.keys).toSorted())
  })

  test.each(all)('%s: Chinese beside English, with the same blanks', (_key, { zh, en = '' }) => {
    const { blanks } = cut(zh)
    expect(en).not.toMatch(CHINESE)
    for (const { name, kind } of blanks) expect(blanks.find((one) => one.name === name)).toEqual({ name, kind })
    const taken = [...en.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name!)
    expect([...new Set(taken)].toSorted()).toEqual([...new Set(blanks.map(({ name }) => name))].toSorted())
    expect(/。$/.test(zh), zh).toBe(/\.$/.test(en))
    const samples = Object.fromEntries(blanks.map(({ name, kind }) => [name, SAMPLES[kind]]))
    for (const n of [0, 1, 2]) {
      const filling = Object.fromEntries(
        Object.entries(samples).map(([name, value]) => [name, typeof value === 'number' ? n : value]),
      )
      expect(say(english, sentenceOf('x', { zh, en }, filling))).not.toMatch(/[{}]|undefined/)
    }
  })

  test('the Chinese calls fields what forms call them, not what programs do', () => {
    const named = Object.values({ ...DISCLOSURE, ...HOUSE } as Catalogue).flatMap(
      ({ zh }) =>
        cut(zh)
          .fixed.join(' ')
          .match(/\b[a-z]\w{2,}/g) ?? [],
    )
    expect(named).toEqual([])
  })

  test('one is singular', () => {
    expect(say(english, ofStatute('left.some', { n: 1 }))).toBe('1 working day left')
    expect(say(english, ofStatute('left.some', { n: 0 }))).toBe('0 working days left')
    const paid = ofStatute('fee.paid', { on: '2026-03-02', n: 1, before: '2026-03-09', due: '2026-03-03' })
    expect(say(english, paid)).toBe(
      'On 2 Mar 2026 (Monday) the fee was paid. The earlier count no longer holds: 1 working day runs anew from the next day, and the day by which the reply is due changes from 9 Mar 2026 (Monday) to 3 Mar 2026 (Tuesday).',
    )
    expect(paid.text).toBe(
      '2026年3月2日（星期一）缴费，此前的计算不再有效，自次日起重新计算1个工作日，答复期限由2026年3月9日（星期一）变为2026年3月3日（星期二）。',
    )
  })

  test('sentences within sentences, facts and stages by name; what somebody wrote stays', () => {
    const why = ofStatute('fault.afterReply', { settled: '2026-03-02', on: 20516, act: ofStatute('act.feePaid') })
    const refused = ofDisclosure('rectified.noLonger', { position: 3, fact: 'feePaid', on: '2026-03-04', why })
    expect(say(english, refused)).toBe(
      'After the rectification, entry 3, “Payment of the fee” (4 Mar 2026), would no longer be lawful: The reply was served on 2 Mar 2026 (Monday); after that, the fee can be paid no longer on 4 Mar 2026 (Wednesday).',
    )
    expect(refused.text).toBe(
      '更正后，第3条“缴费”（2026年3月4日）不再成立：2026年3月2日（星期一）已经送达答复，2026年3月4日（星期三）不能再缴费。',
    )
    expect(say(english, ofHouse('file.empty', { name: '{n}请填写.pdf' }))).toBe('“{n}请填写.pdf” is empty')
    expect(JSON.stringify({ file: ofHouse('file.empty', { name: '甲.pdf' }) })).toBe('{"file":"“甲.pdf”是空文件"}')
  })
})

/** One of each kind. */
const SAMPLES: Record<ReturnType<typeof cut>['blanks'][number]['kind'], Value> = {
  day: '2026-03-02',
  date: '2026-03-02',
  number: 1,
  numeral: 1,
  sentence: sentenceOf('x', { zh: '某', en: 'some' }),
  fact: 'feePaid',
  stage: 'reply',
  name: '春节',
  words: 'A',
}

test('texts: articles by their parts, what has no English as it is', () => {
  expect(say(english, '条例第三十六条第（四）项、条例第三十三条第二款')).toBe(
    'Regulations, Article 36, item (4); Regulations, Article 33, paragraph 2',
  )
  expect(say(english, '条例第三十一条、第三十三条')).toBe('Regulations, Articles 31 and 33')
  expect(say(english, '请填写')).toBe('Please fill this in')
  expect(say(english, '这一句没有英文。请填写')).toBe('这一句没有英文。请填写')
  expect(say(zh, '请填写')).toBe('请填写')
})
