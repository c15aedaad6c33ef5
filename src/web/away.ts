/**
 * While the database is away nobody waits for it: 503 with Retry-After at once. It is asked twice a second on a connection
 * of its own; one that refuses twice is away, and one that says nothing, twice, while this process itself was not late. SQL:
 * nothing is read.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { type Probe, Silent } from '../db/probe.ts'
import { Refusal } from '../ground/errors.ts'
import { report } from '../ground/log.ts'

const EVERY = 500 // ms
const SILENCE = 800 // ms
/** A process that is late by so much cannot say that the other was silent. */
const LATE = 200 // ms
const COME_AGAIN = 5 // s

/** What needs no database: the process's own health, and what lies in a folder. */
const WITHOUT = /^\/(health|assets|styles)\b/

/** A hook for all routes. @throws Refusal AWAY */
export function away(app: FastifyInstance, probe: Probe): void {
  let misses = 0
  let closed = false
  const isAway = () => misses > 1
  const look = async () => {
    const since = performance.now()
    const before = isAway()
    const fault = await probe.ask(SILENCE, async (sql) => void (await sql`select`)).catch((error: Error) => error)
    const late = performance.now() - since - SILENCE
    if (!fault) misses = 0
    else if (!(fault instanceof Silent) || late < LATE) misses++
    if (isAway() !== before && !closed) report(before ? 'The database is back' : 'The database is away', fault)
  }
  const turn = async () => {
    while (!closed) {
      await look()
      await sleep(misses === 0 ? EVERY : EVERY / 5, undefined, { ref: false })
    }
  }
  app.addHook('onReady', async () => void turn())
  app.addHook('onClose', async () => {
    closed = true
  })
  app.addHook('onRequest', (request, _reply, done) => {
    done(isAway() && !WITHOUT.test(request.url) ? new Refusal('AWAY', { more: { retryAfter: COME_AGAIN } }) : undefined)
  })
}
