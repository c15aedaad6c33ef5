/** What may lead to a person, found on a page: suggestions, each of which somebody accepts or leaves. Pure; every search is linear. */
import type { Box } from './box.ts'
import { around } from './box.ts'
import type { Glyph } from './glyph.ts'
import { takes } from './kept-text.ts'
import { type Reading, readingsOf } from './lines.ts'
import { cards, identityNumbers, mobiles, type Span } from './numbers.ts'

export const FOUND_KINDS = {
  identityNumber: '身份证件号码',
  mobile: '手机号码',
  telephone: '电话号码',
  bankCard: '银行卡号',
  plate: '车牌号码',
  address: '住址',
  email: '电子邮箱',
  name: '姓名、名称',
  words: '词语',
} as const
export type FoundKind = keyof typeof FOUND_KINDS

/** `text`: as it is written, folded; `boxes`: one for each line that it stands in. */
export type Found = { kind: FoundKind; text: string; boxes: Box[] }

/** Words to look for besides: people of the case, a list, what somebody typed. */
export type Wanted = { names: readonly string[]; words?: readonly string[] }

const matches = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ 0: hit, index }) => ({ from: index, to: index + hit.length }))

/** Behind letters or digits and a dash it is a part of some other number, unless that says what it is. */
const TELEPHONE =
  /(?:(?<![\dA-Z])(?<![\dA-Z][-—])|(?<=TEL|FAX))(?:\(?(?:\+?86[\s-]{0,2}0?[1-9]\d{1,2}|0\d{2,3})\)?[\s\-—–]{0,2}[2-8]\d{2,3}[\s\-—–]?\d{4}|[48]00[\s-]?\d{3,4}[\s-]?\d{3,4})(?:[\s-]{0,2}(?:转|-)\s?\d{1,6})?(?!\d)/g
/** Without an area code: only where it says that it is one. */
const LOCAL =
  /(?<=(?:电话|座机|固话|传真|TEL|FAX)(?:号码|号|\([^)\d]{1,6}\))?[\s::.]{0,3})[2-8]\d{2,3}[\s\-—–]?\d{4}(?:[\s-]{0,2}(?:转|-)\s?\d{1,6})?(?!\d)/g
/** Of whatever length, where it says that money is kept there. */
const ACCOUNT = /(?<=(?:账号|帐号|账户|帐户|卡号)[\s::]{0,3})\d(?:[\s-]?\d){9,24}(?!\d)/g
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z]\s?[·•.-]?\s?(?:[A-HJ-NP-Z\d]{4}[A-HJ-NP-Z\d挂学警港澳](?![A-Z\d])|[A-HJ-NP-Z\d]{6}(?![A-Z\d]))/g
const EMAIL = /(?<![A-Z\d._%+-])[A-Z\d._%+-]{1,64}@[A-Z\d-]{1,63}(?:\.[A-Z\d-]{1,63}){1,4}/g
const PASSPORT = /(?<=(?:护照|通行证|证件)[号码编]{0,2}[\s:：是为]{0,3})[A-Z]{1,2}\d{7,9}(?![A-Z\d])/g

/** A house in a street: its last number; what leads to it is read backwards to the first sign that is none of an address. */
const HOUSE = /\d{1,5}(?:[-—]\d{1,5})?(?:号楼|号院|号|栋|幢|单元|室|户|弄)/g
const STREET = /[路街巷村里弄镇乡]|大道|胡同|小区|花园|社区|公寓|家园|新村/
const OF_ADDRESS = /[\p{Script=Han}\dA-Z\-—()]/u
const LEADS = /(?:家庭住址|通讯地址|联系地址|住址|地址|住所|现住|户籍地|居住于|居住在|住在|住|位于|寄往)[:：]?/g
const [LONGEST_LEAD, LONGEST_REST] = [40, 24]
const REST =
  /^(?:[\dA-Z-]{0,6}(?:号楼|号院|号|栋|幢|座|单元|层|楼|室|户|弄|东|西|南|北|门)){0,6}(?:\d{2,4}(?![\d年月日元.]))?/

function addresses(text: string): Span[] {
  const found: Span[] = []
  for (const { from, to } of matches(text, HOUSE)) {
    const last = found.at(-1)
    if (last && from < last.to) continue
    let start = from
    while (start > 0 && from - start < LONGEST_LEAD && OF_ADDRESS.test(text[start - 1]!)) start--
    const lead = text.slice(start, from)
    const said = [...lead.matchAll(LEADS)].at(-1)
    if (said) start += said.index + said[0].length
    if (!STREET.test(text.slice(start, from))) continue
    const rest = REST.exec(text.slice(to, to + LONGEST_REST))
    found.push({ from: start, to: to + (rest?.[0].length ?? 0) })
  }
  return found
}

