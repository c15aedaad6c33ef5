/**
 * A labelled set, made by rule from a seed: lines as files of offices have them, with what leads to a person written in the ways in
 * which people write it, and lines of numbers that lead to nobody.
 */

import { isSound } from '../../src/redacting/numbers.ts'
import type { FoundKind } from '../../src/redacting/patterns.ts'

export type Label = { kind: FoundKind; from: number; to: number }
export type Line = { text: string; labels: Label[] }

/** Park and Miller: the same numbers on every machine. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}
type Below = ReturnType<typeof numbers>

const pad = (n: number, length: number) => String(n).padStart(length, '0')
const digits = (below: Below, n: number) => Array.from({ length: n }, () => below(10)).join('')
const one = <T>(below: Below, of: readonly T[]): T => of[below(of.length)]!
const WIDE = (text: string) => text.replace(/[0-9A-Z-]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
const grouped = (text: string, groups: readonly number[], between: string) => {
  const starts = groups.map((_, i) => groups.slice(0, i).reduce((sum, n) => sum + n, 0))
  return groups.map((n, i) => text.slice(starts[i], starts[i]! + n)).join(between)
}
/** As a page is read before it is searched (lines.ts). */
const folded = (text: string) => text.normalize('NFKC').toUpperCase()

const REGIONS = ['110105', '310101', '440305', '510104', '650102', '330106', '460200', '810000', '150102', '540102']
function identity(below: Below): string {
  const body = `${one(below, REGIONS)}${1930 + below(90)}${pad(1 + below(12), 2)}${pad(1 + below(28), 2)}${pad(below(1000), 3)}`
  return [...'0123456789X'].map((last) => body + last).find(isSound)!
}
/** As they were until 1999. */
const oldIdentity = (below: Below) =>
  `${one(below, REGIONS)}${pad(30 + below(69), 2)}${pad(1 + below(12), 2)}${pad(1 + below(28), 2)}${digits(below, 3)}`
/** One digit wrong, as it is typed. */
const mistyped = (below: Below) => identity(below).slice(0, 17) + String(below(10))

const BANKS = ['622202', '621700', '436742', '518710', '622848', '621661', '356880', '601382', '623058']
function card(below: Below, length = one(below, [16, 16, 19, 19, 17, 18])): string {
  const body = one(below, BANKS) + digits(below, length - 7)
  return [...'0123456789'].map((last) => body + last).find(luhn)!
}
const luhn = (card: string) =>
  [...card]
    .reverse()
    .reduce((sum, one, i) => sum + (i % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(one)]! : Number(one)), 0) %
    10 ===
  0
const mobile = (below: Below) => `1${3 + below(7)}${digits(below, 9)}`
const local = (below: Below) => `${2 + below(7)}${digits(below, 7)}`
const areaCode = (below: Below) => one(below, ['010', '021', '0571', '0755', '028', '0991', '0898', '0471'])

