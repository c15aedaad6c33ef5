/**
 * Workers say that they live, and what a dead one held is free again: the queue itself waits four hours. A beat is a number
 * that grows, not a time: no clock is asked, and an outage of the database ages nobody. SQL: jobs, and the queue's tables.
 */
import type { Sql, Tx } from '../db/client.ts'

/** Between two beats, and two looks at those of the others. */
export const BEAT = 5_000 // ms
/** Looks at an unchanged beat after which its worker is dead: half a minute, in which no job keeps a process from its timers. */
const LOOKS = 6

type Beat = { pool: string; beat: number }

/** @param sql of work over every agency */
export function openAlive(sql: Sql) {
  const own = new Set<string>()
  /** Ours that work no more, and are not told so yet: the database may have been away just then. */
  const over = new Set<string>()
  /** Of others: the beat that was last seen, and how often. */
  let seen = new Map<string, { beat: number; looks: number }>()
  let looking: Promise<unknown> = Promise.resolve()

  return {
    /** These jobs are ours: a worker of this process has begun. */
    begin: (pool: string) => own.add(pool),

    /** It works no more: whatever it still holds is free at once, or with the next look where the database is away. */
    async end(pool: string): Promise<void> {
      own.delete(pool)
      over.add(pool)
      await looking.catch(() => {}) // it may be telling that this one lives
      await freeOver()
    },

    /** Tells that ours live, and frees what those hold who are found dead. @returns who they were */
    look(): Promise<string[]> {
      const found = look()
      looking = found
      return found
    },
  }

  async function freeOver(): Promise<void> {
    const pools = [...over]
    if (pools.length === 0) return
    await sql.begin((tx) => free(tx, pools))
    for (const pool of pools) over.delete(pool)
  }

  async function look(): Promise<string[]> {
    await freeOver()
    await sql.begin(listHolders)
    for (const pool of own)
      await sql`
        insert into workers (pool, beat, at) values (${pool}, 1, now())
        on conflict (pool) do update set beat = workers.beat + 1, at = now()`
    const others = (await sql<Beat[]>`select pool, beat::int from workers`).filter(({ pool }) => !own.has(pool))
    seen = new Map(
      others.map(({ pool, beat }) => {
        const before = seen.get(pool)
        return [pool, { beat, looks: before?.beat === beat ? before.looks + 1 : 1 }]
      }),
    )
    const dead = others.filter(({ pool }) => seen.get(pool)!.looks > LOOKS)
    if (dead.length === 0) return []
    return sql.begin(async (tx) => {
      const gone: string[] = []
      for (const { pool, beat } of dead) // one that has come back has another beat by now
        if ((await tx`select from workers where pool = ${pool} and beat = ${beat} for update`).length > 0)
          gone.push(pool)
      await free(tx, gone)
      return gone
    })
  }
}

/** Holders that never said so, of an earlier version or dead before their first beat: listed, they are judged like all. */
const listHolders = (tx: Tx) => tx`
  insert into workers (pool, beat, at)
  select locked_by, 0, now() from graphile_worker._private_jobs where locked_by is not null union
  select locked_by, 0, now() from graphile_worker._private_job_queues where locked_by is not null
  on conflict do nothing`

async function free(tx: Tx, pools: string[]): Promise<void> {
  await tx`select graphile_worker.force_unlock_workers(${pools}::text[])`
  await tx`delete from workers where pool = any(${pools}::text[])`
}
