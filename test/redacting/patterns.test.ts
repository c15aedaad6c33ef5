/** Suggestions against a labelled set: what is missed of numbers is the worst fault that they can have; precision is printed. */
import { expect, test } from 'vitest'
import { isCard, isSound } from '../../src/redacting/numbers.ts'
import { spansIn } from '../../src/redacting/patterns.ts'
import { labelled, NOTHING } from './labelled.ts'

const COUNTED = ['identityNumber', 'mobile', 'telephone', 'bankCard'] as const
const LEAST = 0.98

test('of identity numbers, telephones and cards at least 98 in 100 are found, however they are written', () => {
  for (const kind of COUNTED) {
    const set = labelled(kind)
    const found = set.filter(({ text, from, to }) =>
      spansIn(text, { names: [] }).some(({ span }) => span.from <= from && to <= span.to),
    )
    expect(found.length / set.length, kind).toBeGreaterThanOrEqual(LEAST)
  }
})

test('what looks like one and is none is seldom taken for one', () => {
  const texts = [...COUNTED.flatMap((kind) => labelled(kind).map(({ text }) => text)), ...NOTHING]
  const all = texts.flatMap((text) => spansIn(text, { names: [] }))
  const right = COUNTED.reduce((n, kind) => n + labelled(kind).length, 0)
  const precision = right / Math.max(right, all.length)
  console.info(`redaction suggestions: precision ${(100 * precision).toFixed(1)} % of ${all.length}`)
  expect(precision).toBeGreaterThan(0.9)
  expect(NOTHING.filter((text) => spansIn(text, { names: [] }).length > 0)).toEqual([])
})

test('plates, mail addresses, addresses, passports and names are found', () => {
  const kinds = (text: string, names: string[] = []) =>
    spansIn(text, { names }).map(({ kind, span }) => [kind, text.slice(span.from, span.to)])
  expect(kinds('车牌粤A·D12345停在院内')).toEqual([['plate', '粤A·D12345']])
  expect(kinds('请发到LI.SI@EXAMPLE.COM。')).toEqual([['email', 'LI.SI@EXAMPLE.COM']])
  expect(kinds('住址:云溪区青石路12号3号楼2单元401室,现已搬迁')).toEqual([
    ['address', '云溪区青石路12号3号楼2单元401室'],
  ])
  expect(kinds('护照号码:E12345678')).toEqual([['identityNumber', 'E12345678']])
  expect(kinds('申请人张　三,男', ['张三'])).toEqual([['name', '张　三']])
  expect(kinds('云政办〔2020〕5号文件')).toEqual([])
})

test('check digits as the standards reckon them', () => {
  expect(isSound('11010519491231002X')).toBe(true)
  expect(isSound('110105194912310021')).toBe(false)
  expect(isCard('4111111111111111')).toBe(true)
  expect(isCard('4111111111111112')).toBe(false)
})

test('a long text of digits and blanks takes no longer than its length', () => {
  const text = '1 3-'.repeat(50_000) + '云溪区'.repeat(20_000)
  expect(spansIn(text, { names: [] }).length).toBeLessThan(100_000)
})
