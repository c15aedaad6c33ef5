/** Numbers that lead to a person: found digit by digit, whatever blanks, dashes or line ends stand in them. Each start is tried once. */

export type Span = { from: number; to: number }

/** Between two digits of one number: a blank, a dash, a dot, the end of a line; no more than so many of them. */
const BETWEEN = /[\s\-‐‑‒–—−·.•]/
const MOST_BETWEEN = 3
/** The last character of an identity number as people type it: the letter, the sign of multiplication, its Greek and Cyrillic likes. */
const X = 'X×ΧХ'

const isDigit = (unit: string | undefined): boolean => unit !== undefined && unit >= '0' && unit <= '9'

/** A number of so many digits that begins here; `X` may be the last one. `at`: behind it. */
function digitsFrom(text: string, from: number, most: number, mayEndOnX: boolean): { digits: string; ends: number[] } {
  let digits = ''
  const ends: number[] = []
  let gap = 0
  for (let at = from; at < text.length && digits.length < most; at++) {
    const unit = text[at]!
    const isX = mayEndOnX && digits.length === most - 1 && X.includes(unit)
    if (isDigit(unit) || isX) {
      digits += isX ? 'X' : unit
      ends.push(at + 1)
      gap = 0
    } else if (BETWEEN.test(unit) && gap < MOST_BETWEEN) gap++
    else break
  }
  return { digits, ends }
}

const FACTORS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK = '10X98765432'

/** GB 11643: the last character follows from the others. */
export const isSound = (number: string): boolean =>
  /^\d{17}[\dX]$/.test(number) &&
  CHECK[FACTORS.reduce((sum, factor, i) => sum + factor * Number(number[i]), 0) % 11] === number[17]

const isDay = (month: string, day: string) =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
const REGION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[01])/
/** A day of birth in it, of a province: mistyped it is a person's as well. */
const isPlausible = (number: string): boolean =>
  number.length === 18
    ? REGION.test(number) && /^(?:19|20)\d\d/.test(number.slice(6)) && isDay(number.slice(10, 12), number.slice(12, 14))
    : REGION.test(number) && isDay(number.slice(8, 10), number.slice(10, 12))

/** Luhn (ISO 7812): every card's last digit follows from the others. */
export function isCard(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const counted = i % 2 === 1 ? digit * 2 : digit
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum % 10 === 0
}

/** Where a number may begin: no digit or letter stands right before it. */
const isStart = (text: string, at: number): boolean => isDigit(text[at]) && !/[0-9A-Z]/.test(text[at - 1] ?? ' ')
const isEnd = (text: string, at: number): boolean => !/[0-9A-Z]/.test(text[at] ?? ' ')

/** One kind of number: how many digits, and whether these are one. */
type Kind = { lengths: readonly number[]; endsOnX?: boolean; is: (digits: string, written: string) => boolean }

function scan(text: string, { lengths, endsOnX = false, is }: Kind): Span[] {
  const found: Span[] = []
  for (let at = 0; at < text.length; at++) {
    if (!isStart(text, at)) continue
    const { digits, ends } = digitsFrom(text, at, lengths[0]!, endsOnX)
    for (const length of lengths) {
      const to = ends[length - 1]
      if (to === undefined || !isEnd(text, to)) continue
      if (!is(digits.slice(0, length), text.slice(at, to))) continue
      found.push({ from: at, to })
      at = to - 1
      break
    }
  }
  return found
}

const LONG_GAP = /[\s\-‐‑‒–—−·.•]{2}/
/** With a sound check digit whatever stands between; else only where it is written in one piece or in equal groups. */
export const identityNumbers = (text: string): Span[] => [
  ...scan(text, { lengths: [18], endsOnX: true, is: (digits) => isSound(digits) && isPlausible(digits) }),
  ...scan(text, {
    lengths: [18],
    endsOnX: true,
    is: (digits, written) => isPlausible(digits) && !LONG_GAP.test(written),
  }),
  ...scan(text, { lengths: [15], is: (digits, written) => written.length === 15 && isPlausible(digits) }),
]

/** Lengths from the longest: a card of 16 digits may be followed by others. */
export const cards = (text: string): Span[] =>
  scan(text, {
    lengths: [19, 18, 17, 16],
    is: (digits) => /^[3-69]/.test(digits) && isCard(digits) && !isSound(digits),
  })

const MOBILE = /^1[3-9]/
/** Behind a sum or a measure, which may have eleven digits, too. */
const OF_A_SUM = /^(?:\.\d|\s?(?:元|万元|亿元|吨|亩|平方|%|‰))/
export const mobiles = (text: string): Span[] => [
  ...scan(text, { lengths: [11], is: (digits) => MOBILE.test(digits) }).filter(
    ({ to }) => !OF_A_SUM.test(text.slice(to, to + 4)),
  ),
  ...scan(text, { lengths: [13], is: (digits) => digits.startsWith('86') && MOBILE.test(digits.slice(2)) }),
  ...scan(text, { lengths: [15], is: (digits) => digits.startsWith('0086') && MOBILE.test(digits.slice(4)) }),
]
