/** What was searched for, as the audit keeps it: whoever knows the words finds them again, and the trail names nobody. */
import type { House } from '../house.ts'

/** A keyed hash of 96 bits, alike for full and half width, capitals and spaces. */
export const searchedFor = ({ keys }: Pick<House, 'keys'>, words: string): string =>
  keys.lookup(`searched for ${words.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()}`).slice(0, 16)
