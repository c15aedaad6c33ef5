/** Makes the reading copy of a case: at archiving and whenever somebody asks. It begins anew where it was broken off. */
import { json } from '../../db/client.ts'
import type { House } from '../../house.ts'
import type { Jobs } from '../../jobs/enqueue.ts'
import { archiveStampOf } from '../../ledger/archive-items.ts'
import { caseById } from '../../ledger/queries.ts'
import { onFile } from './on-file.ts'
import { readingCopy } from './reading-copy.ts'

/** Whoever waits looks every few seconds: a row for each page would be work for nobody. */
const TELL_EVERY = 500 // ms

type Making = Pick<House, 'sql' | 'db' | 'everywhere' | 'blobs' | 'fonts' | 'keys' | 'time' | 'lawFor' | 'templatesFor'>

/**
 * The job, safe to run again: where the last copy holds all that is on file, there is nothing to do.
 * @param signal aborted where the worker ends
 */
export async function makeReadingCopy(
  house: Making,
  { agencyId, caseId }: Jobs['readingCopy'],
  lastTry: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const { sql, blobs, time } = house
  const row = await caseById(sql, [agencyId], caseId)
  if (!row || row.context.erasedOn) return
  const [begun] = await sql`
    insert into reading_copies as c (agency_id, case_id, state, done) values (${agencyId}, ${caseId}, 'making', 0)
    on conflict (agency_id, case_id) do update
      set state = case when c.position = ${row.length} then 'made' else 'making' end, done = 0, total = null
    returning state`
  if (begun!.state === 'made') return
  let toldAt = 0
  const tell = async (done: number, total: number) => {
    if (done > 0 && performance.now() - toldAt < TELL_EVERY) return
    toldAt = performance.now()
    await sql`
      update reading_copies set done = ${done}, total = ${total} where agency_id = ${agencyId} and case_id = ${caseId}`
  }
  try {
    const stamp = row.state === 'archive' ? await archiveStampOf(sql, { agencyId, caseId }) : undefined
    const { bytes, pages, places } = await readingCopy(house, await onFile(house, row), {
      ...{ tell, ...(signal && { signal }), ...(stamp && { stamp }) },
    })
    const { sha256, size } = await blobs.put(inPieces(bytes))
    await sql`
      update reading_copies set state = 'made', position = ${row.length}, sha256 = ${sha256}, size = ${size},
        pages = ${pages}, places = ${json(Object.fromEntries(places))}::jsonb, made_at = ${time.now().toISOString()}
      where agency_id = ${agencyId} and case_id = ${caseId}`
  } catch (fault) {
    await sql`
      update reading_copies set state = ${lastTry ? 'failed' : 'waiting'}, done = 0, total = null
      where agency_id = ${agencyId} and case_id = ${caseId}`
    throw fault
  }
}

const PIECE = 1_048_576
/** Hashed and written a piece at a time: between two the process turns to others. */
async function* inPieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}
