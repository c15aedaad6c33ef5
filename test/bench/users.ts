/** People who act, think, and act again, each from an address and over a connection of their own. */
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { exchange, get, opened, post } from './load.ts'

/** A reading, or a writing where there is a body. */
export type Act = { path: string; headers?: Record<string, string>; body?: string; expected: number }
export type Crowd = {
  port: number
  acts: readonly Act[]
  users: number
  seconds: number
  thinking: readonly [least: number, most: number]
}

const { port, acts, users, seconds, thinking } = workerData as Crowd
const waits: number[] = []
const until = performance.now() + seconds * 1000

/** Everybody draws other acts in another order; 37 and 1,000 have no common divisor, so that each comes to each. */
async function user(n: number): Promise<void> {
  const from = { 'x-forwarded-for': `10.2.${n >> 8}.${n & 255}` }
  const [least, most] = thinking
  await sleep(Math.random() * most) // people do not come at the same moment
  const socket = await opened(port)
  for (let k = n; performance.now() < until; k++) {
    const { path, headers, body, expected } = acts[(k * 37) % acts.length]!
    const started = performance.now()
    const said = { ...headers, ...from }
    const status = await exchange(socket, body === undefined ? get(path, said) : post(path, body, said))
    waits.push(performance.now() - started)
    if (status !== expected) throw new Error(`${path} answered ${status}, expected ${expected}`)
    await sleep(least + Math.random() * (most - least))
  }
  socket.destroy()
}

await Promise.all(Array.from({ length: users }, (_, n) => user(n)))
parentPort!.postMessage(waits)
