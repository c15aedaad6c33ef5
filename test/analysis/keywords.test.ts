/** Keywords: what stands out against the other requests, by a weight that is computed here in another way, too. */
import { expect, test } from 'vitest'
import { grown } from '../../src/analysis/joined.ts'
import { held, hold, keywordsOf, pairsIn, pairsToJoin, runsIn, weightOf } from '../../src/analysis/keywords.ts'
import { namesIn, requestIn } from '../../src/analysis/requests.ts'

const ORDINARY = ['申请公开道路养护合同', '申请公开学校招生方案', '申请公开预算执行报告', '申请公开河道整治批复']
const of = (texts: readonly string[]) => {
  const all = held()
  for (const text of texts) hold(all, runsIn(text))
  return all
}
const times = (n: number, texts: readonly string[]) => Array.from({ length: n }, (_, i) => texts[i % texts.length]!)
/** As the page finds them: pairs that stand out, and what they are part of. */
function found(texts: readonly string[], others: readonly string[]) {
  const [year, compared] = [of(texts), of(others)]
  const runs = texts.map((text) => runsIn(text))
  const words = new Map(
    pairsToJoin(year, compared).map((pair) => {
      const { word, n } = grown(
        pair,
        runs.filter((one) => pairsIn(one).includes(pair)),
      )
      return [word, n]
    }),
  )
  return keywordsOf(
    [...words].map(([word, n]) => ({ word, n })),
    year,
    compared,
  )
}

test('a planted word stands first, whole; what stands everywhere as often is none', () => {
  const planted = ['申请公开示例片区磁浮线的站点选址', '申请公开磁浮线的环评报告']
  const words = found([...times(40, ORDINARY), ...times(6, planted)], times(400, ORDINARY))
  expect(words.slice(0, 2).map(({ word, n }) => [word, n])).toEqual([
    ['磁浮线', 6],
    ['环评报告', 3],
  ])
  expect(words.map(({ word }) => word)).toEqual(expect.arrayContaining(['示例片区磁浮线', '站点选址']))
  expect(words.some(({ word }) => ['道路', '招生', '公开', '申请', '浮线'].includes(word))).toBe(false)
})

test('no piece of a word stands by itself: 造项 is 改造项目; what has neighbours of many kinds stays', () => {
  const planted = [
    '危旧房改造项目',
    '老小区改造项目',
    '老城区改造项目',
    '土地征收补偿',
    '房屋征收补偿',
    '经济补偿',
    '生态补偿',
  ]
  const words = found([...times(40, ORDINARY), ...times(28, planted)], times(400, ORDINARY)).map(({ word }) => word)
  expect(words).toEqual(expect.arrayContaining(['改造项目', '征收补偿', '补偿']))
  for (const piece of ['造项', '改造项', '收补', '征收', '改造']) expect(words).not.toContain(piece)
})

test('a sentence that several requests share is one word', () => {
  const sentence = '示例片区地下综合管廊工程初步设计批复'
  const words = found([...times(40, ORDINARY), ...times(5, [sentence])], times(400, ORDINARY))
  // 批复 stands elsewhere, too, and is a word by itself.
  expect(words.map(({ word }) => word)).toEqual([sentence, '批复'])
})

test('what two requests hold is no keyword, however rare it is elsewhere', () => {
  expect(found([...times(40, ORDINARY), ...times(2, ['磁浮线站点'])], times(400, ORDINARY))).toEqual([])
})

test('with nothing to compare with, the number itself', () => {
  expect(found(times(8, ORDINARY), [])).toHaveLength(0) // each in two
  expect(found(times(12, ORDINARY), [])[0]).toMatchObject({ n: 3, weight: 3 })
})

test('names of the case are in no stretch of its request, nor is a half of them', () => {
  const runs = runsIn('李示例养殖场搬迁补偿，示例养殖场', ['李示例'])
  expect(runs).toEqual(['养殖场搬迁补偿', '养殖场'])
  expect(pairsIn(runs)).not.toContain('示例')
  expect(pairsIn(runsIn('李示例养殖场', []))).toContain('李示')
})

test('the weight is G² by its definition over the four cells', () => {
  const [n, of, m, ofOthers] = [12, 80, 20, 1_000]
  const cells = [n, of - n, m, ofOthers - m]
  const columns = [n + m, of + ofOthers - n - m]
  const expected = [of, of, ofOthers, ofOthers].map((row, i) => (row * columns[i % 2]!) / (of + ofOthers))
  const g2 = 2 * cells.reduce((sum, seen, i) => sum + seen * Math.log(seen / expected[i]!), 0)
  expect(weightOf(n, of, m, ofOthers)).toBeCloseTo(g2, 9)
  expect(weightOf(1, 80, 200, 1_000)).toBe(0)
})

test('names and numbers in front of the request are no part of it', () => {
  const search = '20260302-00001-000001\n2026-0007\n示例征收服务有限公司\n道路养护(示例路)\n请提供道路养护合同'
  expect(requestIn(search, '道路养护（示例路）')).toBe('道路养护(示例路)\n请提供道路养护合同')
  expect(namesIn(search, '20260302-00001-000001', '道路养护（示例路）')).toEqual(['2026-0007', '示例征收服务有限公司'])
  expect(requestIn('20260302-00001-000001\n张三', '（未写明所需信息）')).toBe('')
  expect(pairsIn(runsIn('关于道路养护的情况'))).toEqual(['道路', '路养', '养护'])
})
