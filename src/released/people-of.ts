/**
 * Whom applications name: applicants, those who act for them, representatives and contacts of organisations. A figure or a text
 * about many cases is held against all of them. SQL: the first facts of many cases, walled, read in stretches.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { type Sql, within } from '../db/client.ts'
import type { Keys } from '../ground/keys.ts'
import { Unopened } from '../ground/sealing.ts'
import type { House } from '../house.ts'
import { UNSIGNED } from '../ledger/applicants.ts'
import { openedWords } from '../ledger/words.ts'
import { NOBODY, type Place, placesIn, plain, type Secrets, secretsOf } from './look-over.ts'

/** So many at a time: others are answered between them. */
const AT_ONCE = 250

/** A case with the words of its first fact as they are kept. */
export type FirstWords = { agencyId: string; id: string; sealed: Buffer | null }
/** As a list names who asks now: a mistyped name may have been put right since. */
type Named = FirstWords & { applicantName: string }
const SEVERAL = /等\d+(?:人|位申请人)$/

/** Nobody where the words are erased, or do not open: that they should is for verification to say. */
export function peopleIn(keys: Pick<Keys, 'open'>, { agencyId, id, sealed }: FirstWords): Secrets {
  try {
    const said = openedWords(keys, { agencyId, caseId: id, position: 1 }, sealed)?.said
    return said ? secretsOf(said as Partial<FactOf<'submitted'>>) : NOBODY
  } catch (error) {
    if (error instanceof Unopened) return NOBODY
    throw error
  }
}

const namedNow = ({ applicantName }: Named): string[] =>
  applicantName
    .replace(SEVERAL, '')
    .split('、')
    .filter((name) => name !== UNSIGNED)
    .map(plain)
    .filter((name) => [...name].length > 1)

/** Everybody whom the applications of a span name, received or settled in it, each once. */
async function peopleOf(
  { sql, keys }: Pick<House, 'sql' | 'keys'>,
  agencyIds: readonly string[],
  { from, to }: { from: Day; to: Day },
): Promise<Secrets> {
  const [names, contacts] = [new Set<string>(), new Set<string>()]
  await within(sql as Sql, agencyIds, async (tx) => {
    const rows = tx<Named[]>`
      select c.agency_id, c.id, c.applicant_name, w.sealed from cases c
      join words w on w.agency_id = c.agency_id and w.case_id = c.id and w.position = 1
      where c.agency_id = any(${agencyIds as string[]})
        and coalesce(c.received_on, c.counted_on, c.submitted_on) <= ${to} and (c.counted_on is null or c.counted_on >= ${from})`
    for await (const some of rows.cursor(AT_ONCE))
      for (const row of some) {
        const people = peopleIn(keys, row)
        for (const name of people.names) names.add(name)
        for (const name of people === NOBODY ? [] : namedNow(row)) names.add(name)
        for (const contact of people.contacts) contacts.add(contact)
      }
  })
  return { names: [...names], contacts: [...contacts] }
}

/**
 * What of these texts may lay somebody open whom the applications of a span name, or anybody by a number.
 * @param texts by the names of their parts; of empty ones nothing is asked
 */
export async function placesOfPeople(
  house: Pick<House, 'sql' | 'keys'>,
  agencyIds: readonly string[],
  span: { from: Day; to: Day },
  texts: Readonly<Record<string, string>>,
): Promise<Place[]> {
  if (Object.values(texts).every((text) => text.trim() === '')) return []
  return placesIn(texts, await peopleOf(house, agencyIds, span))
}
