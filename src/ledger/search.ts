/** What a case is found by: its words as they are compared, and every two characters that stand side by side in them. */
import { fold } from '../ground/fold.ts'

/** Columns of a case: its words, a line each, and what the index holds of them. */
export type Searchable = { search: string; pairs: number[] }

/** @param lines receipt, number, names, title, text */
export function searchable(lines: readonly (string | undefined)[]): Searchable {
  const search = lines.flatMap((line) => (line ? [fold(line)] : [])).join('\n')
  return { search, pairs: pairsOf(search) }
}

/**
 * Every two neighbouring characters of a folded text, each pair once, as one number of 32 bits: the index of three characters
 * knows nothing of 补偿, and a number takes a third of a word's place. Two rare characters may share a number with others:
 * whoever finds a row by it looks at its words, too.
 */
export function pairsOf(folded: string): number[] {
  const pairs = new Set<number>()
  let before: number | undefined
  for (let at = 0; at < folded.length; ) {
    const point = folded.codePointAt(at)!
    at += point > 0xffff ? 2 : 1
    const isGap = point === SPACE || point === LINE_END
    if (before !== undefined && !isGap) pairs.add((low(before) << 16) | low(point))
    before = isGap ? undefined : point
  }
  return [...pairs]
}
const [SPACE, LINE_END] = [0x20, 0x0a]

/**
 * The pairs that words are looked up by: side by side, so that each character is in one. Those between them would find little
 * less, and each is a list to be read.
 */
export const lookedUpBy = (words: readonly string[]): number[] => [
  ...new Set(
    words.flatMap((word) => {
      const characters = [...word]
      return characters.flatMap((first, at) =>
        at % 2 === 0 || at === characters.length - 2 ? pairsOf(first + (characters[at + 1] ?? '')) : [],
      )
    }),
  ),
]

/** Of a character beyond the first 65,536 the lower half. */
const low = (point: number) => point & 0xffff
