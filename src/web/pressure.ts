/**
 * 503 with Retry-After while there is still memory to answer with. Measured twice a second; what is refused first is what
 * nobody has to sign in for and what is heavy, last what staff do, and never /health. Judged is what is in use, not what
 * the process once took from the system and has free again: refusing gives nothing of that back.
 */

import { totalmem } from 'node:os'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../ground/config.ts'
import { Refusal } from '../ground/errors.ts'
import { goneOf } from './gone.ts'

const EVERY = 500 // ms
const COME_AGAIN = 10 // s

/** Shares of what there is; 1 is all of it. `delay`: of how long the process may keep everybody waiting. */
export type Measure = () => { memory: number; delay: number }

export type Pressure = {
  /** The hook for routes that nobody has to sign in for. */
  anonymous(request: FastifyRequest, reply: FastifyReply, done: () => void): void
  /** What is refused now, in English, or `ok`. */
  state(): (typeof STATES)[keyof typeof STATES]
}
const STATES = {
  ok: 'ok',
  busy: 'busy: visitors and heavy work are refused',
  full: 'full: everything but /health is refused',
} as const

/** From these shares on: the rest is for whatever is in hand, and for staff. */
const BUSY = { memory: 0.8, delay: 1 }
const FULL = { memory: 0.92, delay: 4 }

/** What takes memory or a core, and how many of each are worked on at a time; the others wait for their turn. */
const AT_ONCE = { bundle: 2, letter: 4, search: 8 } as const
export type Heavy = keyof typeof AT_ONCE
/** So many wait, so long; whoever comes after them is told to come again. */
const WAITING = 256
const WAIT = 15_000 // ms

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Refused under pressure, and taken in turn; a search is one where the query has its words in `q`. */
    heavy?: Heavy
  }
}

/** Hooks for all routes. @param measure in place of the process's own */
export function pressure(
  app: FastifyInstance,
  config: Pick<Config, 'memoryLimit' | 'delayLimit'>,
  measure?: Measure,
): Pressure {
  const take = measure ?? measured(config)
  let [busy, full] = [false, false]
  const look = () => {
    const { memory, delay } = take()
    busy = memory >= BUSY.memory || delay >= BUSY.delay
    full = memory >= FULL.memory || delay >= FULL.delay
  }
  const timer = setInterval(look, EVERY)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
  look()

  app.addHook('onRequest', (request, _reply, done) => {
    if (full && !request.url.startsWith('/health/')) throw comeAgain()
    done()
  })

  const turns = new Map(Object.entries(AT_ONCE).map(([kind, most]) => [kind, new Turns(most)]))
  app.addHook('onRoute', (route) => {
    const heavy = route.config?.heavy
    if (!heavy) return
    const inTurn = async (request: FastifyRequest, reply: FastifyReply) => {
      if (heavy === 'search' && !(request.query as { q?: string }).q) return
      if (busy) throw comeAgain()
      const end = await turns.get(heavy)!.take(goneOf(reply))
      if (reply.raw.closed) end()
      else reply.raw.once('close', end)
    }
    // After the hooks of its group: who may not ask waits for nothing.
    route.preHandler = [route.preHandler ?? [], inTurn].flat()
  })

  return {
    anonymous: (_request, _reply, done) => {
      if (busy) throw comeAgain()
      done()
    },
    state: () => (full ? STATES.full : busy ? STATES.busy : STATES.ok),
  }
}

const comeAgain = () => new Refusal('BUSY', { more: { retryAfter: COME_AGAIN } })

/** One after the other, so many at a time. */
class Turns {
  #free: number
  readonly #waiting = new Set<() => void>()
  constructor(most: number) {
    this.#free = most
  }

  /** @returns what ends the turn, once. @throws Refusal BUSY where it does not come in time */
  async take(gone: AbortSignal): Promise<() => void> {
    if (this.#free > 0) this.#free--
    else await this.#wait(gone)
    let ended = false
    return () => {
      if (ended) return
      ended = true
      const [next] = this.#waiting
      if (next) next()
      else this.#free++
    }
  }

  #wait(gone: AbortSignal): Promise<void> {
    if (this.#waiting.size >= WAITING) throw comeAgain()
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(come)
        clearTimeout(timer)
        gone.removeEventListener('abort', giveUp)
      }
      const come = () => {
        leave()
        resolve()
      }
      const giveUp = () => {
        leave()
        reject(comeAgain())
      }
      const timer = setTimeout(giveUp, WAIT)
      gone.addEventListener('abort', giveUp)
      this.#waiting.add(come)
    })
  }
}

/** Code, stacks and libraries: what stands neither in the heap nor beside it. */
const BESIDES = 64 * 1_048_576
/** Of the machine or container: from here on the system may end the process, if much of it is in use. */
const LAST_RESORT = { taken: 0.97, used: 0.5 }
/** Where nothing is taken any more the garbage lies until it is collected: under pressure so often. */
const COLLECT_EVERY = 10_000 // ms

/** The process as it is: what it uses beside what it may, its heap beside V8's own limit, and how late its timers come. */
function measured({ memoryLimit, delayLimit }: Pick<Config, 'memoryLimit' | 'delayLimit'>): Measure {
  const machine = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  const most = memoryLimit ?? machine
  let last = performance.now()
  let late = 0
  let collected = Number.NEGATIVE_INFINITY
  const memory = () => {
    const { rss, heapUsed, external } = process.memoryUsage()
    const used = (heapUsed + external + BESIDES) / most
    const ended = rss / machine >= LAST_RESORT.taken && used >= LAST_RESORT.used ? BUSY.memory : 0
    return Math.max(used, heapUsed / getHeapStatistics().heap_size_limit, ended)
  }
  return () => {
    const now = performance.now()
    // Half of it is what was before: one letter that is composed in a second is no flood.
    late = (late + Math.max(0, now - last - EVERY)) / 2
    last = now
    const before = memory()
    if (before < BUSY.memory || now - collected < COLLECT_EVERY) return { memory: before, delay: late / delayLimit }
    collected = now
    collectGarbage()
    last = performance.now() // the time that this took is no delay of others' making
    return { memory: memory(), delay: late / delayLimit }
  }
}

/** V8 gives its collector to a context that is made while the flag stands. */
function collectGarbage() {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  setFlagsFromString('--no-expose-gc')
}
