/** Which files the facts of a case name, which of them are not shown in an open hearing, and which of their words are gone by whose decision: alike for who makes a bundle and who proves it. */
import { hash } from '../../ground/shape.ts'
import { closedIn, filesNamedBy, type Telling } from '../../ledger/closed-files.ts'

/** The folder of the payload in which a file lies, by which id the fact names it, with what content. */
export type Named = {
  folder: 'letters' | 'files' | 'given' | 'closed'
  id: string
  sha256: string
  position: number
  type: string
  /** The copy that left with a reply, though it lies in the closed annex. */
  isCopy?: true
}

/** Of one fact. A file that several facts name is told of each. */
export function namedBy(fact: Telling): Named[] {
  const { position, type, open } = fact
  if (type !== 'letterMade' && type !== 'replySigned' && open.contents === undefined) return [] // as most
  const at = { position, type }
  const [id, sha256] = [open.letter, open.sha256]
  const letter = typeof id === 'string' && hash(sha256) ? { id, sha256 } : { id: '', sha256: '' }
  return [
    ...(type === 'letterMade' ? [{ folder: 'letters' as const, ...letter, ...at }] : []),
    ...filesNamedBy(fact).map(({ isCopy, ...file }) => ({
      ...{ folder: isCopy ? ('given' as const) : ('files' as const), ...file, ...at },
    })),
  ]
}

/** The place of a file: of what is on file by the fact that named it first, of a copy by the signature with which it left. */
export const placeOf = ({ folder, id, position }: Pick<Named, 'folder' | 'id' | 'position'>): string =>
  `${folder} ${id} ${position}`

/**
 * Every file once, by its place, in the order of the facts; what is marked as not to be shown in an open hearing lies in a folder of
 * its own, the copies that were given of it, too.
 */
export function allNamed(facts: readonly Telling[]): Map<string, Named> {
  const closed = closedIn(facts)
  const known = new Set<string>()
  const all = new Map<string, Named>()
  for (const fact of facts)
    for (const one of namedBy(fact)) {
      const first = one.folder === 'given' ? placeOf(one) : `${one.folder} ${one.id}`
      if (known.has(first)) continue
      known.add(first)
      const named: Named =
        one.folder !== 'letters' && closed(one)
          ? { ...one, folder: 'closed', ...(one.folder === 'given' && { isCopy: true }) }
          : one
      all.set(placeOf(named), named)
    }
  return all
}

/** The fact by which words are erased: its `positions` say of which facts, its `hashes` which files went with them. */
const ERASES = 'wordsErased'

/** Below `data/`: the list by which content was destroyed, as it was approved. */
export const DESTRUCTION_LIST = '销毁清册.json'

type Spoken = Telling & { hasWords: boolean; isSilent: boolean }

/** Facts that had words and have none any more, with the position of the fact that decided it, where one did. */
export function erasedIn(facts: readonly Spoken[]): { position: number; type: string; by: number | undefined }[] {
  const decided = new Map<unknown, number>()
  for (const { type, position, open } of facts)
    if (type === ERASES && Array.isArray(open.positions))
      for (const of of open.positions) if (typeof of === 'number' && of < position) decided.set(of, position)
  return facts
    .filter(({ hasWords, isSilent }) => hasWords && isSilent)
    .map(({ position, type }) => ({ position, type, by: decided.get(position) }))
}

/** What a destruction says to be gone, and is not; or that it names what never had words. Undefined where it says what is so. */
export function erasureFault(facts: readonly Spoken[]): { what: string; position: number; type: string } | undefined {
  for (const { type, position, open } of facts) {
    if (type !== ERASES) continue
    const at = { position, type }
    if (!Array.isArray(open.positions) || !Array.isArray(open.hashes))
      return { what: 'the destruction does not say what it took', ...at }
    for (const named of open.positions) {
      const fact = typeof named === 'number' ? facts[named - 1] : undefined
      if (!fact || fact.position >= position || !fact.hasWords)
        return { what: `the destruction names words that there never were: ${JSON.stringify(named)}`, ...at }
      if (!fact.isSilent)
        return {
          what: 'the words of the fact are there, and a destruction says that they are gone',
          position: fact.position,
          type: fact.type,
        }
    }
    if (new Set(open.positions).size !== open.positions.length)
      return { what: 'the destruction names words twice', ...at }
  }
  return undefined
}

/** The content that destructions took: by SHA-256, the position of the fact that says so. */
export function erasedContent(facts: Iterable<Telling>): Map<string, number> {
  const gone = new Map<string, number>()
  for (const { type, position, open } of facts)
    if (type === ERASES && Array.isArray(open.hashes))
      for (const sha256 of open.hashes.filter(hash)) gone.set(sha256, position)
  return gone
}

/** The last destruction of a case. */
export const erasureIn = <T extends Telling>(facts: readonly T[]): T | undefined =>
  facts.findLast(({ type }) => type === ERASES)
