/** A letter cut into lines, sentences, phrases, numbers and dates. The applicant's own words are covered first. */
import { type Day, inChinese, isDay } from '../../../workflows/statute/days.ts'
import { type Letter, type LetterData, printable } from '../../documents/index.ts'

type Part = 'organ' | 'number' | 'title' | 'addressee' | 'body' | 'attachment' | 'signature' | 'date' | 'note'

export type Line = {
  /** Index into `textOf(letter)`. */
  at: number
  part: Part
  /** As printed. */
  printed: string
  /** As printed, each quotation of the applicant replaced by “＊”. */
  own: string
}

/** 十五: up to ninety-nine, as letters write numbers in words. */
export const numeral = (n: number): string => {
  const digit = (of: number) => '一二三四五六七八九'[of - 1] ?? ''
  return n < 10 ? digit(n) : `${n < 20 ? '' : digit(Math.floor(n / 10))}十${digit(n % 10)}`
}

const COVER = '“＊”'
/** compose() cuts long quotations; see `shortened` in src/documents. */
const CUT = [200, 1000] as const

/** The same lines in the same order as `textOf`; a test holds the two together. */
export function linesOf(letter: Letter, data: LetterData): Line[] {
  const citizens = citizensWords(data)
  const parts: [Part, string[]][] = [
    ['organ', [letter.format === 'letter' ? letter.organ : '']],
    ['number', [letter.number]],
    ['title', [letter.title]],
    ['addressee', [letter.addressee && `${letter.addressee}：`]],
    [
      'body',
      letter.blocks.flatMap((block) =>
        block.kind === 'row' ? block.cells.flatMap((cell) => cell.split('\n')) : [block.text],
      ),
    ],
    ['signature', letter.closing ?? []],
    ['attachment', letter.attachments.map((name, i, all) => attachmentLine(letter, name, i, all.length))],
    ['signature', [letter.signature]],
    ['date', [letter.date]],
    ['note', [letter.note && `（${letter.note}）`]],
  ]
  return parts
    .flatMap(([part, texts]) => texts.filter((text) => text !== '').map((printed) => ({ part, printed })))
    .map(({ part, printed }, at) => ({
      at,
      part,
      printed,
      own: part === 'addressee' && isApplicants(printed, data) ? COVER : covered(printed, citizens),
    }))
}

/** Names are the applicant's words as well; compose() cuts what is no name any more. */
function isApplicants(addressee: string, data: LetterData): boolean {
  const name = printable(data.applicant?.name ?? '')
  return name !== '' && addressee.startsWith(Array.from(name).slice(0, CUT[0]).join(''))
}

const attachmentLine = ({ format }: Pick<Letter, 'format'>, name: string, i: number, count: number) =>
  `${i > 0 ? '' : format === 'pleading' ? '附：' : '附件：'}${count > 1 ? `${i + 1}.` : ''}${name}`

/** Longest first, so that a title inside the description does not leave half of it uncovered. */
export function citizensWords(data: LetterData): string[] {
  const typed = [data.case?.title, data.case?.request, data.case?.corrected].flatMap((words) =>
    words ? [printable(words)] : [],
  )
  const quoted = typed.map((words) => words.replaceAll('“', '‘').replaceAll('”', '’'))
  const cut = quoted.flatMap((words) =>
    CUT.flatMap((limit) => {
      const characters = Array.from(words)
      return characters.length > limit ? [`${characters.slice(0, limit).join('')}……（全文见申请表）`] : []
    }),
  )
  return [...quoted, ...cut].filter((words) => words !== '').sort((a, b) => b.length - a.length)
}

const covered = (text: string, said: readonly string[]): string =>
  said.reduce((left, words) => left.replaceAll(`“${words}”`, COVER), text)

/** Many rules ask the same of the same lines: each question is answered once. */
export function once<T>(answer: (lines: readonly Line[]) => T): (lines: readonly Line[]) => T {
  const known = new WeakMap<readonly Line[], T>()
  return (lines) => {
    const before = known.get(lines)
    if (before !== undefined) return before
    const now = answer(lines)
    known.set(lines, now)
    return now
  }
}

export const inBody = once((lines) => lines.filter(({ part }) => part === 'body'))
export const bodyText = once((lines) =>
  inBody(lines)
    .map(({ own }) => own)
    .join('\n'),
)

export const sentencesOf = (text: string): string[] => text.split(/(?<=[。！？；])/).filter((s) => s !== '')
export const phrasesOf = (text: string): string[] => text.split(/[，。；：！？]/).filter((s) => s !== '')
/** Addresses of web pages are full of digits and lines that mean nothing. */
export const withoutPages = (text: string): string => text.replace(/https?:\/\/[^\s，。；）]+/g, '')

/** Every kind of quotation left out: what others said is not what we say. */
export function unquoted(text: string): string {
  // Closing mark by closing mark: a pattern would look for one from each opening mark, through all the rest.
  const pieces = text.split('”')
  const rest = pieces.pop()!
  const closed = pieces.map((piece) => {
    const [before, ...quotation] = piece.split('“')
    return quotation.length > 0 ? `${before}${COVER}` : `${piece}”`
  })
  return [...closed, rest].join('')
}

export const lineOf = (lines: readonly Line[], part: Line['part']) => lines.find((line) => line.part === part)?.at

/** The first line whose own words match, for a finding to point at. */
export const lineWith = (lines: readonly Line[], pattern: RegExp): number | undefined =>
  lines.find(({ own }) => pattern.test(own))?.at

const DIGITS = '零一二三四五六七八九'

/** 三十六, 〇, 10, １０ → a number; NaN for anything else. */
export function numberIn(words: string): number {
  const plain = words.normalize('NFKC').replaceAll('〇', '零').replaceAll('两', '二')
  if (/^\d+$/.test(plain)) return Number(plain)
  const match = /^(?:([一二三四五六七八九])?百)?零?(?:([一二三四五六七八九])?(十))?([零一二三四五六七八九])?$/.exec(
    plain,
  )
  if (!match || plain === '') return Number.NaN
  const [, hundreds, tens, ten, ones] = match
  const of = (digit: string | undefined, otherwise: number) => (digit ? DIGITS.indexOf(digit) : otherwise)
  return (plain.includes('百') ? of(hundreds, 1) * 100 : 0) + (ten ? of(tens, 1) * 10 : 0) + of(ones, 0)
}

export type Dated = { day: Day; real: boolean; text: string; before: string; after: string }

/** Every day named in a text, with the words around it. */
export function datesIn(text: string): Dated[] {
  return [...text.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/g)].map((match) => {
    const [written, year, month, day] = match as unknown as [string, string, string, string]
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    const end = match.index + written.length
    return {
      day: iso,
      real: isDay(iso),
      text: written,
      before: text.slice(Math.max(0, match.index - 16), match.index),
      after: text.slice(end, end + 24),
    }
  })
}

/** Does a printed day say this day? Nothing printed, or nothing known, is no contradiction. */
export const same = (printed: string, day: Day | null | undefined) =>
  !day || printed === '' || printed.replace(/\s/g, '') === inChinese(day)
