/** Makes what people type and what stands in titles comparable: width, case, brackets and dashes do not matter. */

/** Six-corner brackets are hard to type: 〔2025〕, [2025], (2025) and （2025） are one. */
const LIKE: Record<string, string> = Object.fromEntries([
  ...[...'〔[【［{'].map((sign) => [sign, '('] as const),
  ...[...'〕]】］}'].map((sign) => [sign, ')'] as const),
  ...[...'‐‑‒–—―－'].map((sign) => [sign, '-'] as const),
])

/** Signs between words, which no reader means when searching. Quotes, too: a copied title brings its own. */
const BETWEEN = /[\s\p{Cc}《》〈〉“”‘’「」『』"'`´,，、。;；:：?？!！…]+/u
const CJK = /[\p{Script=Han}\p{Script=Bopomofo}\u3000-\u30ff\uff00-\uffef]/u

/** A folded sign, and where it stood. */
type Sign = { sign: string; from: number; to: number }

/** Blanks beside Chinese signs are layout: “云溪区 2025 年” reads as “云溪区2025年”. */
function signsOf(text: string): Sign[] {
  const all: Sign[] = []
  let from = 0
  for (const point of text) {
    const to = from + point.length
    const plain = LIKE[point] ?? point.normalize('NFKC').toLowerCase()
    for (const sign of plain) {
      if (/\p{Cf}/u.test(sign)) continue
      all.push({ sign: /[\s\p{Cc}]/u.test(sign) ? ' ' : (LIKE[sign] ?? sign), from, to })
    }
    from = to
  }
  const isBlank = (at: number) => all[at]?.sign === ' '
  const kept = all.filter((_, at) => !(isBlank(at) && (at === 0 || isBlank(at - 1))))
  return kept.filter(
    ({ sign }, at) =>
      sign !== ' ' || !(at === kept.length - 1 || CJK.test(kept[at - 1]!.sign) || CJK.test(kept[at + 1]!.sign)),
  )
}

export const fold = (text: string): string =>
  signsOf(text)
    .map(({ sign }) => sign)
    .join('')

const MOST_WORDS = 10

/** What people put around the thing they ask for. */
const AROUND =
  /我(?:们)?(?:想要?|要|需要)?|申请公开|申请|公开|请问|请|关于|有关|相关|具体|是多少|多少|是什么|什么|怎么|如何|哪些|的|和|及|与|信息|文件|资料|情况/gu

/** The pairs of what is asked for, without the words around it. */
export const gistOf = (typed: string): string[] =>
  pairsOf(wordsOf(typed.replace(AROUND, ' ')).join('\n')).filter((pair) => [...pair].length === 2)

/** The words of a question; each must be found. */
export const wordsOf = (question: string): string[] =>
  [...new Set(question.split(BETWEEN).map(fold).filter(Boolean))].slice(0, MOST_WORDS)

/** Every two neighbouring signs, and a sign alone where nothing follows it: what the index holds. */
export function pairsOf(text: string): string[] {
  const signs = [...text]
  const isGap = (at: number) => at >= signs.length || signs[at] === ' ' || signs[at] === '\n'
  const pairs = signs.flatMap((sign, at) => (isGap(at) ? [] : [isGap(at + 1) ? sign : sign + signs[at + 1]]))
  return [...new Set(pairs)]
}

const quoted = (sign: string) => `'${sign.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`

/** The question to the index: all pairs of a word; a single sign begins some pair wherever it stands. */
export function indexQuestion(words: readonly string[]): string {
  const ofWord = (word: string) => {
    const pairs = pairsOf(word).filter((pair) => [...pair].length === 2)
    return pairs.length > 0 ? pairs.map(quoted) : [...word.replaceAll(' ', '')].map((sign) => `${quoted(sign)}:*`)
  }
  return words.flatMap(ofWord).join(' & ')
}

export const anyOf = (pairs: readonly string[]): string => pairs.map(quoted).join(' | ')

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
  const signs = signsOf(text)
  const folded = signs.map(({ sign }) => sign).join('')
  const starts = new Map<number, number>()
  let unit = 0
  for (const [i, { sign }] of signs.entries()) {
    starts.set(unit, i)
    unit += sign.length
  }
  const found: { from: number; to: number }[] = []
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const first = starts.get(at)
      if (first === undefined) continue
      const last = first + [...word].length - 1
      found.push({ from: signs[first]!.from, to: signs[last]!.to })
    }
  }
  found.sort((a, b) => a.from - b.from)
  return found.reduce<{ from: number; to: number }[]>((joined, span) => {
    const before = joined.at(-1)
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to)
    else joined.push({ ...span })
    return joined
  }, [])
}
