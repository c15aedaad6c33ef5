/** Stores the evidence bundle of an archived case: made once for each archiving, found again by its hash. Then the witnesses have their turn. */
import { report } from '../../ground/log.ts'
import type { House } from '../../house.ts'
import { enqueueOnce, type Jobs } from '../../jobs/enqueue.ts'
import { caseById } from '../../ledger/queries.ts'
import { SealFault } from '../../seals/fault.ts'
import { stamperFor } from '../../seals/stamp-bytes.ts'
import { bundle } from './bundle.ts'

/**
 * The job, safe to run again: the first bundle of a position stays the one on record. While the time-stamp authority does not answer it
 * comes again; the last time the bundle is sealed without a stamp, which it says itself.
 * @throws SealFault TIMESTAMP_… when it is to be tried again
 */
export async function storeBundle(
  house: Parameters<typeof bundle>[0] & Pick<House, 'config'>,
  { agencyId, caseId, position }: Jobs['storeBundle'],
  lastTry = false,
): Promise<void> {
  const { sql, blobs, time } = house
  const row = await caseById(sql, [agencyId], caseId)
  if (!row) return
  const stamp = await stamperFor(house, agencyId)
  const made = await bundle(house, row, { ...(stamp && { stamp }) }).catch((error: unknown) => {
    if (!(error instanceof SealFault) || !lastTry) throw error
    report('A bundle was sealed without its time stamp', error)
    return bundle(house, row)
  })
  const { sha256, size } = await blobs.put(made.content())
  await sql`
    insert into seals ${sql({ agencyId, caseId, position, sha256, size, at: time.now().toISOString() })} on conflict do nothing`
  if (house.config.witnesses.length > 0) await enqueueOnce(sql, 'witness', {})
}
