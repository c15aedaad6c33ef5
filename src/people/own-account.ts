/** What everybody may change of their own account besides the password: the mail address, and which sessions last. */
import type { House } from '../house.ts'

type Asking = Pick<House, 'sql' | 'time'>

/** Where reminders go; an empty address takes it back. */
export async function changeAddress({ sql }: Asking, personId: string, email: string): Promise<void> {
  await sql`update people set email = ${email || null} where id = ${personId}`
}

/** Ends one of one's own sessions, by the name that the list gives it. False where there is none. */
export async function endSession({ sql }: Asking, personId: string, name: string): Promise<boolean> {
  const ended = await sql`
    delete from sessions where person_id = ${personId} and starts_with(token_hash, ${name}) returning 1 as ended`
  return ended.length === 1
}
