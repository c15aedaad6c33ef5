/**
 * The law that this process works with: the shipped data, every calendar loaded since, and what each agency has chosen
 * where the law is open. Other processes hear of a change. SQL: read once at the start, and when somebody changes one.
 */
import { always, type ChoicesInForce, choicesInForce, DEFAULT_CHOICES } from '../../workflows/statute/choices.ts'
import type { Arrangement } from '../../workflows/statute/working-days.ts'
import type { Sql } from '../db/client.ts'
import { readOnNotice } from '../db/read-on-notice.ts'
import { type LoadedLaw, loadLaw, type Statute, withArrangements } from '../ground/law.ts'
import { approvedChoices } from './queries.ts'

export type LawInForce = {
  law(): Statute
  lawFor(agencyId: string): LoadedLaw
  reload(): Promise<void>
  close(): Promise<void>
}

/** Says that a calendar was loaded or a choice approved; the payload is for the reader of the log. */
export const CHANNEL = 'law'

/** Opens the law in force and keeps it so; a notice that was missed is made up for when the connection comes back. */
export async function openLaw(sql: Sql): Promise<LawInForce> {
  let statute = loadLaw()
  let chosen = new Map<string, ChoicesInForce>()
  const known = new Map<string, LoadedLaw>()
  const reader = await readOnNotice(sql, CHANNEL, 'The law in force', async () => {
    const [arrangements, approved] = await Promise.all([loadedSince(sql), approvedChoices(sql)])
    statute = withArrangements(loadLaw(), arrangements)
    const byAgency = Map.groupBy(approved, ({ agencyId }) => agencyId)
    chosen = new Map([...byAgency].map(([id, choices]) => [id, choicesInForce(choices)]))
    known.clear()
  })
  return {
    law: () => statute,
    lawFor(agencyId) {
      let law = known.get(agencyId)
      if (!law) {
        law = { ...statute, choices: chosen.get(agencyId) ?? always(DEFAULT_CHOICES) }
        known.set(agencyId, law)
      }
      return law
    },
    reload: reader.again,
    close: reader.close,
  }
}

/** Every version of every year that was loaded, the replaced ones too, in the order of years and versions. */
export async function loadedSince(sql: Sql): Promise<Arrangement[]> {
  const rows = await sql<{ arrangement: Arrangement }[]>`select arrangement from calendars order by year, version`
  return rows.map((row) => row.arrangement)
}
