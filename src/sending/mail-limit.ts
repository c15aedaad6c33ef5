/**
 * Mails that a stranger sets off, by filing with somebody else's address or acting on an application: so many an hour
 * reach one address, the others later. None is dropped, for the law may ask for it. SQL: a job asks.
 */
import type { House } from '../house.ts'

const HOUR = 3_600_000 // ms

/**
 * Counts one mail to this address; the count is kept under a keyed hash, like those of visits, and goes with its hour.
 * @returns undefined where it may go now, else when
 */
export async function laterTo(
  { sql, keys, config: { mailLimit } }: Pick<House, 'sql' | 'keys' | 'config'>,
  email: string,
): Promise<Date | undefined> {
  if (mailLimit === undefined) return undefined
  const now = Date.now()
  const endsAt = (Math.floor(now / HOUR) + 1) * HOUR
  const [count] = await sql<{ n: number }[]>`
    insert into visits as v (key, ends_at, n)
    values (${keys.lookup(`mails to ${email.toLowerCase()}`)}, ${new Date(endsAt).toISOString()}, 1)
    on conflict (key, ends_at) do update set n = v.n + 1 returning n`
  const before = count!.n - 1
  if (before < mailLimit) return undefined
  // Those that wait are spread over the hours to come, so that each hour wakes about as many as it may send.
  return new Date(endsAt + (Math.floor(before / mailLimit) - 1) * HOUR)
}
