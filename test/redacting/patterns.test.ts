/** Suggestions against a labelled set: what is missed of numbers is the worst fault that they can have; precision is printed. */
import { expect, test } from 'vitest'
import { isCard, isSound } from '../../src/redacting/numbers.ts'
import { FOUND_KINDS, type FoundKind, spansIn } from '../../src/redacting/patterns.ts'
import { type Label, type Line, labelled, NAMES, nothing, tabled } from './labelled.ts'

const COUNTED: readonly FoundKind[] = ['identityNumber', 'mobile', 'telephone', 'bankCard']
const [LEAST_OF_NUMBERS, LEAST] = [0.98, 0.95]
const PRECISE = 0.95

const LINES = [...labelled(), ...tabled(), ...nothing()]
const spansOf = ({ text }: Line) => spansIn(text, { names: NAMES })
const holds = (label: Label, { kind, span }: ReturnType<typeof spansIn>[number]) =>
  span.from <= label.from && label.to <= span.to && (kind === label.kind || COUNTED.includes(kind))
const meets = (label: Label, { span }: ReturnType<typeof spansIn>[number]) =>
  span.from < label.to && label.from < span.to

test('of identity numbers, telephones and cards at least 98 in 100 are found, however they are written', () => {
  const missed: string[] = []
  for (const kind of Object.keys(FOUND_KINDS) as FoundKind[]) {
    let [labels, found, told, right] = [0, 0, 0, 0]
    for (const line of LINES) {
      const spans = spansOf(line)
      for (const label of line.labels) {
        if (label.kind !== kind) continue
        labels++
        if (spans.some((one) => holds(label, one))) found++
        else missed.push(`${kind}: ${JSON.stringify(line.text)}`)
      }
      for (const span of spans) {
        if (span.kind !== kind) continue
        told++
        if (line.labels.some((label) => meets(label, span))) right++
      }
    }
    if (labels === 0) continue
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`
    console.info(
      `redaction suggestions, ${kind}: recall ${percent(found / labels)} of ${labels}, precision ${percent(right / told)} of ${told}`,
    )
    expect(found / labels, missed.slice(0, 9).join('\n')).toBeGreaterThanOrEqual(
      COUNTED.includes(kind) ? LEAST_OF_NUMBERS : LEAST,
    )
    expect(right / told, `precision of ${kind}`).toBeGreaterThanOrEqual(PRECISE)
  }
})

test('what looks like one and is none is seldom taken for one', () => {
  const taken = nothing().filter((line) => spansOf(line).length > 0)
  expect(taken.length / nothing().length, taken.map(({ text }) => text).join('\n')).toBeLessThan(0.03)
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
  expect(kinds('开户行略,账号:330106 0040 0123 456')).toEqual([['bankCard', '330106 0040 0123 456']])
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
