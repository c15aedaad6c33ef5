/**
 * What reads as a number or an address of a person in any text, be it whose it may: identity numbers and passports, bank cards,
 * telephones, mail. Each is looked for in the folded text, so that neither width nor blanks nor dashes hide it. Money and numbers of
 * documents are shorter or stand otherwise; what is taken for a number in spite of that costs the reader less than one that is told.
 */
import { finderIn, type Span } from './fold.ts'

export type PersonalKind = keyof typeof PATTERNS

/** In the order in which they are looked for: what is part of a longer one is not found again. */
const PATTERNS = {
  mail: /(?<![\w.+-])[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g,
  /** 15 to 19 figures, written together or in groups: 居民身份证 of either kind, bank cards. */
  number: /(?<![0-9a-z])\d(?: ?\d){13,17} ?[\dx](?![0-9a-z])/g,
  /** The same with dashes, grouped as such numbers are: dates beside each other have dashes, too. */
  dashed: /(?<![0-9a-z-])(?:\d{6}-\d{8}-\d{3}[\dx]|\d{4}(?:-\d{4}){3}(?:-\d{1,3})?)(?![0-9a-z-])/g,
  mobile: /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?(?:\d{4}[ -]?\d{4}|\d{3}[ -]?\d{5})(?!\d)/g,
  /** With the code of its area, or with the word before it. */
  landline:
    /(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[ -]{0,2}[1-9]\d{2,3}[ -]?\d{4}(?!\d)|(?<=(?:电话|座机|传真|tel)(?:号码|号)?[是为:.]?)[1-9]\d{2,3}[ -]?\d{4}(?!\d)/g,
  /** 护照, 港澳居民来往内地通行证, 台湾居民来往大陆通行证 with its letter. */
  passport: /(?<![0-9a-z])[a-z](?:[a-z]\d{7}|\d{8}(?:\d{2})?)(?![0-9a-z])/g,
} as const satisfies Record<string, RegExp>

/** Letters, figures and signs of a usual text, of which none folds to a figure or an @ but the figures themselves. */
const USUAL =
  /^[\n -?A-~\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u3002\u3008-\u3011\u3014-\u301b\u4e00-\u9fff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]*$/
/** So many has the shortest of them, a telephone of a place. */
const FIGURES = /^(?:\D*\d){7}/
/** Most texts: a register asks four of each row, and folding one to look for seven patterns takes ten times as long. */
const hasNone = (text: string): boolean => USUAL.test(text) && !FIGURES.test(text)

/** @param as what stands in the place of what was found, as it was written @returns the text with all of them replaced */
export function replacePersonal(text: string, as: (found: string, kind: PersonalKind) => string): string {
  if (hasNone(text)) return text
  const find = finderIn(text)
  const found: (Span & { kind: PersonalKind })[] = []
  for (const kind of Object.keys(PATTERNS) as PersonalKind[])
    for (const span of find(PATTERNS[kind]))
      if (found.every(({ from, to }) => span.to <= from || span.from >= to)) found.push({ ...span, kind })
  // From the last to the first: no place moves before its turn.
  return found
    .toSorted((a, b) => b.from - a.from)
    .reduce((left, { from, to, kind }) => left.slice(0, from) + as(text.slice(from, to), kind) + left.slice(to), text)
}
