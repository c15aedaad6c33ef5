/**
 * Letters whose code opens an answer today, and who may open them. The code is printed in the letter, and the ledger names the
 * letter's bytes by their hash: it cannot be taken out afterwards, and nobody who is asked should have to ask for it twice. So while
 * it answers something, the letter itself is opened by those alone who hand it out, and everybody else reads a copy without the code;
 * once the consultation has ended the code answers nothing any more and shows no more than the file does, and the letter is
 * evidence like any other. Should a rectification open the consultation again, its letter is among these again.
 */
import { isOpen } from '../../workflows/disclosure/consultations.ts'
import { possible } from '../../workflows/disclosure/decide.ts'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import { LETTER_FACTS } from '../../workflows/statute/letters.ts'
import { mayRecord } from '../acts/may-record.ts'
import type { House } from '../house.ts'
import type { CaseRow, LetterRow } from './queries.ts'

/** By their ids. Asked of the case as it stands today: who withdraws an application ends what was asked about it. */
export function codedLetters(
  house: Pick<House, 'lawFor' | 'time'>,
  row: CaseRow,
  letters: readonly Pick<LetterRow, 'id' | 'consultation'>[],
): ReadonlySet<string> {
  const open = row.context.consultations.filter(isOpen)
  if (open.length === 0) return new Set()
  const hears = possible(row, house.lawFor(row.agencyId), house.time.today())
  const live = new Set(open.filter(({ kind }) => hears.includes(LETTER_FACTS[kind].answered)).map(({ id }) => id))
  return new Set(
    letters.filter(({ consultation }) => consultation !== null && live.has(consultation)).map(({ id }) => id),
  )
}

/** The facts by which such a letter is made, or goes out. */
const HANDED_OUT_BY: readonly FactType[] = ['thirdPartyConsulted', 'agencyConsulted', 'sent']

/** Whether this person makes or sends such letters in this case, and so knows what stands in them. */
export const handsOutLetters = (who: Parameters<typeof mayRecord>[0], row: CaseRow): boolean =>
  HANDED_OUT_BY.some((type) => mayRecord(who, type, row))
