/** Passwords as argon2id, 19 MiB, two passes (OWASP's first choice): about 30 ms a check on one core. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

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

/** The hash to store, in PHC form with a salt of its own; asks nothing of the password's strength (`passwordFault`). */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const key = await derive('argon2id', { ...COST, message: Buffer.from(password), nonce })
  return ['', 'argon2id', `m=${COST.memory},t=${COST.passes},p=1`, b64(nonce), b64(key)].join('$')
}

/** An unknown user costs the same time as a known one. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const [, , , nonce, key] = (stored ?? DUMMY).split('$')
  const derived = await derive('argon2id', { ...COST, message: Buffer.from(password), nonce: unb64(nonce!) })
  return timingSafeEqual(derived, unb64(key!)) && stored !== null
}

const b64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
const unb64 = (text: string) => Buffer.from(text, 'base64')
const DUMMY = `$argon2id$-$${b64(Buffer.alloc(16))}$${b64(Buffer.alloc(32))}`

/** At least ten characters of three kinds (GB/T 22239 8.1.4.1). Says what is lacking, or nothing. */
export function passwordFault(password: string): string | null {
  if ([...password].length < 10) return '密码不少于10个字符'
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  return kinds >= 3 ? null : '密码应当含有大写字母、小写字母、数字、符号中的三种'
}
