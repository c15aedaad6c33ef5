/** One process at a time watches the mailbox, whichever it is; what it found is shown to administrators. SQL: the lease is one statement. */
import type { Sql } from '../db/client.ts'

/** After a crash another process takes over so much later. */
const HELD = '2 minutes'

/** Takes the mailbox, or keeps it. By the clock of the database, which all processes share. @returns false where another holds it */
export async function hold(sql: Sql, box: string, by: string): Promise<boolean> {
  const rows = await sql`
    insert into mailboxes as m (box, held_by, held_until) values (${box}, ${by}, now() + ${HELD}::interval)
    on conflict (box) do update set held_by = excluded.held_by, held_until = excluded.held_until
    where m.held_by = excluded.held_by or m.held_until < now() returning 1 as held`
  return rows.length === 1
}

export const letGo = (sql: Sql, box: string, by: string) => sql`
  update mailboxes set held_until = now() where box = ${box} and held_by = ${by}`

/** All that lay there was taken. */
export const looked = (sql: Sql, box: string, at: Date) => sql`
  update mailboxes set looked_at = ${at.toISOString()}, fault = null, fault_at = null where box = ${box}`

/** @returns whether that is news: the same again is not reported again */
export async function failed(sql: Sql, box: string, fault: string, at: Date): Promise<boolean> {
  const rows = await sql`
    update mailboxes m set fault = ${fault}, fault_at = ${at.toISOString()}
    from (select box, fault from mailboxes where box = ${box} for update) before
    where m.box = before.box returning before.fault is distinct from ${fault} as news`
  return rows[0]?.news === true
}
