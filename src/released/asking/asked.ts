/**
 * What a question asks for. Words between blanks are looked for as they stand. Whole sentences are taken apart: question words and
 * politeness are taken off, and what goes by other names is looked for under these as well (`lexicon.yaml`).
 */
import { fold, wordsOf } from '../../ground/fold.ts'
import { simplified } from '../../ground/simplified.ts'
import { englishAt, isEnglishPolite, type Known, knownAt, trimmed } from './lexicon.ts'

/** One thing that is asked for: an item holds it that holds any of these. What was typed stands first. */
export type Term = readonly string[]

export type Asked = {
  /** Each must be found where an item fits wholly. */
  terms: readonly Term[]
  /** What speaks for an item and need not be found: weak words, and what answers to question words are called. */
  also: readonly Term[]
  /** The question as it was typed, folded: it may be a title. */
  whole: string
  /** Told in a sentence: not all of it need be found. */
  isSentence: boolean
  /** A sentence, or names for which papers have others: its items are ranked by how much of it they hold. */
  isTold: boolean
}

const MOST_TERMS = 12

/** Takes a question apart. Nothing is left out of plain words; where a sentence has nothing but questions in it, it is looked for as it is. */
export function askedIn(q: string): Asked {
  const words = wordsOf(q)
  const parts = partsOf(words)
  const { terms, also } = parts.terms.length > 0 ? parts : { terms: words.map((word) => [word]), also: [] }
  return {
    terms: unlike(terms).slice(0, MOST_TERMS),
    also: unlike(also).slice(0, MOST_TERMS),
    whole: fold(q),
    isSentence: parts.terms.length > 0 && parts.isSentence,
    isTold: parts.terms.length > 0 && (parts.isSentence || terms.some((term) => term.length > 1)),
  }
}

type Parts = { terms: Term[]; also: Term[]; isSentence: boolean }

function partsOf(words: readonly string[]): Parts {
  const parts: Parts = { terms: [], also: [], isSentence: false }
  const polite: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (!LATIN.test(word)) {
      const own = partsOfChinese(word)
      parts.terms.push(...own.terms)
      parts.also.push(...own.also)
      parts.isSentence ||= own.isSentence
      continue
    }
    const found = englishAt(words, at)
    if (found) {
      parts.terms.push([words.slice(at, at + found.length).join(' '), ...found.chinese])
      at += found.length - 1
    } else if (isEnglishPolite(word)) polite.push(word)
    else parts.terms.push([word])
  }
  // “a” and “of” are asked for where nothing else is, or where no English is known: they may be part of a name.
  if (parts.terms.some((term) => term.length > 1 && LATIN.test(term[0]!.split(' ')[0]!)))
    parts.isSentence ||= polite.length > 0 || words.length > 2
  else parts.terms.push(...polite.map((word) => [word]))
  return parts
}

const LATIN = /^[a-z][a-z'-]*$/

type Piece = { typed: string; is?: Known }

function partsOfChinese(word: string): Parts {
  const [typed, plain] = [[...word], [...simplified(word)]]
  const pieces = piecesOf(typed, plain)
  const isSentence = pieces.some(({ is }) => is?.kind === 'question' || is?.kind === 'polite') || ASKING_END.test(word)
  if (!isSentence && pieces.every(({ is }) => is?.kind !== 'thing'))
    return { terms: [bothWays(word)], also: [], isSentence }
  const parts: Parts = { terms: [], also: [], isSentence }
  let run = ''
  const endRun = () => {
    for (const one of isSentence ? run.split(PARTICLE).map(trimmed) : [run])
      if ([...one].length > 1 || (one && pieces.length === 1)) parts.terms.push(bothWays(one))
    run = ''
  }
  for (const { typed: piece, is } of pieces) {
    if (!is || (is.kind === 'weak' && !isSentence)) {
      run += piece
      continue
    }
    endRun()
    if (is.kind === 'thing') parts.terms.push([...new Set([piece, simplified(piece), ...is.others])])
    else if (is.kind === 'weak') parts.also.push(bothWays(piece))
    else if (is.others.length > 0) parts.also.push(is.others)
  }
  endRun()
  return parts
}

const PARTICLE = /的(?!士)|[吗呢吧呀]|了(?!解)/u
const ASKING_END = /[吗呢么吧]$/u

const bothWays = (word: string): Term => [...new Set([word, simplified(word)])]

/** Known words, the longest first, and the runs between them. Politeness is such at the ends alone: 咨询服务 is a thing. */
function piecesOf(typed: readonly string[], plain: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let run = ''
  for (let at = 0; at < plain.length; ) {
    const found = knownAt(plain, at)
    const length = found ? [...found.word].length : 1
    const isPolite = found?.is.kind === 'polite'
    const isMeant = found && (!isPolite || at + length === plain.length || (run === '' && pieces.every(isBefore)))
    const own = typed.slice(at, at + length).join('')
    at += length
    if (!isMeant) {
      run += own
      continue
    }
    if (run) pieces.push({ typed: run })
    run = ''
    pieces.push({ typed: own, is: found.is })
  }
  if (run) pieces.push({ typed: run })
  return pieces
}
const isBefore = ({ is }: Piece) => is?.kind === 'polite'

const unlike = (terms: readonly Term[]): Term[] => {
  const seen = new Set<string>()
  return terms.filter((term) => {
    const key = term.join('\n')
    return !seen.has(key) && seen.add(key)
  })
}
