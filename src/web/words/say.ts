/**
 * What the house composes in Chinese (steps of the clock, reasons, refusals), said in the language of the page.
 * English is looked up in tables of sentences with blanks, so that a lawyer reads both side by side. What people wrote
 * stays as they wrote it; what has no English stays Chinese, and nothing is lost.
 */
import { isDay } from '../../../workflows/statute/days.ts'
import { cite, whole } from './en-articles.ts'
import { SENTENCES } from './en-sentences.ts'
import type { Words } from './zh.ts'

export const CHINESE = /\p{Script=Han}/u

/** The text in the language of these words. */
export function say(words: Words, text: string): string {
  if (words.lang !== 'en' || !CHINESE.test(text)) return text
  return english(text, words) ?? inPieces(text, words)
}

/**
 * What may stand in a blank `{name:kind}` of a Chinese sentence. `said` must be known to the tables itself (or be
 * empty); a `name` may be; what is `written` never is.
 */
const SHAPES = {
  day: '\\d{1,4}年\\d{1,2}月\\d{1,2}日(?:（星期[一二三四五六日]）)?',
  number: '-?\\d+|[一二三四五六七八九十]+',
  said: '[^。；]*?',
  name: '[^。；]*?',
  written: '[^”]*?',
}
type Kind = keyof typeof SHAPES

function inBlank(kind: Kind, got: string, words: Words): string | null {
  if (kind === 'day') return daySaid(got, words)
  if (kind === 'number') return /\d/.test(got) ? got : String(whole(got))
  if (got === '' || kind === 'written') return got
  const known = english(got, words)
  return kind === 'name' ? (known ?? got) : known
}

/** A day with its weekday is said with it. */
function daySaid(got: string, words: Words): string | null {
  const [, year = '', month = '', day = ''] = /^(\d+)年(\d+)月(\d+)日/.exec(got) ?? []
  const on = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isDay(on)) return null
  return got.endsWith('）') ? words.dayLong(on) : words.day(on)
}

type Pattern = { sign: string; ending: string; shape: RegExp; blanks: { name: string; kind: Kind }[]; english: string }

const BLANK = /\{(\w+):(\w+)\}/

/** `sign`: the longest words between two blanks; a sentence without it, or with another ending, need not be tried. */
function pattern([chinese, english]: [string, string]): Pattern {
  const parts = chinese.split(BLANK)
  const fixed = parts.filter((_, i) => i % 3 === 0)
  const blanks = fixed.slice(1).map((_, i) => ({ name: parts[3 * i + 1]!, kind: parts[3 * i + 2] as Kind }))
  const escaped = fixed.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const shape = escaped.reduce((shape, text, i) => `${shape}(${SHAPES[blanks[i - 1]!.kind]})${text}`)
  const sign = fixed.reduce((longest, text) => (text.length > longest.length ? text : longest))
  return { sign, ending: fixed.at(-1)!, shape: new RegExp(`^${shape}$`, 'su'), blanks, english }
}

const PATTERNS = Object.entries(SENTENCES)
  .filter(([chinese]) => BLANK.test(chinese))
  .map(pattern)

function english(text: string, words: Words): string | null {
  const known = Object.hasOwn(SENTENCES, text) ? SENTENCES[text]! : cite(text)
  if (known !== null) return known
  for (const { sign, ending, shape, blanks, english } of PATTERNS) {
    const found = text.endsWith(ending) && text.includes(sign) ? shape.exec(text) : null
    const filled = found && fill(english, blanks, found.slice(1), words)
    if (filled) return filled
  }
  return null
}

/** Null where a blank holds what it may not. `{n working days}` is a number with its noun: one of them is singular. */
function fill(english: string, blanks: Pattern['blanks'], got: readonly string[], words: Words): string | null {
  const said = new Map(blanks.map(({ name, kind }, i) => [name, inBlank(kind, got[i]!, words)]))
  if ([...said.values()].includes(null)) return null
  return english.replace(/\{(\w+)( [^}]+)?\}/g, (_, name: string, noun = '') => {
    const value = said.get(name)!
    return value + (value === '1' ? noun.replace(/s$/, '') : noun)
  })
}

const MARKS: Record<string, string> = { '。': '.', '；': ';' }

const piecesOf = (text: string): readonly string[] => text.match(/[^。；]+(?:[。；][）”]*)?/g) ?? []

/** No sentence of the tables has more pieces: longer runs need not be tried. */
const MOST = Math.max(...Object.keys(SENTENCES).map((one) => piecesOf(one).length))

/** A text of several sentences: as many at once as the tables know, the others as they are. */
function inPieces(text: string, words: Words): string {
  const pieces = piecesOf(text)
  const said: string[] = []
  for (let at = 0; at < pieces.length; ) {
    let known: string | null = null
    let next = at
    for (let end = Math.min(at + MOST, pieces.length); end > at && known === null; end--) {
      const run = pieces.slice(at, end).join('')
      known = english(run, words) ?? withoutMark(run, words)
      next = end
    }
    said.push(known ?? pieces[at]!)
    at = next
  }
  return said.some((one) => !pieces.includes(one)) ? said.join(' ') : text
}

/** 。 and ； may end a sentence that the tables know without them. */
function withoutMark(piece: string, words: Words): string | null {
  const mark = MARKS[piece.at(-1)!]
  const known = mark === undefined ? null : english(piece.slice(0, -1), words)
  return known === null ? null : known.replace(/\.$/, '') + mark
}