/** Blanks and line ends within a name do not hide it. */
function literal(text: string, word: string): Span[] {
  const wanted = bare(word)
  if ([...wanted].length < 2) return []
  const places: number[] = []
  let joined = ''
  for (let i = 0; i < text.length; i++)
    if (!BLANK.test(text[i]!)) {
      joined += text[i]
      places.push(i)
    }
  const found: Span[] = []
  for (let at = joined.indexOf(wanted); at >= 0; at = joined.indexOf(wanted, at + wanted.length))
    found.push({ from: places[at]!, to: places[at + wanted.length - 1]! + 1 })
  return found
}
const BLANK = /[\s·•・]/
const bare = (word: string) =>
  word
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•・]/g, '')

/** In one text, by kind; what a longer one of another kind holds is not told again. */
export function spansIn(text: string, { names, words = [] }: Wanted): { kind: FoundKind; span: Span }[] {
  const of = (kind: FoundKind, spans: Span[]) => spans.map((span) => ({ kind, span }))
  const all = [
    ...of('identityNumber', [...identityNumbers(text), ...matches(text, PASSPORT)]),
    ...of('bankCard', [...cards(text), ...matches(text, ACCOUNT)]),
    ...of('mobile', mobiles(text)),
    ...of('telephone', [...matches(text, TELEPHONE), ...matches(text, LOCAL)]),
    ...of('plate', matches(text, PLATE)),
    ...of('email', matches(text, EMAIL)),
    ...of('address', addresses(text)),
    ...of(
      'name',
      names.flatMap((name) => literal(text, name)),
    ),
    ...of(
      'words',
      words.flatMap((word) => literal(text, word)),
    ),
  ]
  const taken: { kind: FoundKind; span: Span }[] = []
  for (const one of all) {
    const isTold = taken.some(({ span }) => span.from <= one.span.from && one.span.to <= span.to)
    if (!isTold) taken.push(one)
  }
  return taken.sort((a, b) => a.span.from - b.span.from)
}

/** Everything on one page, in its order; what both readings hold once. */
export function foundOn(glyphs: readonly Glyph[], wanted: Wanted): Found[] {
  const known = new Map<string, Found>()
  for (const reading of readingsOf(glyphs))
    for (const { kind, span } of spansIn(reading.text, wanted)) {
      const which = glyphsIn(reading, span)
      if (which.length === 0) continue
      const key = which.toSorted((a, b) => a - b).join(',')
      if (!known.has(key))
        known.set(key, { kind, text: reading.text.slice(span.from, span.to), boxes: boxesOf(glyphs, which) })
    }
  return [...known.values()].sort((a, b) => a.boxes[0]!.y0 - b.boxes[0]!.y0 || a.boxes[0]!.x0 - b.boxes[0]!.x0)
}

const glyphsIn = ({ of }: Reading, { from, to }: Span): number[] => [
  ...new Set(of.slice(from, to).filter((i) => i >= 0)),
]

/** A box for what stands together in a line, or runs downwards in a column. */
function boxesOf(glyphs: readonly Glyph[], which: readonly number[]): Box[] {
  const groups: Glyph[][] = []
  for (const i of which) {
    const glyph = glyphs[i]!
    const last = groups.at(-1)?.at(-1)
    if (last && goesOn(last, glyph)) groups.at(-1)!.push(glyph)
    else groups.push([glyph])
  }
  return groups.map((group) => around(group.map(({ box }) => box)))
}

function goesOn({ box: a, isUpright }: Glyph, { box: b }: Glyph): boolean {
  const height = a.y1 - a.y0
  const width = a.x1 - a.x0
  const isInLine = Math.abs(a.y0 + a.y1 - b.y0 - b.y1) < height && Math.abs(b.x0 - a.x1) < 2 * height
  const isInColumn = Math.abs(a.x0 + a.x1 - b.x0 - b.x1) < width && Math.abs(b.y0 - a.y1) < height
  return (
    isInLine ||
    (isInColumn && !isUpright) ||
    (isInColumn && b.y0 > a.y0 && b.y0 - a.y1 < height / 4 && b.x0 < a.x1 && isColumn(a, b))
  )
}
/** Upright characters one below the other, as vertical writing draws them. */
const isColumn = (a: Box, b: Box) => Math.abs(a.x0 - b.x0) < (a.x1 - a.x0) / 4

/** What stands under each of these marks, for a person to read: as it is written, from the left and from above. */
export const wordsOf = (glyphs: readonly Glyph[], marks: readonly { box: Box }[]): string[] =>
  marks.map((mark) =>
    glyphs
      .filter((glyph) => takes(mark, glyph))
      .map(({ text }) => text)
      .join(''),
  )
