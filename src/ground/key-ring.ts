/** The secrets of a house, each with a name: the first seals, every one opens. Rows say by which they were sealed. */
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

export type Secret = { id: string; secret: string }
export type Ring = readonly [Secret, ...Secret[]]

/** Characters; ours has 43: 256 bits in base64url. */
export const SECRET_LENGTH = 32
/** The name of a secret that was given none. */
export const ONLY = '1'

/** Stands in the head of what is sealed, and in columns: short, and nothing that a list is divided by. */
const ID = /^[A-Za-z0-9_-]{1,16}$/

/** `id:secret`, separated by commas or blanks; what is wrong with it is said in English, for the operator. */
export function ringFrom(text: string, between = /[\s,]+/): Secret[] | { problem: string } {
  const secrets: Secret[] = []
  for (const entry of text.split(between).filter(Boolean)) {
    const at = entry.indexOf(':')
    const [id, secret] = [entry.slice(0, Math.max(at, 0)), entry.slice(at + 1)]
    if (at < 0 || !ID.test(id)) return { problem: 'has an entry without a name before its secret' }
    if (secret.length < SECRET_LENGTH)
      return { problem: `has ${secret.length} characters for ${id}, which could be guessed` }
    if (secrets.some((one) => one.id === id)) return { problem: `names ${id} twice` }
    secrets.push({ id, secret })
  }
  return secrets
}

/** What is kept in a file: one secret alone, or a line for each. Undefined where it is damaged. */
export function keptRing(text: string): Ring | undefined {
  const kept = text.trim()
  const ring = ringFrom(kept, /\n/)
  if (Array.isArray(ring) && ring.length > 0) return ring as unknown as Ring
  return kept.length >= SECRET_LENGTH ? [{ id: ONLY, secret: kept }] : undefined
}

/** The same as text: a secret that was given no name stays as it was. */
export const ringText = (ring: readonly Secret[]): string =>
  ring.length === 1 && ring[0]!.id === ONLY && !ring[0]!.secret.includes(':')
    ? ring[0]!.secret
    : `${ring.map(({ id, secret }) => `${id}:${secret}`).join('\n')}\n`

/** Bytes for one use alone, by HKDF-SHA-256 (RFC 5869): who learns one learns no other. */
export const derived = (secret: string | Uint8Array, use: string, length = 32): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `ysqgk ${use}`, length))

/** Key objects are made once: from raw bytes each call would make one, at a tenth of the cost of an application. */
export function derivedKeys(secret: string | Uint8Array, name: string): (use: string, length?: number) => KeyObject {
  const made = new Map<string, KeyObject>()
  return (use, length) => {
    const known = made.get(use)
    if (known) return known
    const key = createSecretKey(derived(secret, `${name} ${use}`, length))
    made.set(use, key)
    return key
  }
}
