/** The last days to answer a reconsideration or a suit, against a count that walks from one day to the next. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { dayNumber, dayOf, plusDays } from '../../workflows/statute/days.ts'
import { answerLimit, appealLimit, type Copy } from '../../workflows/statute/remedy-answers.ts'
import { times } from '../support/proof.ts'
import { worked } from './oracle.ts'

const law = loadLaw()

/** Day after day, the first of them the day after the copy was received; a last day that is not worked moves on. */
function walked(receivedOn: string, days: number, unit: 'working' | 'calendar'): string {
  let day = receivedOn
  for (let counted = 0; counted < days; ) {
    day = plusDays(day, 1)
    if (unit === 'calendar' || worked(day, law)) counted++
  }
  while (!worked(day, law)) day = plusDays(day, 1)
  return day
}

/** What the law says, in words that the product does not share: 复议法 48, 54, 88 (23 until 2023), 行诉法 67, 101. */
function expected({ kind, appeal, procedure, receivedOn }: Copy): string {
  if (appeal || kind !== 'reconsideration') return walked(receivedOn, 15, 'calendar')
  if (receivedOn < '2024-01-01') return walked(receivedOn, 10, 'calendar')
  return walked(receivedOn, procedure === 'simplified' ? 5 : 10, 'working')
}

const KINDS = ['reconsideration', 'litigation', 'litigationAfterReconsideration'] as const
const day = fc.integer({ min: dayNumber('2019-05-15'), max: dayNumber('2028-12-31') }).map(dayOf)

test('the last day is that of a plain count, whatever is sought and whenever the copy came', () => {
  const copies = fc.record(
    {
      kind: fc.constantFrom(...KINDS),
      appeal: fc.boolean(),
      procedure: fc.constantFrom('ordinary' as const, 'simplified' as const),
      receivedOn: day,
    },
    { requiredKeys: ['kind', 'receivedOn'] },
  )
  fc.assert(
    fc.property(copies, (copy) => {
      // There is no simplified procedure before 2024 to be counted.
      fc.pre(!(copy.kind === 'reconsideration' && copy.procedure === 'simplified' && copy.receivedOn < '2024-01-01'))
      const { dueOn, steps } = answerLimit(copy, law)
      expect(dueOn).toBe(expected(copy))
      expect(steps.at(-1)!.text).toContain(dueOn.slice(0, 4))
      const set = plusDays(copy.receivedOn, 3)
      expect(answerLimit({ ...copy, answerBy: set }, law).dueOn).toBe(set)
    }),
    { numRuns: times(2_000, 100_000) },
  )
})

test('a judgment may be appealed within fifteen days of its receipt, a ruling within ten', () => {
  fc.assert(
    fc.property(day, (received) => {
      expect(appealLimit(received, false, law).dueOn).toBe(walked(received, 15, 'calendar'))
      expect(appealLimit(received, true, law).dueOn).toBe(walked(received, 10, 'calendar'))
    }),
    { numRuns: times(1_000, 50_000) },
  )
})

test('over the holidays: each step is told with its article', () => {
  const told = (copy: Copy) => answerLimit(copy, law).steps.map(({ on, article, text }) => [on, article, text])
  // 国庆节、中秋节 2026: 1 to 7 October are off, 10 October is worked.
  expect(told({ kind: 'reconsideration', receivedOn: '2026-09-24' })).toMatchInlineSnapshot(`
    [
      [
        "2026-10-15",
        "行政复议法第四十八条、第八十八条",
        "自收到副本的次日起计算，2026年9月24日（星期四）收到，第10个工作日为2026年10月15日（星期四）。非工作日不计。",
      ],
    ]
  `)
  expect(told({ kind: 'reconsideration', procedure: 'simplified', receivedOn: '2026-09-30' })).toMatchInlineSnapshot(`
    [
      [
        "2026-10-13",
        "行政复议法第五十四条、第八十八条",
        "自收到副本的次日起计算，2026年9月30日（星期三）收到，第5个工作日为2026年10月13日（星期二）。非工作日不计。",
      ],
    ]
  `)
  expect(told({ kind: 'litigation', receivedOn: '2026-09-18' })).toMatchInlineSnapshot(`
    [
      [
        "2026-10-03",
        "行政诉讼法第六十七条",
        "自收到副本的次日起计算，2026年9月18日（星期五）收到，第15日为2026年10月3日（星期六）。节假日计算在内。",
      ],
      [
        "2026-10-08",
        "法释〔2018〕1号第四十八条、民事诉讼法第八十五条",
        "2026年10月3日（星期六）是节假日，届满日为节假日后的第一日2026年10月8日（星期四）。",
      ],
    ]
  `)
  expect(told({ kind: 'litigation', appeal: true, receivedOn: '2026-09-18' })).toMatchInlineSnapshot(`
    [
      [
        "2026-10-03",
        "行政诉讼法第一百零一条、民事诉讼法第一百七十四条",
        "自收到副本的次日起计算，2026年9月18日（星期五）收到，第15日为2026年10月3日（星期六）。节假日计算在内。",
      ],
      [
        "2026-10-08",
        "法释〔2018〕1号第四十八条、民事诉讼法第八十五条",
        "2026年10月3日（星期六）是节假日，届满日为节假日后的第一日2026年10月8日（星期四）。",
      ],
    ]
  `)
})
