/** The tables of English: names as the catalogue has them, each sentence once, blanks as they should be. */
import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { shipped } from '../../src/letters/templates/shipped.ts'
import { en } from '../../src/web/words/en.ts'
import { SENTENCES, TABLES } from '../../src/web/words/en-sentences.ts'
import { CHINESE, say } from '../../src/web/words/say.ts'
import { zh } from '../../src/web/words/zh.ts'
import * as vocabulary from '../../workflows/disclosure/vocabulary.ts'
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
      [STAGES, en.stages],
      [FORMS, en.forms],
      [DELIVERIES, en.deliveries],
      [ID_TYPES, en.idTypes],
      [ORGANISATION_TYPES, en.organisationTypes],
    ] as [Record<string, string>, Record<string, string>][]
    const differing = both.flatMap(([chinese, english]) =>
      Object.entries(chinese).filter(([key, name]) => say(en, name).toLowerCase() !== english[key]?.toLowerCase()),
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

describe('the tables', () => {
  const blanks = (text: string, shape: RegExp) => [...text.matchAll(shape)].map(([, name]) => name!).toSorted()

  test('each sentence stands in one table, in English, with the blanks of the Chinese one', () => {
    const all = Object.values(TABLES).flatMap((table) => Object.keys(table))
    expect(all.filter((one, i) => all.indexOf(one) !== i)).toEqual([])
    for (const [chinese, english] of Object.entries(SENTENCES)) {
      expect(english).not.toMatch(CHINESE)
      expect([...new Set(blanks(english, /\{(\w+)[^}]*\}/g))], chinese).toEqual(blanks(chinese, /\{(\w+):\w+\}/g))
      expect(/[。；]$/.test(chinese), chinese).toBe(/[.;]$/.test(english))
    }
  })

  test('days and numbers are said as the catalogue says them', () => {
    expect(
      say(
        en,
        '2026年3月2日（星期一）缴费，此前的计算不再有效，自次日起重新计算1个工作日，答复期限由2026年3月9日变为2026年3月3日（星期二）。',
      ),
    ).toBe(
      'On 2 Mar 2026 (Monday) the fee was paid. The earlier count no longer holds: 1 working day run anew from the next day, and the day by which the reply is due changes from 9 Mar 2026 to 3 Mar 2026 (Tuesday).',
    )
    expect(say(en, '条例第三十六条第（四）项、条例第三十三条第二款')).toBe(
      'Regulations, Article 36, item (4); Regulations, Article 33, paragraph 2',
    )
    expect(say(en, '条例第三十一条、第三十三条')).toBe('Regulations, Articles 31 and 33')
  })

  test('what people wrote stays, what has no English stays, and Chinese pages say it as it is', () => {
    expect(say(en, '“请填写.pdf”是空文件')).toBe('“请填写.pdf” is empty')
    expect(say(en, '“甲.pdf”是空文件；“乙.pdf”超过20MB')).toBe('“甲.pdf” is empty; “乙.pdf” is larger than 20 MB')
    expect(say(en, '2026年2月30日归档，期限不再计算。')).toBe('2026年2月30日归档，期限不再计算。')
    expect(say(en, '这一句没有英文。请填写')).toBe('这一句没有英文。 Please fill this in')
    expect(say(zh, '请填写')).toBe('请填写')
  })
})
