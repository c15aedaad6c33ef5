/** Makes what people type and what stands in titles comparable: width, case, brackets and dashes do not matter. */

/** Six-corner brackets are hard to type: 〔2025〕, [2025], (2025) and （2025） are one. */
const LIKE: Record<string, string> = Object.fromEntries([
  ...[...'〔[【［{'].map((character) => [character, '('] as const),
  ...[...'〕]】］}'].map((character) => [character, ')'] as const),
  ...[...'‐‑‒–—―－'].map((character) => [character, '-'] as const),
])

/** Characters between words, which no reader means when searching. Quotes, too: a copied title brings its own. */
const BETWEEN = /[\s\p{Cc}《》〈〉“”‘’「」『』"'`´,，、。;；:：?？!！…]+/u
const CJK = /[\p{Script=Han}\p{Script=Bopomofo}\u3000-\u30ff\uff00-\uffef]/u

/** What one character of a text comes to by itself: none, one or several. */
type Plain = { character: string; isCjk: boolean }

/** Each is reckoned once: a text has few characters that differ, and those of the language are some thousands. */
const plain = new Map<string, readonly Plain[]>()
const MOST_KNOWN = 20_000

function plainOf(point: string): readonly Plain[] {
  const known = plain.get(point)
  if (known) return known
  const folded: Plain[] = []
  for (const one of LIKE[point] ?? point.normalize('NFKC').toLowerCase()) {
    if (/\p{Cf}/u.test(one)) continue
    const character = /[\s\p{Cc}]/u.test(one) ? BLANK : (LIKE[one] ?? one)
    folded.push({ character, isCjk: CJK.test(character) })
  }
  if (plain.size >= MOST_KNOWN) plain.clear()
  plain.set(point, folded)
  return folded
}

const BLANK = ' '

/** A folded character, and where it stood. */
type Folded = { character: string; from: number; to: number }

/**
 * Goes through a text character by character as it is folded. Blanks beside Chinese characters are layout: “云溪区 2025 年” reads
 * as “云溪区2025年”; so are those at the ends.
 */
function walk(text: string, put: (character: string, from: number, to: number) => void): void {
  let [blankFrom, blankTo] = [-1, -1]
  let isBesideText = false
  let from = 0
  for (const point of text) {
    const to = from + point.length
    for (const { character, isCjk } of plainOf(point)) {
      if (character === BLANK) {
        if (blankFrom < 0) [blankFrom, blankTo] = [from, to]
        continue
      }
      if (blankFrom >= 0 && isBesideText && !isCjk) put(BLANK, blankFrom, blankTo)
      blankFrom = -1
      isBesideText = !isCjk
      put(character, from, to)
    }
    from = to
  }
}

function charactersOf(text: string): Folded[] {
  const all: Folded[] = []
  walk(text, (character, from, to) => all.push({ character, from, to }))
  return all
}

/** A text as it is compared: one width, one case, one kind of brackets and dashes, no blanks beside Chinese characters. */
export function fold(text: string): string {
  let folded = ''
  walk(text, (character) => {
    folded += character
  })
  return folded
}

/** A place in a text, in UTF-16 units, as `slice` takes them. */
export type Span = { from: number; to: number }

/** Tells where the text reads as a pattern (with `g`) when it is folded line by line: places in the text as it was written. */
export type Finder = (pattern: RegExp) => Span[]

/**
 * Folds a text once, whatever is looked for in it. Where its characters stood is reckoned when something is found: in most
 * texts nothing is, and a register has three of them in each row.
 */
export function finderIn(text: string): Finder {
  let start = 0
  const lines = text.split('\n').map((line) => {
    const began = start
    start += line.length + 1
    return { line, began, folded: fold(line), places: undefined as Span[] | undefined }
  })
  return (pattern) =>
    lines.flatMap((one) =>
      [...one.folded.matchAll(pattern)]
        .filter(({ 0: hit }) => hit !== '')
        .map(({ 0: hit, index }) => {
          one.places ??= placesOf(one.line)
          const [first, last] = [one.places[index]!, one.places[index + hit.length - 1]!]
          return { from: one.began + first.from, to: one.began + last.to }
        }),
    )
}

/** Of each unit of the folded text: a character beyond the first plane takes two. */
function placesOf(text: string): Span[] {
  const places: Span[] = []
  walk(text, (character, from, to) => {
    for (let unit = 0; unit < character.length; unit++) places.push({ from, to })
  })
  return places
}

const MOST_WORDS = 10

/** What people put around the thing they ask for. */
const AROUND =
  /我(?:们)?(?:想要?|要|需要)?|申请公开|申请|公开|请问|请|关于|有关|相关|具体|是多少|多少|是什么|什么|怎么|如何|哪些|的|和|及|与|信息|文件|资料|情况/gu

/** The bigrams of what is asked for, without the words around it. */
export const gistOf = (typed: string): string[] =>
  bigramsOf(wordsOf(typed.replace(AROUND, ' ')).join('\n')).filter((bigram) => [...bigram].length === 2)

/** The words of a question; each must be found. */
export const wordsOf = (question: string): string[] =>
  [...new Set(question.split(BETWEEN).map(fold).filter(Boolean))].slice(0, MOST_WORDS)

/** The bigrams of a text, and a character alone where nothing follows it: what the index holds. */
export function bigramsOf(text: string): string[] {
  const characters = [...text]
  const isGap = (at: number) => at >= characters.length || characters[at] === ' ' || characters[at] === '\n'
  const bigrams = characters.flatMap((character, at) =>
    isGap(at) ? [] : [isGap(at + 1) ? character : character + characters[at + 1]],
  )
  return [...new Set(bigrams)]
}

const quoted = (character: string) => `'${character.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`

/** The question to the index: all bigrams of a word; a single character begins some bigram wherever it stands. */
export function indexQuestion(words: readonly string[]): string {
  const ofWord = (word: string) => {
    const bigrams = bigramsOf(word).filter((bigram) => [...bigram].length === 2)
    return bigrams.length > 0
      ? bigrams.map(quoted)
      : [...word.replaceAll(' ', '')].map((character) => `${quoted(character)}:*`)
  }
  return words.flatMap(ofWord).join(' & ')
}

/** The question to the index: any of these bigrams. */
export const anyOf = (bigrams: readonly string[]): string => bigrams.map(quoted).join(' | ')

/** A piece of a text; `hit` where it is what was searched for. */
export type Piece = { text: string; hit: boolean }

/** The whole text in pieces, the hits apart. `words` are folded, as wordsOf gives them. */
export function marked(text: string, words: readonly string[]): Piece[] {
  const spans = hitsIn(text, words)
  const pieces: Piece[] = []
  let at = 0
  for (const { from, to } of spans) {
    if (from > at) pieces.push({ text: text.slice(at, from), hit: false })
    pieces.push({ text: text.slice(from, to), hit: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false })
  return pieces
}

/** As much of a long text as fits under a title, around the first hit. */
export function excerpt(text: string, words: readonly string[], most = 110): Piece[] {
  const points = [...text]
  if (points.length <= most) return marked(text, words)
  const [first] = hitsIn(text, words)
  const before = first ? [...text.slice(0, first.from)].length : 0
  const start = Math.max(0, Math.min(before - 20, points.length - most))
  const shown = points.slice(start, start + most).join('')
  const rest = start + most < points.length ? '…' : ''
  return marked(`${start > 0 ? '…' : ''}${shown}${rest}`, words)
}

/** Where words stand in the text as it was written, in order, overlaps joined. */
function hitsIn(text: string, words: readonly string[]): { from: number; to: number }[] {
  if (words.length === 0) return [] // a list that nobody searched
  const characters = charactersOf(text)
  const folded = characters.map(({ character }) => character).join('')
  const starts = new Map<number, number>()
  let unit = 0
  for (const [i, { character }] of characters.entries()) {
    starts.set(unit, i)
    unit += character.length
  }
  const hits: { from: number; to: number }[] = []
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const first = starts.get(at)
      if (first === undefined) continue
      const last = first + [...word].length - 1
      hits.push({ from: characters[first]!.from, to: characters[last]!.to })
    }
  }
  hits.sort((a, b) => a.from - b.from)
  return hits.reduce<{ from: number; to: number }[]>((joined, span) => {
    const before = joined.at(-1)
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to)
    else joined.push({ ...span })
    return joined
  }, [])
}
