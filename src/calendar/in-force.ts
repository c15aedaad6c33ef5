/**
 * The law that this process works with: the shipped data and every calendar loaded since. Other processes hear of a
 * change. SQL: read once at the start, and when another process loads one.
 */
import type { Arrangement } from '../../workflows/statute/working-days.ts'
import type { Sql } from '../db/client.ts'
import { readOnNotice } from '../db/read-on-notice.ts'
import { type LoadedLaw, loadLaw, withArrangements } from '../ground/law.ts'

export type LawInForce = { law(): LoadedLaw; reload(): Promise<void>; close(): Promise<void> }

/** Says that a calendar was loaded; the payload is its year. */
export const CHANNEL = 'calendar'

/** Opens the law in force and keeps it so; a notice that was missed is made up for when the connection comes back. */
export async function openLaw(sql: Sql): Promise<LawInForce> {
  let law = loadLaw()
  const reader = await readOnNotice(sql, CHANNEL, 'The calendars', async () => {
    law = withArrangements(loadLaw(), await loadedSince(sql))
  })
  return { law: () => law, reload: reader.again, close: reader.close }
}

/** Every version of every year that was loaded, the replaced ones too, in the order of years and versions. */
export async function loadedSince(sql: Sql): Promise<Arrangement[]> {
  const rows = await sql<{ arrangement: Arrangement }[]>`select arrangement from calendars order by year, version`
  return rows.map((row) => row.arrangement)
}
