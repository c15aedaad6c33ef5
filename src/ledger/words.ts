/**
 * The words of a fact as they are kept: sealed with their salt, for whoever has the salt can try what was said, one telephone
 * number after another, against the commitment. They open in their own row alone.
 */
import type { Keys } from '../ground/keys.ts'
import type { Entry } from './hashed.ts'
import type { Parts } from './split.ts'

export type Spoken = { salt: string; said: Record<string, unknown> }
type Place = Pick<Entry, 'agencyId' | 'caseId' | 'position'>

const placeOf = ({ agencyId, caseId, position }: Place) => [agencyId, caseId, position]

/** Null where the fact has no words. */
export const sealedWords = (keys: Pick<Keys, 'seal'>, place: Place, { said, spoken }: Parts): Buffer | null =>
  said && keys.seal('words', placeOf(place), spoken)

/** Null where there are none, or none any more. @throws Unopened */
export function openedWords(keys: Pick<Keys, 'open'>, place: Place, sealed: Uint8Array | null): Spoken | null {
  if (!sealed) return null
  const text = keys.open('words', placeOf(place), sealed).toString('utf8')
  const end = text.indexOf('\n')
  return { salt: text.slice(0, end), said: JSON.parse(text.slice(end + 1)) }
}
