/**
 * Traditional characters as simplified ones, one for one. The pairs are those of OpenCC (`TSCharacters`, Apache-2.0) in which one
 * character becomes one: what is typed in Hong Kong or Taipei finds what was published here.
 */
import { readFileSync } from 'node:fs'

const PAIRS = new Map(
  readFileSync(new URL('./traditional.txt', import.meta.url), 'utf8')
    .split(/\s+/)
    .filter(Boolean)
    .map((pair): [string, string] => {
      const [from, to] = [...pair] as [string, string]
      return [from, to]
    }),
)

/** The same text in simplified characters; of as many characters as before. */
export const simplified = (text: string): string => Array.from(text, (one) => PAIRS.get(one) ?? one).join('')
