/**
 * Failed tries at the door, counted before they are judged and each in one statement: of two hundred at once ten are
 * looked at. After ten of an account from a network, the next waits: 30 seconds, doubled each time, a quarter of an hour
 * at most. Nobody can shut anybody else out: from another network the count is another. A network alone has three
 * hundred an hour, over all accounts. In the database, for all processes together.
 */
import { Refusal } from '../ground/errors.ts'
import { networkOf } from '../ground/network.ts'
import type { House } from '../house.ts'

/** So many are free; what was counted is forgotten so many hours after the first. */
type Rule = { free: number; hours: number }
type Counter = { key: string; rule: Rule }
type Counting = Pick<House, 'sql' | 'time' | 'keys'>

const OF_ACCOUNT: Rule = { free: 10, hours: 24 }
const OF_NETWORK: Rule = { free: 300, hours: 1 }
/** Seconds. */
const [FIRST_WAIT, LONGEST_WAIT] = [30, 900]
const HOUR = 3_600_000

/** Names that exist and names that do not are counted alike. */
const ofNetwork = ({ keys }: Counting, address: string): Counter => ({
  key: keys.lookup(`tries from ${networkOf(address)}`),
  rule: OF_NETWORK,
})

/** What a password is counted against: its account from this network, and the network. */
export const ofPassword = (house: Counting, username: string, address: string): Counter[] => [
  { key: house.keys.lookup(`tries as ${username} from ${networkOf(address)}`), rule: OF_ACCOUNT },
  ofNetwork(house, address),
]

/** Codes are short, so that they are counted from everywhere: only who knows the password comes so far. */
export const ofCode = (house: Counting, personId: string, address: string): Counter[] => [
  { key: house.keys.lookup(`codes of ${personId}`), rule: OF_ACCOUNT },
  ofNetwork(house, address),
]

/**
 * Counts one try as if it had failed; `forgiven` takes that back.
 * @throws Refusal SIGN_IN_DELAYED with the seconds to wait: then nothing was counted, and nothing is to be tried.
 */
export async function counted(house: Counting, counters: readonly Counter[]): Promise<void> {
  for (const counter of counters) await count(house, counter)
}

async function count({ sql, time }: Counting, { key, rule: { free, hours } }: Counter): Promise<void> {
  const now = time.now()
  const at = now.toISOString()
  const stale = new Date(now.getTime() - hours * HOUR).toISOString()
  const [may] = await sql`
    insert into tries as t (key, failures, since) values (${key}, 1, ${at})
    on conflict (key) do update set
      failures = case when t.since <= ${stale} then 1 else t.failures + 1 end,
      since = case when t.since <= ${stale} then excluded.since else t.since end,
      until = case when t.since > ${stale} and t.failures + 1 >= ${free} then ${at}::timestamptz
        + make_interval(secs => least(${FIRST_WAIT} * 2 ^ least(t.failures + 1 - ${free}, 10), ${LONGEST_WAIT})) end
    where t.until is null or t.until <= ${at} or t.since <= ${stale}
    returning 1 as may`
  if (may) return
  // SQL: a refused try is answered at once, and floods are made of them.
  const [row] = await sql<{ until: string | null }[]>`select until from tries where key = ${key}`
  const wait = Math.ceil((Date.parse(row?.until ?? at) - now.getTime()) / 1_000)
  throw new Refusal('SIGN_IN_DELAYED', { more: { retryAfter: Math.max(wait, 1) } })
}

/** Who got in has not failed: the account is forgotten, and the network has one failure less. */
export async function forgiven({ sql }: Counting, counters: readonly Counter[]): Promise<void> {
  for (const { key, rule } of counters) {
    if (rule === OF_ACCOUNT) await sql`delete from tries where key = ${key}`
    else
      await sql`
        update tries set failures = failures - 1, until = case when failures > ${rule.free} then until end
        where key = ${key} and failures > 0`
  }
}
