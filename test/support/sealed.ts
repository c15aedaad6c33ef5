/** What lies sealed in the database, opened by the keys of the house, for a story that looks at it. */
import type { House } from '../../src/house.ts'
import { openedWords } from '../../src/ledger/words.ts'

type Keyed = { house: Pick<House, 'keys'> }
type Row = Record<string, unknown>

/** A row of `identities`. */
export const numberIn = ({ house }: Keyed, { agencyId, caseId, whose, sealed }: Row): string =>
  house.keys.open('identities', [String(agencyId), String(caseId), String(whose)], sealed as Buffer).toString('utf8')

/** A row of `words`. */
export const saidIn = ({ house }: Keyed, { agencyId, caseId, position, sealed }: Row) =>
  openedWords(
    house.keys,
    { agencyId: String(agencyId), caseId: String(caseId), position: Number(position) },
    sealed as Buffer,
  )!.said

/** A row of `letters`: what filled its blanks. */
export const blanksIn = ({ house }: Keyed, { agencyId, caseId, id, sealed }: Row) =>
  JSON.parse(
    house.keys.open('letters', [String(agencyId), String(caseId), String(id)], sealed as Buffer).toString('utf8'),
  )
