/** The words of the shipped lexicon (`lexicon.yaml`), folded and ready to be looked up. */
import { readFileSync } from 'node:fs'
import { fold } from '../../ground/fold.ts'
import { parseYaml } from '../../ground/yaml.ts'

type Others = Record<string, string[]>
type Read = {
  same: string[][]
  towards: Others
  authorities: Others
  polite: string[]
  small: string[]
  questions: Others
  weak: string[]
  english: Others
  englishPolite: string[]
}

/**
 * What a piece of a question is: a `thing` that is asked for, with what else it is called; a `question` with what its answers are
 * often called; a `weak` word that stands in almost every question; a `polite` one.
 */
export type Known = { kind: 'thing' | 'question' | 'weak' | 'polite'; others: readonly string[] }

const read = parseYaml(readFileSync(new URL('./lexicon.yaml', import.meta.url), 'utf8')) as Read

const known = new Map<string, { kind: Known['kind']; others: string[] }>()
const put = (kind: Known['kind'], word: string, others: readonly string[]) => {
  const key = fold(word)
  const before = known.get(key)?.kind === kind ? known.get(key)!.others : []
  const all = [...before, ...others.map(fold)].filter((other) => other !== key)
  known.set(key, { kind, others: [...new Set(all)] })
}
for (const word of read.polite) put('polite', word, [])
for (const word of read.weak) put('weak', word, [])
for (const [word, answers] of Object.entries(read.questions)) put('question', word, answers)
for (const [word, others] of Object.entries(read.towards)) put('thing', word, others)
for (const [word, others] of Object.entries(read.authorities)) put('thing', word, others)
for (const group of read.same) for (const word of group) put('thing', word, group)

const LONGEST = Math.max(...[...known.keys()].map((key) => [...key].length))
const SMALL = new Set(read.small)
const SMALLEST_FIRST = [...SMALL].sort((a, b) => b.length - a.length)

/** The longest known word that begins at this place of a folded text. */
export function knownAt(characters: readonly string[], at: number): { word: string; is: Known } | undefined {
  for (let length = Math.min(LONGEST, characters.length - at); length > 0; length--) {
    const word = characters.slice(at, at + length).join('')
    const is = known.get(word)
    if (is) return { word, is }
  }
  return undefined
}

/** A run of characters without the small words at its ends. */
export function trimmed(run: string): string {
  for (let left = run; ; ) {
    const one = SMALLEST_FIRST.find((word) => left.startsWith(word) || left.endsWith(word))
    if (!one) return left
    left = left.startsWith(one) ? left.slice(one.length) : left.slice(0, -one.length)
  }
}

export const isSmall = (character: string): boolean => SMALL.has(character)

const english = new Map(Object.entries(read.english).map(([word, chinese]) => [word, chinese.map(fold)]))
const ENGLISH_POLITE = new Set(read.englishPolite)
const WORDS_TOGETHER = 3

export const isEnglishPolite = (word: string): boolean => ENGLISH_POLITE.has(word)

/** The Chinese of the longest English expression that begins with this word, and of how many words it is. */
export function englishAt(
  words: readonly string[],
  at: number,
): { length: number; chinese: readonly string[] } | undefined {
  for (let length = Math.min(WORDS_TOGETHER, words.length - at); length > 0; length--) {
    const typed = words.slice(at, at + length).join(' ')
    const chinese = [typed, ...singulars(typed)].map((one) => english.get(one)).find((one) => one !== undefined)
    if (chinese) return { length, chinese }
  }
  return undefined
}

/** As English has it: subsidies, licences, fees. */
const singulars = (word: string): string[] => [
  word.replace(/ies$/, 'y'),
  word.replace(/es$/, ''),
  word.replace(/s$/, ''),
]
