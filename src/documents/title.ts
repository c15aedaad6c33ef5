/** Divides a long title or name at the joints of its sense, into lines shaped as a trapezium or a lozenge (GB/T 9704 7.3.1). */
import { nameWordsOf, wordsOf } from './words.ts'

/** Titles are short: more lines than this are not searched for the best shape. */
const SEARCHED = 3

/** Divided at the joints of its sense. `most`: characters on a line. */
export const divideTitle = (title: string, most: number): string[] => divide(title, wordsOf, most)

/** The name of an agency, divided between its words. */
export const divideName = (name: string, most: number): string[] => divide(name, nameWordsOf, most)

function divide(text: string, wordsIn: (text: string) => string[], most: number): string[] {
  if (sizeOf(text) <= most) return [text]
  // A word longer than a line has to be torn.
  const pieces = wordsIn(text).flatMap((word) => (sizeOf(word) > most ? Array.from(word) : [word]))
  for (let count = Math.ceil(sizeOf(text) / most); ; count++) {
    const fitting = divisions(pieces, count)
      .filter((lines) => lines.every((line) => sizeOf(line) <= most))
      .map((lines) => ({ lines, cost: shapeCost(lines.map(sizeOf)) }))
    const best = fitting.sort((a, b) => a.cost - b.cost)[0]
    if (best) return best.lines
    if (count >= SEARCHED) return filled(pieces, most)
  }
}

/** A Latin letter or figure is half a character wide. */
const sizeOf = (text: string) => Array.from(text).reduce((sum, each) => sum + (each < '\u0100' ? 0.5 : 1), 0)

/** All ways to cut the pieces into `count` lines. */
function divisions(pieces: readonly string[], count: number): string[][] {
  if (count === 1) return [[pieces.join('')]]
  if (count > SEARCHED || pieces.length > 80) return []
  return pieces
    .slice(1)
    .flatMap((_, i) =>
      divisions(pieces.slice(i + 1), count - 1).map((rest) => [pieces.slice(0, i + 1).join(''), ...rest]),
    )
}

/** Near in length but not equal; three lines widest in the middle. */
function shapeCost(sizes: readonly number[]): number {
  const spread = Math.max(...sizes) - Math.min(...sizes)
  const equal = sizes.some((size, i) => i > 0 && size === sizes[i - 1]) ? 6 : 0
  const hourglass = sizes.length === 3 && sizes[1]! < Math.max(sizes[0]!, sizes[2]!) ? 20 : 0
  const shortLast = sizes.at(-1)! < 4 ? 10 : 0
  return Math.abs(spread - 3) + equal + hourglass + shortLast
}

/** Line after line, each as long as it goes. */
function filled(pieces: readonly string[], most: number): string[] {
  const lines: string[] = []
  for (const piece of pieces) {
    const line = lines.at(-1)
    if (line !== undefined && sizeOf(line + piece) <= most) lines[lines.length - 1] = line + piece
    else lines.push(piece)
  }
  return lines
}
