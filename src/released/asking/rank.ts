/**
 * How much of a question an item holds. What few items hold weighs more; in the title it counts whole, in 文号, topic or agency
 * less, in the summary least. Among items that hold as much, those come first of whose title it is the larger part. Pure.
 */
import { bigramsOf } from '../../ground/fold.ts'
import { simplified } from '../../ground/simplified.ts'
import type { Asked, Term } from './asked.ts'
import { isSmall } from './lexicon.ts'

/** What is looked for as one: any of its words. `pairs` of each word, by which the index finds it. */
export type Unit = { words: Term; weight: number }

/** In how many of `all` items a pair stands. */
export type Commonness = { all: number; of: (pair: string) => number }

const IN_TITLE = 1
const BESIDE = 0.6
const IN_SUMMARY = 0.4
/** What the words that need not be found may add, and the share of the title that was asked for. */
const ALSO = 0.12
const CLOSE = 0.15
const WHOLE_TITLE = 1
const SMALL_WORD = 0.3

export const pairsOf = (word: string): string[] => bigramsOf(word).filter((pair) => [...pair].length === 2)

/** How many items hold a word at most: as many as its rarest pair. */
export const mostWith = (word: string, { of }: Commonness): number => Math.min(...pairsOf(word).map(of))

/** So many items hold one of the words at most. */
export const mostOf = (words: Term, commonness: Commonness): number =>
  words.reduce((sum, word) => sum + (pairsOf(word).length > 0 ? mostWith(word, commonness) : 0), 0)

/**
 * What an item is held to. A word that the lexicon does not know is held to by its pairs, for part of it may be the thing itself;
 * of a sentence, pairs that no item has are left out, unless it has no other: then all lack it. Plain words are meant as they stand.
 */
export function unitsOf({ terms, isTold }: Pick<Asked, 'terms' | 'isTold'>, commonness: Commonness): Unit[] {
  const weigh = (words: Term, length: number): Unit => ({
    words,
    weight: length * Math.log(1 + commonness.all / (mostOf(words, commonness) + 2)),
  })
  const isThere = ({ words }: Unit) => mostOf(words, commonness) > 0
  return terms.flatMap((term) => {
    const length = [...term[0]!].length
    const whole = weigh(term, Math.min(3, Math.max(1, length - 1)))
    if (!isSpelling(term) || length < 3) return [whole]
    const all = partsOf(term, weigh)
    const there = all.filter(isThere)
    const parts = isTold || there.length === 0 ? there : all
    return parts.length > 0 ? [...parts, ...(isThere(whole) ? [weigh(term, 1)] : [])] : [whole]
  })
}

const partsOf = (term: Term, weigh: (words: Term, length: number) => Unit): Unit[] =>
  [...new Set(term.flatMap(pairsOf))]
    .filter((pair) => /\p{L}/u.test(pair))
    .map((pair) => weigh([pair], [...pair].some(isSmall) ? SMALL_WORD : 1))

/** The same word in other characters, and no other one. */
const isSpelling = (term: Term) => new Set(term.map(simplified)).size === 1

export type Text = { title: string; beside: string; summary: string }

/** @returns how much of the question it holds, 0 to 1, and by what it is ranked among others */
export function rated(text: Text, units: readonly Unit[], { also, whole }: Pick<Asked, 'also' | 'whole'>) {
  const { title, beside, summary } = text
  const taken = new Set<number>()
  let [held, total] = [0, 0]
  for (const { words, weight } of units) {
    total += weight
    const inTitle = words.filter((word) => title.includes(word))
    for (const word of inTitle) take(taken, title, word)
    held +=
      weight * (inTitle.length > 0 ? IN_TITLE : isIn(beside, words) ? BESIDE : isIn(summary, words) ? IN_SUMMARY : 0)
  }
  const share = total > 0 ? held / total : 0
  const said = also.filter((words) => words.some((word) => title.includes(word)))
  for (const word of said.flat()) if (title.includes(word)) take(taken, title, word)
  const close = title.length > 0 ? taken.size / title.length : 0
  const more = (also.length > 0 ? (ALSO * said.length) / also.length : 0) + CLOSE * close
  return { share, score: share + share * more + (title === whole ? WHOLE_TITLE : 0) }
}

const isIn = (text: string, words: Term) => words.some((word) => text.includes(word))

function take(taken: Set<number>, title: string, word: string): void {
  for (let at = title.indexOf(word); at >= 0; at = title.indexOf(word, at + word.length))
    for (let unit = at; unit < at + word.length; unit++) taken.add(unit)
}
