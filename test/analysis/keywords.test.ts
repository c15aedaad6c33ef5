/** Keywords: what stands out against the other requests, by a weight that is computed here in another way, too. */
import { expect, test } from 'vitest'
import { held, hold, keywordsOf, pairsIn, weightOf } from '../../src/analysis/keywords.ts'
import { requestIn } from '../../src/analysis/requests.ts'

const ORDINARY = ['申请公开道路养护合同', '申请公开学校招生方案', '申请公开预算执行报告', '申请公开河道整治批复']
const of = (texts: readonly string[]) => {
  const all = held()
  for (const text of texts) hold(all, text)
  return all
}
const times = (n: number, texts: readonly string[]) => Array.from({ length: n }, (_, i) => texts[i % texts.length]!)

test('a planted word stands first; what stands everywhere as often is none', () => {
  const year = of([...times(40, ORDINARY), ...times(6, ['申请公开示例片区磁浮线站点选址'])])
  const words = keywordsOf(year, of(times(400, ORDINARY)))
  expect(words.map(({ word }) => word)).toEqual(expect.arrayContaining(['磁浮', '站点', '选址']))
  expect(words.every(({ n }) => n === 6)).toBe(true)
  expect(words.some(({ word }) => ['道路', '招生', '公开', '申请'].includes(word))).toBe(false)
})

test('what two requests hold is no keyword, however rare it is elsewhere', () => {
  const year = of([...times(40, ORDINARY), ...times(2, ['磁浮线站点'])])
  expect(keywordsOf(year, of(times(400, ORDINARY)))).toEqual([])
})

test('with nothing to compare with, the number itself', () => {
  const words = keywordsOf(of(times(8, ORDINARY)), held())
  expect(words).toHaveLength(0) // each in two
  expect(keywordsOf(of(times(12, ORDINARY)), held())[0]).toMatchObject({ n: 3, weight: 3 })
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
  expect(requestIn('20260302-00001-000001\n张三', '（未写明所需信息）')).toBe('')
  expect(pairsIn('关于道路养护的情况')).toEqual(['道路', '路养', '养护'])
})
