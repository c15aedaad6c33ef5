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

const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 }
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

/** The hash to store, in PHC form with a salt of its own; asks nothing of the password's strength (`passwordFault`). */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const key = await inTurn(() => derive('argon2id', { ...COST, message: bytesOf(password), nonce }))
  return ['', 'argon2id', `m=${COST.memory},t=${COST.passes},p=1`, b64(nonce), b64(key)].join('$')
}

/** An unknown user costs the same time as a known one. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const [, , , nonce, key] = (stored ?? DUMMY).split('$')
  const derived = await inTurn(() => derive('argon2id', { ...COST, message: bytesOf(password), nonce: unb64(nonce!) }))
  return timingSafeEqual(derived, unb64(key!)) && stored !== null
}

const b64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
const unb64 = (text: string) => Buffer.from(text, 'base64')
const DUMMY = `$argon2id$-$${b64(Buffer.alloc(16))}$${b64(Buffer.alloc(32))}`
