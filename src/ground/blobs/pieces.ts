/**
 * The two ways in which a stored file is sealed, piece by piece: each piece under keys of its file alone, with its number and whether
 * it is the last one, and a tag of 16 bytes behind it (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár 2015), so
 * that none can be left out, moved or cut off.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  type Hmac,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto'
import type { Sealing } from '../sealing.ts'

/** Bytes behind each piece. */
export const TAG = 16

/** Of one file. `marking` proves its head; `tags` its pieces, where the cipher has no tag of its own. */
export type FileKeys = { content: Buffer; tags: Buffer; marking: Buffer }

export type Way = {
  /** The eight bytes with which such a file begins. */
  knownBy: Buffer
  keys(master: KeyObject, chance: Uint8Array): FileKeys
  /** Over a head. */
  marker(key: Buffer): Hmac
  /** The parts of a piece sealed, each as long as it was, then the tag. */
  seal(keys: FileKeys, n: number, isLast: boolean, parts: readonly Buffer[]): Iterable<Buffer>
  /** Nothing of a piece before its tag has proven right. @throws Error where it does not */
  open(keys: FileKeys, n: number, isLast: boolean, parts: readonly Buffer[], tag: Buffer): Buffer[]
}

/** @param of how many bytes each of the keys has */
const derive = (digest: string, info: string, of: readonly [number, number, number]) => {
  const [content, tags, marking] = of
  return (master: KeyObject, chance: Uint8Array): FileKeys => {
    const made = Buffer.from(hkdfSync(digest, master, chance, info, content + tags + marking))
    return {
      content: made.subarray(0, content),
      tags: made.subarray(content, content + tags),
      marking: made.subarray(content + tags),
    }
  }
}

const knownBy = (version: number) => Buffer.from(`\u0000ysqgk${String.fromCharCode(version)}\n`, 'latin1')

/** The number of the piece (11 bytes), and whether it is the last (1). */
function nonceOf(n: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(n, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

/** AES-256-GCM, keys by HKDF-SHA-256, heads by HMAC-SHA-256. */
const aes: Way = {
  knownBy: knownBy(1),
  keys: derive('sha256', 'ysqgk blob', [32, 0, 32]),
  marker: (key) => createHmac('sha256', key),
  *seal({ content }, n, isLast, parts) {
    const cipher = createCipheriv('aes-256-gcm', content, nonceOf(n, isLast))
    for (const part of parts) yield cipher.update(part)
    cipher.final() // no bytes more: GCM is a stream
    yield cipher.getAuthTag()
  },
  open({ content }, n, isLast, parts, tag) {
    const decipher = createDecipheriv('aes-256-gcm', content, nonceOf(n, isLast), { authTagLength: TAG })
    decipher.setAuthTag(tag)
    const plain = parts.map((part) => decipher.update(part))
    decipher.final()
    return plain
  },
}

/** A piece has fewer blocks than these four bytes count. */
const COUNTER = Buffer.alloc(4)

/** SM4-CTR (GB/T 32907), its tag the first half of an HMAC-SM3 (GB/T 32905) over nonce and ciphertext; keys and heads by SM3, too. */
const sm4: Way = {
  knownBy: knownBy(2),
  keys: derive('sm3', 'ysqgk blob sm4', [16, 32, 32]),
  marker: (key) => createHmac('sm3', key),
  *seal({ content, tags }, n, isLast, parts) {
    const nonce = nonceOf(n, isLast)
    const cipher = createCipheriv('sm4-ctr', content, Buffer.concat([nonce, COUNTER]))
    const tag = createHmac('sm3', tags).update(nonce)
    for (const part of parts) {
      const sealed = cipher.update(part)
      tag.update(sealed)
      yield sealed
    }
    yield tag.digest().subarray(0, TAG)
  },
  open({ content, tags }, n, isLast, parts, tag) {
    const nonce = nonceOf(n, isLast)
    const right = createHmac('sm3', tags).update(nonce)
    for (const part of parts) right.update(part)
    if (!timingSafeEqual(right.digest().subarray(0, TAG), tag)) throw new Error('The tag of a piece does not fit')
    const decipher = createDecipheriv('sm4-ctr', content, Buffer.concat([nonce, COUNTER]))
    return parts.map((part) => decipher.update(part))
  },
}

export const WAYS: Readonly<Record<Sealing, Way>> = { aes, sm4 }