const PROVINCES = [...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼']
const PLATE_LETTERS = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']
const plate = (below: Below) =>
  `${one(below, PROVINCES)}${one(below, PLATE_LETTERS)}|${one(below, [digits(below, 5), `${one(below, PLATE_LETTERS)}${digits(below, 4)}`, `D${digits(below, 5)}`, `${digits(below, 5)}F`])}`
const STREETS = ['青石路', '人民东路', '解放大道', '桂花巷', '文三街', '双桥胡同', '云溪村', '荷塘镇石门村']
const HOUSES = (below: Below) =>
  one(below, [
    `${1 + below(300)}号`,
    `${1 + below(99)}号${1 + below(30)}幢${1 + below(4)}单元${101 + below(900)}室`,
    `${1 + below(99)}弄${1 + below(50)}号${101 + below(600)}室`,
    `${1 + below(200)}号${1 + below(12)}栋${101 + below(900)}`,
    `${1 + below(40)}号楼${1 + below(30)}层`,
    `${1 + below(20)}组${1 + below(99)}号`,
  ])
const address = (below: Below) =>
  `${one(below, ['云溪区', '浙江省云溪市青山县', '', '云溪市江北区'])}${one(below, STREETS)}${HOUSES(below)}`
const mail = (below: Below) =>
  `${one(below, ['zhang.san', 'li_si', 'wangwu88', 'a.b+c', 'x-y'])}${below(1000)}@${one(below, ['example.com', 'mail.example.com.cn', '163.example', 'qq-mail.example.cn'])}`
export const NAMES = ['张三', '欧阳若兰', '买买提·艾力', '云溪建筑有限公司', '李小红']

type Writing = { kind: FoundKind; make: (below: Below) => string }
const BLANKS = [' ', '-', '\n', ' - ', '\n  ']
/** Each way of writing, tried equally often. Between ‹ and › stands what is to be found. */
const WRITINGS: Record<string, readonly ((below: Below) => string)[]> = {
  identityNumber: [
    identity,
    identity,
    (below) => grouped(identity(below), [6, 8, 4], ' '),
    (below) => grouped(identity(below), [6, 4, 4, 4], one(below, [' ', '-'])),
    (below) => WIDE(identity(below)),
    (below) => identity(below).toLowerCase(),
    (below) => identity(below).replace('X', '×'),
    (below) =>
      grouped(
        identity(below),
        one(below, [
          [10, 8],
          [6, 12],
          [14, 4],
          [17, 1],
        ]),
        one(below, ['\n', '\n  ', '-\n']),
      ),
    (below) => [...identity(below)].join(' '),
    (below) => grouped(identity(below), [3, 3, 4, 4, 4], ' '),
    oldIdentity,
    mistyped,
  ],
  bankCard: [
    (below) => card(below),
    (below) => card(below).replace(/(\d{4})(?=\d)/g, '$1 '),
    (below) => card(below).replace(/(\d{4})(?=\d)/g, '$1-'),
    (below) => WIDE(card(below)),
    (below) => WIDE(card(below)).replace(/(.{4})(?=.)/g, '$1　'),
    (below) => grouped(card(below, 19), [6, 13], ' '),
    (below) =>
      grouped(
        card(below, 19),
        one(below, [
          [8, 11],
          [12, 7],
          [15, 4],
        ]),
        one(below, ['\n', '\n  ']),
      ),
    (below) => grouped(card(below, 16), [4, 4, 4, 4], '  '),
  ],
  mobile: [
    mobile,
    mobile,
    (below) => grouped(mobile(below), [3, 4, 4], one(below, BLANKS)),
    (below) => grouped(mobile(below), [3, 8], one(below, [' ', '-'])),
    (below) => grouped(mobile(below), [7, 4], one(below, [' ', '\n'])),
    (below) => `+86 ‹${mobile(below)}`,
    (below) => `+86-‹${mobile(below)}`,
    (below) => `0086‹${mobile(below)}`,
    (below) => `(86)‹${mobile(below)}`,
    (below) => WIDE(mobile(below)),
    (below) => [...mobile(below)].join(' '),
    (below) => `${mobile(below)}›(微信同号)`,
  ],
  telephone: [
    (below) => `${areaCode(below)}-${local(below)}`,
    (below) => `(${areaCode(below)})${local(below)}`,
    (below) => `（${areaCode(below)}）${local(below)}`,
    (below) => `${areaCode(below)} ${local(below)}`,
    (below) => `${areaCode(below)}${local(below)}`,
    (below) => `${areaCode(below)}－${WIDE(local(below))}`,
    (below) => `${areaCode(below)}-${grouped(local(below), [4, 4], ' ')}`,
    (below) => `${areaCode(below)}-${local(below)}转${digits(below, 3)}`,
    (below) => `${areaCode(below)}-${local(below)}-${digits(below, 4)}`,
    (below) => `${areaCode(below)}-${grouped(local(below), [4, 4], '\n')}`,
    (below) => `${areaCode(below)}\n${local(below)}`,
    (below) => `${areaCode(below)}——${local(below)}`,
    (below) => `+86-${areaCode(below).slice(1)}-${local(below)}`,
    (below) => `电话：‹${local(below)}`,
    (below) => `联系电话（座机）：‹${local(below)}`,
    (below) => `固定电话 ‹${grouped(local(below), [4, 4], '-')}`,
    (below) => `400-${digits(below, 3)}-${digits(below, 4)}`,
    (below) => `TEL:‹${areaCode(below)}-${local(below)}`,
  ],
  plate: [
    (below) => plate(below).replace('|', ''),
    (below) => plate(below).replace('|', '·'),
    (below) => plate(below).replace('|', ' '),
    (below) => WIDE(plate(below).replace('|', '')),
    (below) => plate(below).replace('|', '-'),
  ],
  address: [
    (below) => `住址：‹${address(below)}`,
    (below) => `住‹${address(below)}`,
    (below) => `家庭住址 ‹${address(below)}`,
    (below) => `现居住在‹${address(below)}`,
  ],
  email: [mail, mail, (below) => mail(below).toUpperCase(), (below) => mail(below).replace('@', '＠')],
  name: [
    (below) => one(below, NAMES),
    (below) => [...one(below, NAMES)].join(' '),
    (below) => [...one(below, NAMES)].join('\n'),
    (below) => one(below, NAMES).replace('·', '•'),
  ],
}
const KINDS: readonly Writing[] = Object.entries(WRITINGS).map(([kind, ways]) => {
  let turn = 0
  return { kind: kind as FoundKind, make: (below) => ways[turn++ % ways.length]!(below) }
})

const SENTENCES: readonly [before: string, after: string][] = [
  ['当事人', '，男，汉族。'],
  ['证件、联系方式：', ''],
  ['经查（', '）已经登记，2020年3月5日签收。'],
  ['3. ', ' 备注 无'],
  ['姓名李四 ', '\n地址不详'],
  ['附件2第15页 ', '；'],
  ['序号12 ', ' 金额3000.00元'],
]
const EACH = 240

/** Lines with one thing to be found in each. */
export function labelled(): Line[] {
  const below = numbers(20_190_515)
  return KINDS.flatMap(({ kind, make }) =>
    Array.from({ length: EACH }, (): Line => {
      const [before, after] = one(below, SENTENCES).map(folded)
      const written = folded(make(below))
      const [from, to] = [written.indexOf('‹') + 1, written.indexOf('›')]
      const bare = written.replace(/[‹›]/g, '')
      const start = before!.length + Math.max(0, from - 1)
      const end = before!.length + (to < 0 ? bare.length : to - (from > 0 ? 1 : 0))
      return { text: before! + bare + after, labels: [{ kind, from: start, to: end }] }
    }),
  )
}

/** Several in a line, as lists of households have them. */
export function tabled(): Line[] {
  const below = numbers(4_711)
  return Array.from({ length: EACH }, () => {
    let text = ''
    const labels: Label[] = []
    const put = (kind: FoundKind, written: string, between: string) => {
      labels.push({ kind, from: text.length, to: text.length + written.length })
      text += written + between
    }
    const between = one(below, [' ', '，', '、', '/', '\n', '；'])
    put('name', one(below, NAMES), between)
    put('identityNumber', identity(below), between)
    put('mobile', mobile(below), between)
    put('bankCard', card(below, 19), between)
    put('telephone', `${areaCode(below)}-${local(below)}`, '。')
    return { text, labels }
  })
}

/** Numbers of documents, sums, days, parcels and codes: nobody's. */
const LOOK_ALIKES: readonly ((below: Below) => string)[] = [
  (below) => `云政办〔${2000 + below(26)}〕${below(300)}号，2020年3月5日印发，共印${below(300)}份。`,
  (below) => `总投资${digits(below, 9)}.00元，其中2019年完成投资${1 + below(9)}${digits(below, 7)}元。`,
  (below) => `合计1${3 + below(7)}${digits(below, 9)}元（大写略）`,
  (below) => `预算1${3 + below(7)}${digits(below, 9)}.${digits(below, 2)}元`,
  (below) =>
    `统一社会信用代码91${digits(below, 6)}MA${digits(below, 5)}${one(below, PLATE_LETTERS)}${digits(below, 2)}`,
  (below) => `统一社会信用代码：1133010600${digits(below, 7)}${one(below, PLATE_LETTERS)}`,
  (below) => `地块编号330106-20${digits(below, 2)}-${digits(below, 4)}，面积${digits(below, 5)}.67平方米`,
  (below) => `不动产单元号330106${digits(below, 6)}GB${digits(below, 5)}F${digits(below, 8)}`,
  (below) => `邮政编码${digits(below, 6)}；合同编号HT${digits(below, 11)}`,
  (below) => `坐标X=3${digits(below, 6)}.123，Y=40${digits(below, 6)}.678`,
  (below) => `第${below(99)}条至第36条，附件3份，第1—20页`,
  (below) => `项目代码20${digits(below, 2)}-330106-48-01-${digits(below, 6)}`,
  (below) => `（20${digits(below, 2)}）浙0106民初${1 + below(9000)}号`,
  (below) => `2${digits(below, 3)}年 2019年 2020年 2021年 增长${below(99)}.5%`,
  (below) => `开标时间20${digits(below, 2)}-03-05 09:30:00至2020-03-25 17:00`,
  (below) => `发票代码033001900${digits(below, 3)}，发票号码${digits(below, 8)}`,
  (below) => `ISBN 978-7-${digits(below, 3)}-${digits(below, 5)}-${below(10)}；GB/T 9704-2012`,
  (below) => `流水号20200305${digits(below, 16)}`,
  (below) => `建设规模${digits(below, 5)} ${digits(below, 5)} ${digits(below, 4)}，占地${1 + below(900)}亩`,
  (below) => `报告编号：ZJ-${2000 + below(26)}-0571-${digits(below, 4)}`,
  (below) => `IP地址192.168.${below(255)}.${below(255)}，端口8080`,
  (below) => `《云溪市城市总体规划（${2000 + below(20)}—2035年）》第三章第${1 + below(9)}节`,
  (below) => `桩号K${below(99)}+${digits(below, 3)}至K${below(99)}+${digits(below, 3)}，管径DN${digits(below, 3)}`,
  (below) => `京A楼${below(20)}层，粤海街道办事处${below(9)}楼会议`,
]
const LIKE = 14

export function nothing(): Line[] {
  const below = numbers(31)
  return LOOK_ALIKES.flatMap((like) => Array.from({ length: LIKE }, () => ({ text: folded(like(below)), labels: [] })))
}
