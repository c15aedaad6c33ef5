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
export type Counter = { key: string; rule: Rule }
type Counting = Pick<House, 'sql' | 'time' | 'keys'>

const OF_ACCOUNT: Rule = { free: 10, hours: 24 }
const OF_NETWORK: Rule = { free: 300, hours: 1 }
/** Of failed tries so many have a line each in the audit, for each name and for all that are nobody's. */
const OF_LINES: Rule = { free: 100, hours: 1 }
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

/** What lines of failed tries are counted against: nobody can fill the audit. @param username undefined for names that are nobody's */
export const ofLines = ({ keys }: Counting, username: string | undefined): Counter[] => [
  { key: keys.lookup(username ? `lines as ${username}` : 'lines as nobody'), rule: OF_LINES },
]

/**
 * Counts one try as if it had failed; `forgiven` takes that back.
 * @returns how many were refused unseen, since the first that is still counted
 * @throws Refusal SIGN_IN_DELAYED with the seconds to wait: then nothing was counted, and nothing is to be tried.
 */
export async function counted(house: Counting, counters: readonly Counter[]): Promise<number> {
  let refused = 0
  for (const counter of counters) refused = Math.max(refused, await count(house, counter))
  return refused
}

async function count({ sql, time }: Counting, { key, rule: { free, hours } }: Counter): Promise<number> {
  const now = time.now()
  const at = now.toISOString()
  const stale = new Date(now.getTime() - hours * HOUR).toISOString()
  const [may] = await sql<{ refused: number }[]>`
    insert into tries as t (key, failures, since) values (${key}, 1, ${at})
    on conflict (key) do update set
      failures = case when t.since <= ${stale} then 1 else t.failures + 1 end,
      since = case when t.since <= ${stale} then excluded.since else t.since end,
      refused = case when t.since <= ${stale} then 0 else t.refused end,
      until = case when t.since > ${stale} and t.failures + 1 >= ${free} then ${at}::timestamptz
        + make_interval(secs => least(${FIRST_WAIT} * 2 ^ least(t.failures + 1 - ${free}, 10), ${LONGEST_WAIT})) end
    where t.until is null or t.until <= ${at} or t.since <= ${stale}
    returning refused`
  if (may) return may.refused
  const [row] = await sql<{ until: string | null; refused: number }[]>`
    update tries set refused = refused + 1 where key = ${key} returning until, refused`
  const wait = Math.ceil((Date.parse(row?.until ?? at) - now.getTime()) / 1_000)
  throw new Delayed(Math.max(wait, 1), row?.refused ?? 1)
}

/** A try that was not looked at: the so-manyeth since those of its kind began. */
export class Delayed extends Refusal {
  readonly unseen: number
  constructor(retryAfter: number, unseen: number) {
    super('SIGN_IN_DELAYED', { more: { retryAfter } })
    this.unseen = unseen
  }
}

/**
 * Who got in has not failed: the account is forgotten, and the network has one failure less.
 * @returns how many tries on the account were refused unseen
 */
export async function forgiven({ sql }: Counting, counters: readonly Counter[]): Promise<number> {
  let unseen = 0
  for (const { key, rule } of counters) {
    if (rule === OF_ACCOUNT) {
      const [gone] = await sql<{ refused: number }[]>`delete from tries where key = ${key} returning refused`
      unseen += gone?.refused ?? 0
    } else
      await sql`
        update tries set failures = failures - 1, until = case when failures > ${rule.free} then until end
        where key = ${key} and failures > 0`
  }
  return unseen
}
