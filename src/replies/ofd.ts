/** An issued letter as OFD (GB/T 33190), for offices and archives that ask for it; made when it is asked for, from what is kept. */

import { readAs } from '../db/client.ts'
import { DocumentFault, renderOfd } from '../documents/index.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { composedAgain, keptOf, Unmakeable } from './kept-letter.ts'

/**
 * The bytes of the OFD, which names the letter's file on record as its original.
 * @throws Refusal NOT_FOUND; NOT_RENDERED where template or fonts are no more there, or have no such outlines
 */
export async function ofdOf(
  house: Pick<House, 'sql' | 'db' | 'fonts' | 'blobs' | 'keys'>,
  key: CaseKey,
  letter: string,
): Promise<{ title: string; bytes: Buffer }> {
  const kept = await readAs(house, [key.agencyId], ({ db }) => keptOf(db, house.keys, key, letter))
  try {
    const again = await composedAgain(house, kept)
    const made = await renderOfd(again.letter, again.fonts, {
      issuedAt: new Date(kept.issuedAt),
      original: kept.sha256,
    })
    // A name that the PDF has whole must not become a mark here.
    const lost = made.missing.filter((character) => again.fonts.missing(character).length === 0)
    if (lost.length > 0) throw notRendered(`“${lost.join('”、“')}”没有 TrueType 轮廓的字库可用。`)
    return { title: kept.title, bytes: made.bytes }
  } catch (error) {
    if (error instanceof Unmakeable || error instanceof DocumentFault) throw notRendered(error.message)
    throw error
  }
}

const notRendered = (why: string) => new Refusal('NOT_RENDERED', { message: `文书没有转换为 OFD：${why}` })
