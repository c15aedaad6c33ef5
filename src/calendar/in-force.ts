/** The law that this process works with: the shipped data and every calendar loaded since. Other processes hear of a change. */
import type { Arrangement } from '../../workflows/statute/working-days.ts'
import type { Sql } from '../db/client.ts'
import { type LoadedLaw, loadLaw, withArrangements } from '../ground/law.ts'

export type LawInForce = { law(): LoadedLaw; reload(): Promise<void>; close(): Promise<void> }

export const CHANNEL = 'calendar'

export async function openLaw(sql: Sql): Promise<LawInForce> {
  let law = loadLaw()
  const reload = async () => {
    const rows = await sql<{ arrangement: Arrangement }[]>`select arrangement from calendars order by year, version`
    law = withArrangements(
      loadLaw(),
      rows.map((row) => row.arrangement),
    )
  }
  await reload()
  // A missed notice costs nothing lasting: the nightly recount reads the table itself.
  const listener = await sql.listen(CHANNEL, () => {
    reload().catch((error: Error) => console.error(`The calendars could not be read again: ${error.message}`))
  })
  return { law: () => law, reload, close: () => listener.unlisten() }
}
