/**
 * Counts in windows of time, shared among processes: each counts for itself at once, and they tell one another through the
 * database twice a second. A request never waits for it; several processes together let half a second's worth more
 * through.
 */
import { report } from '../ground/log.ts'
import type { House } from '../house.ts'

const TELL_EVERY = 500 // ms
/** Windows that have ended are deleted at least so often. */
const SWEEP_EVERY = 60_000 // ms

/** `mine` and what of it the database has not heard; `others` as it said last: asked again once somebody has counted. */
type Count = { endsAt: number; mine: number; untold: number; others: number; asks: boolean }
/** `others`: of other processes. `takeBack` uncounts it while its window lasts: then it is gone anyway. */
export type Answer = { current: number; others: number; ttl: number; takeBack(): void }
export type Counts = { add(key: string, window: number, n?: number): Answer; close(): Promise<void> }

/** Windows begin at full multiples of their length, so that all processes have the same. */
export function sharedCounts({ sql, keys }: Pick<House, 'sql' | 'keys'>): Counts {
  const counts = new Map<string, Count>()
  let swept = 0
  let telling: Promise<void> = Promise.resolve()

  const tell = async () => {
    const now = Date.now()
    for (const [key, { endsAt }] of counts) if (endsAt <= now) counts.delete(key)
    const news = [...counts].filter(([, { asks }]) => asks)
    if (news.length > 0) {
      const told = news.map(([key, { endsAt, untold }]) => ({ key: keys.lookup(`visits ${key}`), endsAt, untold }))
      // SQL: one statement for all that was counted.
      const rows = await sql<{ key: string; n: number }[]>`
        insert into visits as v (key, ends_at, n)
        select key, to_timestamp(ends / 1000.0), n
        from unnest(${told.map(({ key }) => key)}::text[], ${told.map(({ endsAt }) => endsAt)}::bigint[],
          ${told.map(({ untold }) => untold)}::int[]) as told (key, ends, n)
        on conflict (key, ends_at) do update set n = v.n + excluded.n returning key, n`
      const all = new Map(rows.map(({ key, n }) => [key, n]))
      for (const [i, [, count]] of news.entries()) {
        count.untold -= told[i]!.untold // what came meanwhile is told next time
        count.asks = count.untold !== 0
        count.others = Math.max(0, (all.get(told[i]!.key) ?? 0) - (count.mine - count.untold))
      }
    }
    if (now - swept > SWEEP_EVERY) {
      swept = now
      await sql`delete from visits where ends_at <= ${new Date(now).toISOString()}`
    }
  }
  // The next time tells again; until then each process counts for itself.
  const timer = setInterval(() => {
    telling = telling.then(tell).catch((error) => report('Counts of visits were not shared', error))
  }, TELL_EVERY)
  timer.unref()

  return {
    add(key, window, n = 1) {
      const now = Date.now()
      const endsAt = (Math.floor(now / window) + 1) * window
      const name = `${key} ${window}`
      const there = counts.get(name)
      const count = there && there.endsAt === endsAt ? there : { endsAt, mine: 0, untold: 0, others: 0, asks: true }
      count.mine += n
      count.untold += n
      count.asks = true
      counts.set(name, count)
      const takeBack = () => {
        if (endsAt <= Date.now()) return
        count.mine -= n
        count.untold -= n
        count.asks = true
      }
      return { current: count.mine + count.others, others: count.others, ttl: endsAt - now, takeBack }
    },
    async close() {
      clearInterval(timer)
      await telling
    },
  }
}
