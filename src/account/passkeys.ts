/**
 * Devices that open a citizen's account: registered from inside it, each for this one account. SQL: part of coming in, or of what
 * writes.
 */

import type { Account } from '../citizens/sessions.ts'
import type { Sql } from '../db/client.ts'
import type { House } from '../house.ts'
import { deviceIn, optionsFor, type Party, registeredBy, signedBy } from '../people/passkeys.ts'

/** Nobody has more devices than this. */
const MOST = 10

export type Device = { id: string; name: string; at: string }

/** The devices of an account, the oldest first. */
export const devicesOf = (sql: Sql, accountId: string) => sql<Device[]>`
  select id, name, at from account_passkeys where account_id = ${accountId} order by at`

/** What the browser is asked when somebody registers a device. */
export async function askToRegister({ sql }: Pick<House, 'sql'>, party: Party, { id, email }: Account) {
  const userName = email ?? 'account'
  return optionsFor(party, { id, userName, shown: userName }, await devicesOf(sql, id))
}

/** Keeps a device that signed the challenge. False where it did not, is registered already, or there are ten. */
export async function registerDevice(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  party: Party,
  { accountId, challenge, name }: { accountId: string; challenge: string; name: string },
  credential: unknown,
): Promise<boolean> {
  const shown = await registeredBy(party, challenge, credential)
  if (!shown) return false
  const kept = await sql`
    insert into account_passkeys (id, account_id, public_key, counter, name, at)
    select ${shown.id}, ${accountId}::uuid, ${Buffer.from(shown.publicKey)}::bytea, ${shown.counter}::bigint, ${name}, ${time.now().toISOString()}::timestamptz
    where (select count(*) from account_passkeys where account_id = ${accountId}) < ${MOST}
    on conflict do nothing returning 1 as kept`
  return kept.length > 0
}

/** Whose device signed the challenge, unlocked; undefined where it is none of these. */
export async function accountBehind(
  { sql }: Pick<House, 'sql'>,
  party: Party,
  challenge: string,
  credential: unknown,
): Promise<string | undefined> {
  const id = deviceIn(credential)
  if (id === undefined) return undefined
  const [row] = await sql<{ accountId: string; publicKey: Buffer; counter: number }[]>`
    select account_id, public_key, counter from account_passkeys where id = ${id}`
  if (!row) return undefined
  const signed = await signedBy(party, challenge, credential, { id, ...row })
  if (signed === null) return undefined
  await sql`update account_passkeys set counter = ${signed} where id = ${id}`
  return row.accountId
}

/** Takes one of the account's own devices away. */
export async function dropDevice({ sql }: Pick<House, 'sql'>, accountId: string, id: string): Promise<void> {
  await sql`delete from account_passkeys where account_id = ${accountId} and id = ${id}`
}
