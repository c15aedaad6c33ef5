/**
 * Limits of routes by the network of whoever asks, shared among processes: each counts for itself at once, and they
 * tell one another through the database twice a second. A request never waits for it; several processes together let
 * half a second's worth more through.
 */
import rateLimit, { type FastifyRateLimitStore } from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { networkOf } from '../ground/network.ts'
import type { House } from '../house.ts'

const TELL_EVERY = 500 // ms
/** Windows that have ended are deleted at least so often. */
const SWEEP_EVERY = 60_000 // ms

/** `mine` and what of it the database has not heard; `others` as it said last. */
type Count = { endsAt: number; mine: number; untold: number; others: number }
type Answer = { current: number; ttl: number }

/** Registers the limits of all routes with `config.rateLimit`; those of one `groupId` count together. */
export async function limits(app: FastifyInstance, house: Pick<House, 'sql' | 'keys'>): Promise<void> {
  const counts = sharedCounts(house)
  app.addHook('onClose', () => counts.close())
  await app.register(rateLimit, {
    global: false,
    keyGenerator: (request) => networkOf(request.ip),
    store: storeOf(counts) as never,
  })
}

type Counts = { hit(key: string, window: number): Answer; close(): Promise<void> }

/** The plugin makes one store and asks it for a child for each route. */
function storeOf(counts: Counts) {
  return class Store implements FastifyRateLimitStore {
    readonly #route: string
    constructor({ routeInfo }: { routeInfo?: { method?: unknown; url?: string } } = {}) {
      this.#route = `${routeInfo?.method ?? ''} ${routeInfo?.url ?? ''}`
    }
    incr(key: string, done: (error: Error | null, answer?: Answer) => void, window: number) {
      // A group's name is part of the key: its routes count together.
      const route = key.includes(GROUP) ? '' : this.#route
      done(null, counts.hit(`${route} ${key}`, window))
    }
    child(route: object) {
      return new Store(route)
    }
  }
}

/** Begins the `groupId` of routes that count together. */
export const GROUP = ' of '

/** Windows begin at full multiples of their length, so that all processes have the same. */
function sharedCounts({ sql, keys }: Pick<House, 'sql' | 'keys'>): Counts {
  const counts = new Map<string, Count>()
  let swept = 0
  let telling: Promise<void> = Promise.resolve()

  const tell = async () => {
    const now = Date.now()
    for (const [key, { endsAt }] of counts) if (endsAt <= now) counts.delete(key)
    const news = [...counts].filter(([, { untold }]) => untold > 0)
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
    telling = telling.then(tell).catch((error) => console.error('Counts of visits were not shared:', error))
  }, TELL_EVERY)
  timer.unref()

  return {
    hit(key, window) {
      const now = Date.now()
      const endsAt = (Math.floor(now / window) + 1) * window
      const name = `${key} ${window}`
      const there = counts.get(name)
      const count = there && there.endsAt === endsAt ? there : { endsAt, mine: 0, untold: 0, others: 0 }
      count.mine++
      count.untold++
      counts.set(name, count)
      return { current: count.mine + count.others, ttl: endsAt - now }
    },
    async close() {
      clearInterval(timer)
      await telling
    },
  }
}
