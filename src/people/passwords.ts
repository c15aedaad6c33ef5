/**
 * Passwords as argon2id, 19 MiB, two passes (OWASP's first choice): about 30 ms a check on one core. A few at once, and
 * the others in a queue that ends: a flood of sign-ins leaves the machine to everybody else.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { Refusal } from '../ground/errors.ts'

type Derive = (
  algorithm: string,
  options: Record<string, unknown>,
  done: (error: Error | null, key: Buffer) => void,
) => void
const derive = promisify(argon2 as unknown as Derive) as (
  algorithm: string,
  options: Record<string, unknown>,
) => Promise<Buffer>

/** `memory` in KiB, over which it goes `passes` times. */
type Cost = { memory: number; passes: number }
const COST: Cost = { memory: 19_456, passes: 2 }
/** For a password that is printed for everybody, as the demonstration's: there is nothing to protect. */
export const OF_A_PUBLIC_ONE: Cost = { memory: 64, passes: 1 }
/** Half of the cores, and two of the four threads that files and names of hosts are waited for on. */
const AT_ONCE = Math.min(2, Math.max(1, Math.floor(availableParallelism() / 2)))
/** The last one waits about two seconds. */
const LONGEST_QUEUE = 64

let busy = 0
const waiting: (() => void)[] = []

/** @throws Refusal TOO_MANY where the queue is full. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy < AT_ONCE) busy++
  else if (waiting.length < LONGEST_QUEUE)
    await new Promise<void>((go) => waiting.push(go)) // a place is handed on
  else throw new Refusal('TOO_MANY', { more: { retryAfter: 5 } })
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

/** One password, one spelling: keyboards write é in two ways. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFC'))

const keyOf = (password: string, nonce: Buffer, { memory, passes }: Cost) =>
  inTurn(() => derive('argon2id', { parallelism: 1, tagLength: 32, memory, passes, message: bytesOf(password), nonce }))

/**
 * The hash to store, in PHC form with a salt of its own and the cost, so that a later cost shuts nobody out; asks
 * nothing of the password's strength (`passwordFault`).
 */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const nonce = randomBytes(16)
  const key = await keyOf(password, nonce, cost)
  return ['', 'argon2id', `m=${cost.memory},t=${cost.passes},p=1`, b64(nonce), b64(key)].join('$')
}

/**
 * An unknown user costs the same time as a known one, and one whose hash is cheaper (an account of the demonstration, or of an
 * earlier cost) the same as both: what is spared is spent beside it.
 */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, nonce, key] = FORM.exec(stored ?? DUMMY)!
  const cost = { memory: Number(memory), passes: Number(passes) }
  const derived = await keyOf(password, unb64(nonce!), cost)
  if (cost.memory * cost.passes < COST.memory * COST.passes) await keyOf(password, NOTHING, COST)
  return timingSafeEqual(derived, unb64(key!)) && stored !== null
}

const b64 = (bytes: Buffer) => bytes.toString('base64').replace(/(?<!=)=+$/, '')
const unb64 = (text: string) => Buffer.from(text, 'base64')
const FORM = /^\$argon2id\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/
const NOTHING = Buffer.alloc(16)
const DUMMY = `$argon2id$m=${COST.memory},t=${COST.passes},p=1$${b64(NOTHING)}$${b64(Buffer.alloc(32))}`
