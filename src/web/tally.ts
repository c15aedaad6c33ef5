/** What this process has answered: by route, status and time, for the metrics; by minute, for who looks after it. */
import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../ground/config.ts'
import { ALPHABET } from '../ground/enquiry-codes.ts'
import { report } from '../ground/log.ts'

/** Upper ends of the classes of durations, in milliseconds. */
export const CLASSES = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000] as const
const MINUTE = 60_000
const HOUR = 60 // minutes

export type Answered = {
  method: string
  route: string
  byStatus: Map<number, number>
  classes: number[]
  ms: number
  n: number
}
type Minute = { at: number; answers: number; faults: number }
export type Tally = { answered(): Iterable<Answered>; lastHour(): { answers: number; faults: number } }

declare module 'fastify' {
  interface FastifyInstance {
    tally: Tally
  }
}

/**
 * The number of a request, which a citizen can read out on the telephone and who runs the machine finds in its log: the
 * process, then a count, in the letters of enquiry codes.
 */
export function requestNumbers(): () => string {
  const letters = (n: number, least: number): string => {
    let text = ''
    for (let rest = n; rest > 0 || text.length < least; rest = Math.floor(rest / ALPHABET.length))
      text = ALPHABET[rest % ALPHABET.length] + text
    return text
  }
  const process = letters(randomInt(ALPHABET.length ** 5), 5)
  let n = 0
  return () => `${process}-${letters(++n, 4)}`
}

/** Counts every answer of `app`, and writes a line about each where LOG asks for it. Addresses are told by their pattern alone. */
export function keepTally(app: FastifyInstance, { log }: Pick<Config, 'log'>): void {
  const all = new Map<string, Answered>()
  const minutes: Minute[] = Array.from({ length: HOUR }, () => ({ at: 0, answers: 0, faults: 0 }))
  app.decorate('tally', {
    answered: () => all.values(),
    lastHour() {
      const since = Math.floor(Date.now() / MINUTE) - HOUR
      const seen = minutes.filter(({ at }) => at > since)
      return {
        answers: seen.reduce((sum, { answers }) => sum + answers, 0),
        faults: seen.reduce((sum, { faults }) => sum + faults, 0),
      }
    },
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request
    const { statusCode, elapsedTime } = reply
    const route = request.routeOptions.url ?? 'none'
    const key = `${method} ${route}`
    const of = all.get(key) ?? { method, route, byStatus: new Map(), classes: CLASSES.map(() => 0), ms: 0, n: 0 }
    if (of.n === 0) all.set(key, of)
    of.n++
    of.ms += elapsedTime
    of.byStatus.set(statusCode, (of.byStatus.get(statusCode) ?? 0) + 1)
    const index = CLASSES.findIndex((end) => elapsedTime <= end)
    if (index >= 0) of.classes[index]!++
    const now = Math.floor(Date.now() / MINUTE)
    const minute = minutes[now % HOUR]!
    if (minute.at !== now) Object.assign(minute, { at: now, answers: 0, faults: 0 })
    minute.answers++
    if (statusCode >= 500) minute.faults++
    if (log === 'requests')
      report('request', undefined, {
        request: request.id,
        method,
        route,
        status: statusCode,
        ms: Math.round(elapsedTime),
      })
    done()
  })
}
