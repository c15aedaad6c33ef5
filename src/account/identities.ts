/** Which account an identity of the citizens' provider opens. Of issuer and subject a keyed index is kept, never the words. SQL: part of coming in. */

import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'

type Keeping = Pick<House, 'sql' | 'time' | 'keys'>
type Identity = { issuer: string; subject: string }

const indexesOf = ({ keys }: Pick<House, 'keys'>, { issuer, subject }: Identity) =>
  keys.lookup(JSON.stringify(['identity', issuer, subject]))

/** The account of an identity; the first time it makes one, without an address. */
export async function accountOfIdentity(house: Keeping, identity: Identity): Promise<string> {
  const { sql, time } = house
  const found = indexesOf(house, identity)
  const [at, id] = [time.now().toISOString(), newId(time.now())]
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${found}, 0))`
    const [known] = await tx<{ accountId: string }[]>`
      select account_id from account_identities where found_by = ${found}`
    if (known) return known.accountId
    await tx`insert into accounts (id, created_at) values (${id}, ${at})`
    await tx`insert into account_identities (found_by, account_id, at) values (${found}, ${id}, ${at})`
    return id
  })
}

/** From now on the identity opens this account. False where it opens another one. */
export async function linkIdentity(house: Keeping, accountId: string, identity: Identity): Promise<boolean> {
  const found = indexesOf(house, identity)
  await house.sql`
    insert into account_identities (found_by, account_id, at)
    values (${found}, ${accountId}, ${house.time.now().toISOString()}) on conflict do nothing`
  const [row] = await house.sql<{ accountId: string }[]>`
    select account_id from account_identities where found_by = ${found}`
  return row?.accountId === accountId
}

/** How many identities open it. */
export async function identitiesOf({ sql }: Pick<House, 'sql'>, accountId: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from account_identities where account_id = ${accountId}`
  return row!.n
}
