/** What a process holds in memory of a table that other processes change: read at the start, and again whenever it may have changed. */
import { report } from '../ground/log.ts'
import type { Sql } from './client.ts'

/** `again` reads now; `close` stops listening. */
export type Reader = { again(): Promise<void>; close(): Promise<void> }

/**
 * Reads when listening begins, at each notice on `channel`, and whenever a lost connection listens again: no notice is
 * missed for good. One reading after the other, so that an older answer never comes last.
 * @param what is read, for the log: `The calendars`
 * @throws what the first reading throws. A later fault is logged, and the next notice reads again.
 */
export async function readOnNotice(
  sql: Sql,
  channel: string,
  what: string,
  read: () => Promise<void>,
): Promise<Reader> {
  let reading = Promise.resolve()
  const again = () => {
    reading = reading.catch(() => {}).then(read)
    return reading
  }
  const notice = () => void again().catch((error: Error) => report(`${what} could not be read again`, error))
  const { unlisten } = await sql.listen(channel, notice, notice)
  await reading
  return { again, close: unlisten }
}
