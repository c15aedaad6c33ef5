/**
 * What a case is found by of its letters and notes, which are kept sealed: of every two neighbouring characters of these texts a
 * mark that only this house can make. The row tells none of them; whoever finds a case by its marks opens its words and looks
 * (`placesIn`), for marks say that both stand there, and not that they stand side by side. What a letter takes from its template
 * is not among them: each case has it.
 */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { fold } from '../ground/fold.ts'
import type { Keys } from '../ground/keys.ts'
import type { FactRow } from './queries.ts'
import { pairsOf } from './search.ts'

/** What was written into a letter or a note by this fact, as people wrote it. */
export function saidIn(fact: Fact): string[] {
  switch (fact.type) {
    case 'noted':
    case 'corrected':
    case 'reasonsGiven':
      return present(fact.text)
    case 'confirmed':
    case 'searched':
      return present(fact.note)
    case 'conferred':
      return present(fact.conclusion)
    case 'replyReviewed':
    case 'replyApproved':
      return present(fact.opinion)
    case 'replyReturned':
    case 'withdrawn':
    case 'obstacle':
      return present(fact.why)
    case 'correctionRequested':
      return present(...(fact.matters ?? []), fact.lateReason, fact.shortReason)
    case 'thirdPartyConsulted':
    case 'agencyConsulted':
      return present(fact.party, fact.about)
    case 'reasonsRequested':
      return present(fact.why)
    case 'extended':
      return present(fact.reason)
    case 'replyDrafted':
      return present(
        ...Object.values(fact.fields ?? {}),
        ...(fact.items ?? []).flatMap(({ matter, fields }) => [matter, ...Object.values(fields ?? {})]),
      )
    case 'rectified':
      return fact.replacement ? saidIn(fact.replacement as Fact) : []
    default:
      return []
  }
}

/** Of a fact whose words were erased nothing is there. */
const present = (...texts: readonly unknown[]): string[] =>
  texts.filter((text): text is string => typeof text === 'string' && text !== '')

/** The marks of all that was said in a case, each once. */
export function saidMarks(keys: Pick<Keys, 'lookup'>, facts: readonly Pick<FactRow, 'fact'>[]): number[] {
  const pairs = new Set(facts.flatMap(({ fact }) => saidIn(fact)).flatMap((text) => pairsOf(fold(text))))
  return [...pairs].map((pair) => markOf(keys, pair)).sort((a, b) => a - b)
}

/** The marks by which each of these words is looked up: all of its pairs; none of a single character. */
export const marksOf = (keys: Pick<Keys, 'lookup'>, words: readonly string[]): number[][] =>
  words.map((word) => pairsOf(word).map((pair) => markOf(keys, pair)))

/** A language has some ten thousand pairs, which come again and again. */
const known = new WeakMap<object, Map<number, number>>()
const MOST_KNOWN = 50_000

function markOf(keys: Pick<Keys, 'lookup'>, pair: number): number {
  const before = known.get(keys)
  const marks = before && before.size < MOST_KNOWN ? before : new Map<number, number>()
  if (marks !== before) known.set(keys, marks)
  const kept = marks.get(pair)
  if (kept !== undefined) return kept
  const mark = Buffer.from(keys.lookup(`said ${pair}`), 'base64url').readInt32BE(0)
  marks.set(pair, mark)
  return mark
}
