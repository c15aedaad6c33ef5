/** What a page sends by itself, again and again: of the same from the same person the first of ten minutes is a line of the audit. */
import type { House } from '../house.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asked by a script every few seconds; each request would be a line that tells nothing new. */
    repeats?: boolean
  }
}

const SAME = 600_000 // ms
const MOST = 10_000

/**
 * In memory, of each process.
 * @returns for each request by its key: how many had no line since the last one that had; undefined where this one has none
 */
export function repeatsOf(time: House['time']): (key: string) => number | undefined {
  const told = new Map<string, { since: number; again: number }>()
  return (key) => {
    const now = time.now().getTime()
    const before = told.get(key)
    if (before && Math.abs(now - before.since) < SAME) {
      before.again++
      return undefined
    }
    told.delete(key)
    told.set(key, { since: now, again: 0 })
    if (told.size > MOST) told.delete(told.keys().next().value!)
    return before?.again ?? 0
  }
}
