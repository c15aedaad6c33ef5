/**
 * The job that makes the package of a transfer, written into the store piece by piece, and tells how far it is. It begins anew
 * where it was broken off. SQL: a job asks.
 */
import { json } from '../../db/client.ts'
import { requireLastKey } from '../../db/keys-in-use.ts'
import type { House } from '../../house.ts'
import type { Jobs } from '../../jobs/enqueue.ts'
import { bind } from '../bind.ts'
import type { Bundles } from '../bundles.ts'
import { Hindered, packageOf, TOO_LARGE } from './package.ts'
import { transferIn } from './transfers.ts'

/** The job, safe to run again: a package that was made stays. @param signal aborted where the worker ends */
export async function packTransfer(
  house: House,
  bundles: Bundles,
  { agencyId, number }: Jobs['packTransfer'],
  lastTry: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const { sql, blobs, time } = house
  const transfer = await transferIn(sql, agencyId, number)
  if (transfer.made.state === 'made') return
  const set = (state: string, trouble: string | null) => sql`
    update transfer_packages set state = ${state}, done = 0, trouble = ${trouble}
    where agency_id = ${agencyId} and number = ${number} and state <> 'made'`
  try {
    await requireLastKey(sql, house.keys)
    const tell = async (done: number) => {
      signal?.throwIfAborted()
      await sql`
        update transfer_packages set done = ${done}
        where agency_id = ${agencyId} and number = ${number} and state <> 'made'`
    }
    const { bag, bytes, digests } = await packageOf(house, bundles, agencyId, transfer, tell, signal)
    const { sha256, size } = await blobs.put(bag.content())
    await sql.begin(async (tx) => {
      const made = await tx`
        update transfer_packages set state = 'made', done = ${transfer.items.length}, trouble = null, sha256 = ${sha256},
          size = ${size}, bytes = ${bytes}, digests = ${json(digests())}::jsonb, made_at = ${time.now().toISOString()}
        where agency_id = ${agencyId} and number = ${number} and state <> 'made' returning number`
      if (made.length > 0) await bind(tx, house, 'package', { agencyId, number }, 'system')
    })
  } catch (fault) {
    if (fault instanceof Hindered || fault instanceof RangeError) {
      await set('failed', fault instanceof Hindered ? fault.message : TOO_LARGE)
      return
    }
    await set(lastTry ? 'failed' : 'waiting', lastTry ? '没有制作成功，原因已经记入运行日志，请联系系统管理员' : null)
    throw fault
  }
}
