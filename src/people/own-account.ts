/** What everybody may change of their own account besides the password: the mail address, and which sessions last. */
import type { House } from '../house.ts'
import { setDetails } from './details.ts'
import { endNamed } from './sessions.ts'

type Asking = Pick<House, 'sql' | 'time'>

/** Where reminders go; an empty address takes it back. */
export async function changeAddress(
  house: Asking,
  { id, username }: { id: string; username: string },
  email: string,
): Promise<void> {
  await house.sql.begin((tx) => setDetails(tx, house, id, { email: email || null }, `staff:${username}`))
}

/** Ends one of one's own sessions, by the name that the list gives it. False where there is none. */
export async function endSession({ sql }: Asking, personId: string, name: string): Promise<boolean> {
  return endNamed({ sql }, personId, name)
}
