/** What is known of somebody besides their rights: name, address, whether they have left. Each change is on record. */
import type { Tx } from '../db/client.ts'
import { changesOwnRights } from '../db/held-rights.ts'
import type { House } from '../house.ts'
import { recordChange } from './changes.ts'
import { takesTurn } from './turns.ts'

export type Details = { name: string; email: string | null; endedAt: string | null }

/** Those that are given are changed. @param by `staff:NAME` or `system` */
export async function setDetails(
  tx: Tx,
  house: Pick<House, 'time'>,
  personId: string,
  given: Partial<Details>,
  by: string,
): Promise<void> {
  if (Object.keys(given).length === 0) return
  await takesTurn(tx, [personId])
  const [person] = await tx<(Details & { username: string; agencyId: string })[]>`
    select username, agency_id, name, email, ended_at from people where id = ${personId} for update`
  if (!person) return
  changesOwnRights(personId)
  const after = { name: person.name, email: person.email, endedAt: person.endedAt, ...given }
  await tx`
    update people set name = ${after.name}, email = ${after.email}, ended_at = ${after.endedAt} where id = ${personId}`
  const { username, agencyId } = person
  const said = ({ name, email, endedAt }: Details) => ({ name, email, ended: endedAt !== null })
  await recordChange(
    tx,
    house,
    { agencyId, what: 'person', subject: username, before: said(person), after: said(after) },
    by,
  )
}
