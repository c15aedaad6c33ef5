/** A labelled set, made by rule from a seed: numbers as offices write them, in sentences, with the place of each. */
import { isSound } from '../../src/redacting/numbers.ts'

export type Label = { text: string; from: number; to: number }

/** Park and Miller: the same numbers on every machine. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

const EACH = 200
const pad = (n: number, length: number) => String(n).padStart(length, '0')
const WIDE = (digits: string) =>
  digits.replace(/[0-9X]/g, (one) => (one === 'X' ? 'Ｘ' : String.fromCharCode(one.charCodeAt(0) + 0xfee0)))
const grouped = (digits: string, groups: readonly number[], between: string) => {
  const starts = groups.map((_, i) => groups.slice(0, i).reduce((sum, n) => sum + n, 0))
  return groups.map((n, i) => digits.slice(starts[i], starts[i]! + n)).join(between)
}
/** As a page is read before it is searched (lines.ts). */
const folded = (text: string) => text.normalize('NFKC').toUpperCase()

const REGIONS = ['110105', '310101', '440305', '510104', '650102', '330106']
function identity(below: (n: number) => number): string {
  const body = `${REGIONS[below(REGIONS.length)]}${1930 + below(90)}${pad(1 + below(12), 2)}${pad(1 + below(28), 2)}${pad(below(1000), 3)}`
  return [...'0123456789X'].map((last) => body + last).find(isSound)!
}
function card(below: (n: number) => number): string {
  const length = [16, 19][below(2)]!
  let body = ['6222', '6217', '4367', '5187'][below(4)]!
  while (body.length < length - 1) body += below(10)
  for (let last = 0; ; last++) if (luhn(body + last)) return body + last
}
const luhn = (digits: string) =>
  [...digits]
    .reverse()
    .reduce(
      (sum, one, i) => sum + (i % 2 ? (Number(one) * 2 > 9 ? Number(one) * 2 - 9 : Number(one) * 2) : Number(one)),
      0,
    ) %
    10 ===
  0

const WRITTEN = {
  identityNumber: [
    (n: string) => n,
    (n: string) => grouped(n, [6, 8, 4], ' '),
    (n: string) => grouped(n, [6, 4, 4, 4], ' '),
    (n: string) => WIDE(n),
    (n: string) => n.toLowerCase(),
    (n: string) => grouped(n, [10, 8], '\n'),
    (n: string) => [...n].join(' '),
  ],
  bankCard: [
    (n: string) => n,
    (n: string) => n.replace(/(\d{4})(?=\d)/g, '$1 '),
    (n: string) => n.replace(/(\d{4})(?=\d)/g, '$1-'),
    (n: string) => WIDE(n),
  ],
  mobile: [
    (n: string) => n,
    (n: string) => grouped(n, [3, 4, 4], ' '),
    (n: string) => grouped(n, [3, 4, 4], '-'),
    (n: string) => `+86 ${n}`,
    (n: string) => WIDE(n),
  ],
  telephone: [
    (n: string) => `0571-${n}`,
    (n: string) => `(010)${n}`,
    (n: string) => `（0755）${n}`,
    (n: string) => `021 ${n}`,
    (n: string) => `0571-${n}转${n.slice(0, 3)}`,
    (n: string) => `电话：${n}`,
  ],
} as const

const MADE: Record<keyof typeof WRITTEN, (below: (n: number) => number) => string> = {
  identityNumber: identity,
  bankCard: card,
  mobile: (below) => `1${3 + below(7)}${pad(below(1_000_000_000), 9)}`,
  telephone: (below) => `${2 + below(7)}${pad(below(10_000_000), 7)}`,
}
const SENTENCES: readonly [before: string, after: string][] = [
  ['当事人', '，男，汉族。'],
  ['证件、联系方式：', ''],
  ['经查（', '）已经登记，2020年3月5日签收。'],
  ['3. ', ' 备注 无'],
  ['姓名李四 ', '\n地址不详'],
]

export function labelled(kind: keyof typeof WRITTEN): Label[] {
  const below = numbers(20_190_515)
  return Array.from({ length: EACH }, (_, i) => {
    const styles = WRITTEN[kind]
    const written = folded(styles[i % styles.length]!(MADE[kind](below)))
    const [before, after] = SENTENCES[below(SENTENCES.length)]!.map(folded)
    // Its label and the code of the country are no part of a number.
    const from = before!.length + (/^(?:电话:|\+86 )/.exec(written)?.[0].length ?? 0)
    return { text: before + written + after, from, to: before!.length + written.length }
  })
}

/** Numbers of documents, sums, days and codes: nobody's. */
export const NOTHING = [
  '云政办〔2020〕15号，2020年3月5日印发，共印120份。',
  '总投资123456789.00元，其中2019年完成投资45000000元。',
  '统一社会信用代码91110000802100433B',
  '地块编号330106-2020-0015，面积12345.67平方米',
  '邮政编码310000；合同编号HT20200305001',
  '坐标X=3456789.123，Y=40512345.678',
  '第12条至第36条，附件3份，第1—20页',
  '项目代码2020-330106-48-01-123456',
].map(folded)
