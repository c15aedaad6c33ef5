/**
 * Mails that were kept as files, for no server was set, are sent once there is one, under the Message-ID that they had.
 * SQL: a sweep asks.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isForGood } from '../ground/post.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'

type Kept = {
  agencyId: string
  caseId: string
  position: number
  notice: string
  consultation: string | null
  occasion: string | null
}

/** Said before a last day that has come and gone, or has been asked for anew. */
const REMINDERS = ['correctionNear', 'feeNear']
const TOO_LATE = '这是期限届满前的提醒，邮件服务器设置以后不再补发。'
/** Good for minutes, or said of one day and repeated on the next. */
const OF_THEIR_DAY = /^(code|test|remind|report|witness)\./
/** The mail of a case: made anew by its job, which knows what was taken back since and where the applicant is to be reached now. */
const OF_A_CASE = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-|party\+)/

/**
 * Of cases by their jobs, as of today; to staff as they lie. What was only good on its day is removed unsent. Nothing
 * happens where there is no server.
 * @throws what the server says, where another try may succeed
 */
export async function sendKept({
  sql,
  post,
  time,
  config,
}: Pick<House, 'sql' | 'post' | 'time' | 'config'>): Promise<void> {
  if (!post.sends) return
  await sql.begin(async (tx) => {
    await tx`
      update deliveries set kept_at = null, failed_at = ${time.now().toISOString()}, failure = ${TOO_LATE}
      where kept_at is not null and notice = any(${REMINDERS})`
    const rows = await tx<Kept[]>`
      update deliveries set kept_at = null where kept_at is not null
      returning agency_id, case_id, position, notice, consultation, occasion`
    for (const { consultation, occasion, notice, ...place } of rows) {
      if (consultation === null) await enqueue(tx, 'tell', { ...place, tell: notice })
      else await enqueue(tx, 'tellParty', { ...place, occasion: occasion ?? 'sent', only: consultation })
    }
  })
  const folder = join(config.dataDir, 'outbox')
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.eml') || OF_A_CASE.test(name)) continue
    if (OF_THEIR_DAY.test(name)) await rm(join(folder, name), { force: true })
    else
      await post.sendFile(name).catch((error) => {
        if (!isForGood(error)) throw error // what is refused for good goes with its thirty days
      })
  }
}
