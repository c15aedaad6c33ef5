/** 离任: the name stays in the cases; sessions, links and covers end. */
import type { Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { endCovers } from './covers.ts'
import { setDetails } from './details.ts'
import { endAccess } from './links.ts'

/** Once their rights are gone. @param by `staff:NAME` */
export async function leave(tx: Tx, house: Pick<House, 'time'>, personId: string, by: string): Promise<void> {
  await endCovers(tx, house, { of: personId, andTheirs: true }, by)
  await endAccess(tx, personId)
  // Their mobile number and the address of their robot: nobody writes to them any more.
  await tx`delete from own_reminders where person_id = ${personId}`
  await setDetails(tx, house, personId, { endedAt: house.time.now().toISOString() }, by)
}
