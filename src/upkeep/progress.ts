/** How far a long work has come: a line a second at most, and the last one. */
import type { Writable } from 'node:stream'

export type Say = (what: string, done: number, of: number, unit: string) => void

const EVERY = 1_000 // ms

/** Says it on this stream. */
export function progressOn(errors: Writable, now: () => number = Date.now): Say {
  let last = 0
  return (what, done, of, unit) => {
    if (done < of && now() - last < EVERY) return
    last = now()
    errors.write(`${what}：${done}/${of} ${unit}\n`)
  }
}
