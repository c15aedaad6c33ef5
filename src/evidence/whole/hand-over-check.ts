/** The hand-overs of the signing key, as the database has them: one after the other, to the key that signs now, and from no key twice. */
import { handOvers } from '../../db/keys-in-use.ts'
import { verifierKey } from '../../ground/checkpoint.ts'
import { bareKey, handOversText, readHandOvers } from '../../ground/hand-over.ts'
import type { House } from '../../house.ts'
import type { Fault } from '../verify.ts'

/** The fault, where there is one. SQL: verification alone asks. */
export async function handOverFault({ sql, keys }: Pick<House, 'sql' | 'keys'>): Promise<Fault | undefined> {
  const read = readHandOvers(handOversText(await handOvers(sql)))
  if ('what' in read) return { what: read.what }
  const last = read.at(-1)
  return last && bareKey(last.to) !== bareKey(verifierKey(keys))
    ? { what: 'the notes of hand-over do not lead to the key that signs now' }
    : undefined
}
