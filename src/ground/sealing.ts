/**
 * What is sealed, byte by byte: the algorithm (1), the length of the key's name (1), the name, then nonce, tag and content.
 * The head is bound to the content, and so is the place that it belongs to: in another row it does not open.
 */
import { createCipheriv, createDecipheriv, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { randomPiece } from './random.ts'

/** What is sealed under a key of its own. */
export type Use =
  | 'words'
  | 'identities'
  | 'papers'
  | 'letters'
  | 'notices'
  | 'drafts'
  | 'forms'
  | 'internal'
  | 'answers'
  | 'emails'
  | 'mails'
  | 'mobiles'
  | 'accounts'
  | 'codes'
  | 'factors'
  | 'seals'
  | 'webhooks'
  | 'ways'

/** The row that it belongs to: the values of its key. */
export type Place = readonly (string | number)[]

export const SEALINGS = ['aes', 'sm4'] as const
export type Sealing = (typeof SEALINGS)[number]

type KeyFor = (use: string, length?: number) => KeyObject
type Way = {
  seal(keys: KeyFor, use: Use, bound: Buffer, plain: Uint8Array): Buffer[]
  open(keys: KeyFor, use: Use, bound: Buffer, body: Buffer): Buffer
}

/** AES-256-GCM: a nonce of 12 bytes, the tag of 16, the content. */
const aes: Way = {
  seal(keys, use, bound, plain) {
    const nonce = randomPiece(12)
    const cipher = createCipheriv('aes-256-gcm', keys(use), nonce).setAAD(bound)
    const content = cipher.update(plain)
    cipher.final() // no bytes more: GCM is a stream
    return [nonce, cipher.getAuthTag(), content]
  },
  open(keys, use, bound, body) {
    const cipher = createDecipheriv('aes-256-gcm', keys(use), body.subarray(0, 12), { authTagLength: 16 }).setAAD(bound)
    cipher.setAuthTag(body.subarray(12, 28))
    return Buffer.concat([cipher.update(body.subarray(28)), cipher.final()])
  },
}

/**
 * SM4-CTR (GB/T 32907) and HMAC-SM3 (GB/T 32905) over everything, with two keys: Node has no SM4-GCM. A counter of 16 bytes,
 * the mark of 32, the content.
 */
const sm4: Way = {
  seal(keys, use, bound, plain) {
    const counter = randomPiece(16)
    const cipher = createCipheriv('sm4-ctr', keys(`${use} sm4`, 16), counter)
    const content = Buffer.concat([cipher.update(plain), cipher.final()])
    return [counter, sm3(keys, use, bound, counter, content), content]
  },
  open(keys, use, bound, body) {
    const [counter, mark, content] = [body.subarray(0, 16), body.subarray(16, 48), body.subarray(48)]
    const right = sm3(keys, use, bound, counter, content)
    if (mark.length !== right.length || !timingSafeEqual(mark, right)) throw new Error('The mark does not fit.')
    const cipher = createDecipheriv('sm4-ctr', keys(`${use} sm4`, 16), counter)
    return Buffer.concat([cipher.update(content), cipher.final()])
  },
}

const sm3 = (keys: KeyFor, use: Use, bound: Buffer, counter: Buffer, content: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bound.length)
  return createHmac('sm3', keys(`${use} sm3`))
    .update(length)
    .update(bound)
    .update(counter)
    .update(content)
    .digest()
}

const NUMBER: Record<Sealing, number> = { aes: 1, sm4: 2 }
const WAYS = new Map<number, Way>([
  [NUMBER.aes, aes],
  [NUMBER.sm4, sm4],
])

/** What opens nothing: changed, moved to another row, or sealed by a key that the ring lacks. Says which key, and never what. */
export class Unopened extends Error {
  constructor(use: Use, keyId: string | undefined, cause?: unknown) {
    super(`What is sealed for ${use}${keyId === undefined ? '' : ` by the key ${keyId}`} does not open.`, { cause })
    this.name = 'Unopened'
  }
}

/** The name of the key by which something was sealed; undefined where it is nothing that was sealed here. */
export function keyOfSealed(sealed: Uint8Array): string | undefined {
  const length = sealed[1] ?? 0
  if (!WAYS.has(sealed[0] ?? 0) || length === 0 || sealed.length < 2 + length) return undefined
  return Buffer.from(sealed.buffer, sealed.byteOffset + 2, length).toString('latin1')
}

const boundTo = (head: Uint8Array, use: Use, place: Place) =>
  Buffer.concat([head, Buffer.from(JSON.stringify([use, ...place.map(String)]))])

export function sealedBy(
  { id, keys }: { id: string; keys: KeyFor },
  sealing: Sealing,
  use: Use,
  place: Place,
  plain: string | Uint8Array,
): Buffer {
  const name = Buffer.from(id, 'latin1')
  const head = Buffer.concat([Buffer.from([NUMBER[sealing], name.length]), name])
  const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain
  return Buffer.concat([head, ...WAYS.get(NUMBER[sealing])!.seal(keys, use, boundTo(head, use, place), bytes)])
}

/** @throws Unopened */
export function openedBy(
  keysOf: (id: string) => KeyFor | undefined,
  use: Use,
  place: Place,
  sealed: Uint8Array,
): Buffer {
  const id = keyOfSealed(sealed)
  const keys = id === undefined ? undefined : keysOf(id)
  if (id === undefined || !keys) throw new Unopened(use, id)
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const head = bytes.subarray(0, 2 + id.length)
  try {
    return WAYS.get(bytes[0]!)!.open(keys, use, boundTo(head, use, place), bytes.subarray(head.length))
  } catch (error) {
    throw new Unopened(use, id, error)
  }
}
