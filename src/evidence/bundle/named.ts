/** Which files the facts of a case name, and which of their words are gone by whose decision: alike for who makes a bundle and who proves it. */
import type { Entry } from '../../ledger/hashed.ts'

/** The folder of the payload in which a file lies, by which id the fact names it, with what content. */
export type Named = {
  folder: 'letters' | 'files' | 'given'
  id: string
  sha256: string
  position: number
  type: string
}
type Telling = Pick<Entry, 'position' | 'type' | 'open'>

/** Of one fact; a file that several facts name is told of each. */
export function namedBy({ position, type, open }: Telling): Named[] {
  const at = { position, type }
  const letter = type === 'letterMade' ? [{ id: open.letter, sha256: open.sha256 }] : []
  const contents = Object.entries((open.contents ?? {}) as Record<string, unknown>)
  const given = type === 'replySigned' && Array.isArray(open.given) ? open.given : []
  return [
    ...letter.map((one) => ({ folder: 'letters' as const, ...one, ...at })),
    ...contents.map(([id, sha256]) => ({ folder: 'files' as const, id, sha256, ...at })),
    ...given.map((copy) => ({ folder: 'given' as const, id: copy?.file, sha256: copy?.sha256, ...at })),
  ].map((named) => ({ ...named, id: String(named.id), sha256: String(named.sha256) }))
}

/** The place of a file: of what is on file by the fact that named it first, of a copy by the signature with which it left. */
export const placeOf = ({ folder, id, position }: Named): string =>
  folder === 'given' ? `${folder} ${id} ${position}` : `${folder} ${id}`

/** Every file once, in the order of the facts. */
export function allNamed(facts: Iterable<Telling>): Map<string, Named> {
  const all = new Map<string, Named>()
  for (const fact of facts)
    for (const named of namedBy(fact)) if (!all.has(placeOf(named))) all.set(placeOf(named), named)
  return all
}

/** The fact by which words are erased, whose `positions` say of which facts. Nothing records one yet. */
const ERASES = 'wordsErased'

/** Facts that had words and have none any more, with the position of the fact that decided it, where one did. */
export function erasedIn(
  facts: readonly (Telling & { hasWords: boolean; isSilent: boolean })[],
): { position: number; type: string; by: number | undefined }[] {
  const decided = new Map<unknown, number>()
  for (const { type, position, open } of facts)
    if (type === ERASES && Array.isArray(open.positions))
      for (const of of open.positions) if (typeof of === 'number' && of < position) decided.set(of, position)
  return facts
    .filter(({ hasWords, isSilent }) => hasWords && isSilent)
    .map(({ position, type }) => ({ position, type, by: decided.get(position) }))
}
