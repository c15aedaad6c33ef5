/** Numbers that belong to persons, found in the lines of a letter however they are typed. */
import { type CaseFile, filled, type Reading, toApplicant } from './subject.ts'
import { type Line, withoutPages } from './tokens.ts'

type Spotted = { text: string; line: number }

/** Full-width digits and spaced groups hide a number from the eye of a rule, not from a reader. */
export const plain = (text: string) =>
  withoutPages(text)
    .normalize('NFKC')
    .replace(/(?<=\d)[ \u00a0](?=\d)/g, '')

export const spotted = (
  lines: readonly Line[],
  pattern: RegExp,
  real: (text: string) => boolean = () => true,
): Spotted[] =>
  lines.flatMap(({ own, at }) =>
    [...plain(own).matchAll(pattern)].filter(([text]) => real(text)).map(([text]) => ({ text, line: at })),
  )

const isDate = (digits: string) => {
  const [month, day] = [Number(digits.slice(-4, -2)), Number(digits.slice(-2))]
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checksum = (id: string) => {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return '10X98765432'[sum % 11] === id[17]?.toUpperCase()
}
/** Regions begin with 11 to 65, with 71, 81, 82 or with 91, and 99 is nobody's. */
const hasRegion = (text: string) => /^(?:[1-5]\d|6[1-5]|71|8[12]|91)/.test(text)
/**
 * The numbers of 18 digits by day of birth and check digit; a mistyped one is a person's as well, so where the day and
 * the region fit the check digit need not. Those of 15 (until 2013) by region and day of birth.
 */
export const isResident = (text: string) =>
  text.length === 18
    ? /^(?:19|20)/.test(text.slice(6)) && isDate(text.slice(6, 14)) && (checksum(text) || hasRegion(text))
    : hasRegion(text) && isDate(text.slice(6, 12))
export const RESIDENT = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|\d{15})(?![\dA-Za-z])/g
export const OTHER_ID =
  /(?:护照|通行证|(?<!许可)证件|身份证|军官证)(?:号码|号|编号)?[是为：:]?\s*([A-Z]{1,2}\d{7,9}|\d{15}|\d{17}[\dXx])/g

export const mask = (text: string) => `${text.slice(0, 3)}…${text.slice(-2)}`

/** What agencies publish of themselves: their own lines, and the contacts that a letter passes on. */
export const official = (reading: Reading, { agency }: CaseFile): string =>
  plain(
    [
      ...Object.values(agency.profile),
      ...['responsibleContact', 'contact', 'where', 'channel'].map((name) => filled(reading, 'ask', name)),
      filled(reading, 'fee', 'payment'),
      filled(reading, 'agency', 'phone'),
      filled(reading, 'agency', 'email'),
      filled(reading, 'agency', 'address'),
    ].join('\n'),
  )

export const MOBILE = /(?<![\d-])(?:\+?86-?)?1[3-9]\d(?:-?\d{4}){2}(?!\d)/g
const bare = (phone: string) => plain(phone).replace(/^\+?86-?|-/g, '')

/** Mobile numbers that are not the office's own; `isOffered`: given to be called, by whoever is to be called. */
export const mobiles = (reading: Reading, file: CaseFile) => {
  const ours = official(reading, file).replace(/-/g, '')
  const [submitted] = file.facts
  // The applicant's own number, in the applicant's own letter, is another rule's matter.
  const own = submitted?.type === 'submitted' && toApplicant(reading) ? bare(submitted.applicant.phone ?? '') : ''
  return spotted(reading.lines, MOBILE, (text) => !ours.includes(bare(text)) && bare(text) !== own).map((spot) => {
    const phrases = plain(reading.lines[spot.line]!.own).split(/[，。；]/)
    const phrase = phrases.find((each) => each.includes(spot.text)) ?? ''
    return { ...spot, isOffered: /联系|咨询|领取|预约|值班|经办人|承办人|查询|受理|窗口|热线/.test(phrase) }
  })
}
