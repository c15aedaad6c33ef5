/** Stores the evidence bundle of an archived case: made once for each archiving, found again by its hash. Then the witnesses have their turn. */
import type { House } from '../../house.ts'
import { enqueueOnce, type Jobs } from '../../jobs/enqueue.ts'
import { caseById } from '../../ledger/queries.ts'
import { bundle } from './bundle.ts'

/** The job, safe to run again: the first bundle of a position stays the one on record. */
export async function storeBundle(
  house: Pick<House, 'config' | 'sql' | 'db' | 'everywhere' | 'blobs' | 'time' | 'keys' | 'lawFor' | 'scanner'>,
  { agencyId, caseId, position }: Jobs['storeBundle'],
): Promise<void> {
  const { sql, blobs, time } = house
  const row = await caseById(sql, [agencyId], caseId)
  if (!row) return
  const { sha256, size } = await blobs.put((await bundle(house, row)).content())
  await sql`
    insert into seals ${sql({ agencyId, caseId, position, sha256, size, at: time.now().toISOString() })} on conflict do nothing`
  if (house.config.witnesses.length > 0) await enqueueOnce(sql, 'witness', {})
}
