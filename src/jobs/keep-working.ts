/**
 * The queue's runner, which comes back. graphile-worker 0.18 takes a job off in a promise that nobody waits for: a
 * connection lost just then is a rejection that nobody handles, and ends the process. In batches it is handled, by shutting
 * the runner down, and so are other faults; but that may never come to its end, for the batch counts what it waits for below
 * nothing. So a runner is over when its jobs are. Another one is begun then, and what the first still held is free at once.
 */
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CronItem, Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import type { Sql } from '../db/client.ts'
import { masked, report } from '../ground/log.ts'
import { BEAT, openAlive } from './alive.ts'
import { openConnections } from './connections.ts'
import { every, type Repeated } from './every.ts'

const FIRST_WAIT = 200 // ms
const LONGEST_WAIT = 5_000
/** Of a runner whose jobs have ended: it gives back its connections, which it may have lost. */
const LEAVING = 5_000 // ms

export type Work = {
  connectionString: string
  concurrency: number
  taskList: TaskList
  times: CronItem[]
  /** Whatever is to be looked for at each beginning. */
  atStart(runner: Runner): Promise<void>
}
type Begun = { runner: Runner; pool: string; over: Promise<void>; leave(): Promise<unknown> }

/** @param beat in place of the usual time between two beats. @throws Error where the first runner cannot begin */
export async function keepWorking(sql: Sql, work: Work, beat = BEAT): Promise<Repeated> {
  const alive = openAlive(sql)
  const end = new AbortController()
  const beats = every(beat, 'The beat of the worker', async () => {
    const dead = await alive.look()
    if (dead.length > 0) report(`Workers that died: ${dead.length}; their jobs are free again`)
  })
  let now = await begin(work, alive).catch(async (error) => {
    await beats.stop()
    throw error
  })
  const working = (async () => {
    for (let wait = FIRST_WAIT; ; ) {
      await now.over
      if (!end.signal.aborted) await now.leave()
      await alive.end(now.pool).catch(() => {}) // without a database it is found dead later
      if (end.signal.aborted) return
      report('The worker ended and begins anew')
      for (;;) {
        await sleep(wait, undefined, { signal: end.signal }).catch(() => {})
        if (end.signal.aborted) return
        const begun = await begin(work, alive).catch(() => undefined)
        wait = begun ? FIRST_WAIT : Math.min(2 * wait, LONGEST_WAIT)
        if (!begun) continue
        now = begun
        break
      }
    }
  })()
  return {
    async stop() {
      end.abort()
      await now.leave()
      await working
      await beats.stop()
    },
  }
}

async function begin(work: Work, alive: ReturnType<typeof openAlive>): Promise<Begun> {
  const { connectionString, concurrency, taskList, times, atStart } = work
  const connections = openConnections(connectionString, concurrency + 1)
  const events = new EventEmitter()
  let pool = ''
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    pool = workerPool.id
    alive.begin(pool)
  })
  const over = whenOver(events)
  const runner = await run({
    pgPool: connections,
    concurrency,
    taskList,
    parsedCronItems: parseCronItems(times),
    noHandleSignals: true,
    events,
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message) => {
      if (level === 'error') report(masked(message))
    }),
  }).catch(async (error) => {
    await connections.end()
    throw error
  })
  runner.promise.catch(() => {}) // said by its logger
  // A job may have been locked in an answer that never came: nobody has it in hand, and it is free when the runner is over.
  events.on('worker:getJob:error', () => void runner.stop().catch(() => {}))
  const leave = async () => {
    const stopped = runner.stop().catch(() => {}) // by itself, just now
    await Promise.all([over, Promise.race([stopped, over.then(() => sleep(LEAVING, undefined, { ref: false }))])])
    void connections.end().catch(() => {}) // of what is lent to a runner that never ends it would wait for ever
  }
  try {
    await atStart(runner)
  } catch (error) {
    await leave()
    await alive.end(pool).catch(() => {})
    throw error
  }
  return { runner, pool, over, leave }
}

/** It takes no more jobs, and has none in hand. */
function whenOver(events: EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    let hands = 0
    let ending = false
    const look = () => {
      if (ending && hands === 0) resolve()
    }
    events.on('worker:create', () => void hands++)
    events.on('worker:stop', () => {
      hands--
      look()
    })
    events.on('pool:gracefulShutdown', () => {
      ending = true
      look()
    })
  })
}
