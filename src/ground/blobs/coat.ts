/**
 * What a stored file wears: sealed by the first key of the ring in pieces of 64 KiB, so that it streams and no piece is given
 * out before it has proven whole. Its name stays the SHA-256 of the clear content.
 *
 * Head: eight bytes by which it is known, the length of the key's name (1), the name, 16 bytes by chance, 16 of HMAC-SHA-256
 * over these. Then each piece by AES-256-GCM under a key of this file alone (HKDF-SHA-256 of the ring's key for `blobs` and the
 * bytes by chance), its nonce the number of the piece (11 bytes) and whether it is the last (1), followed by its tag (16): the
 * STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), so that none can be left out, moved or cut off. What has no
 * such head, or one that no key of the ring has made, is a file in clear, as they were stored before.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { derivedKeys, type Ring } from '../key-ring.ts'

const KNOWN_BY = Buffer.from('\u0000ysqgk\u0001\n', 'latin1')
const [CHANCE, MARK, TAG] = [16, 16, 16]
const PIECE = 65_536
/** The name of a key has sixteen characters at most. */
export const LONGEST_HEAD = KNOWN_BY.length + 1 + 16 + CHANCE + MARK
/** Between two turns of the process. */
const PIECES_A_TURN = 16

type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

export type Coat = {
  /** @param plain pieces of any size */
  on(plain: Pieces): AsyncGenerator<Buffer>
  /** In clear whatever it is. @throws Error where it is sealed and a piece does not open */
  off(stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer>
  /** The same of what lies in memory whole, and in its place: clear content is shorter than sealed. */
  offWhole(stored: Buffer): Promise<Buffer>
  /** Lies otherwise than it would be put now. @param head its first bytes, LONGEST_HEAD of them where it has so many */
  isBehind(head: Buffer): boolean
  /** The key by which it is sealed; undefined in clear. */
  keyOf(head: Buffer): string | undefined
}

type Opening = { key: Buffer; begin: number }

/** @param ring its first key seals, each of them opens */
export function coatOf(ring: Ring): Coat {
  const masters = ring.map(({ id, secret }) => ({ id, master: derivedKeys(secret, id)('blobs') }))
  const [first] = masters as [(typeof masters)[0]]

  const keysFrom = (master: (typeof first)['master'], chance: Uint8Array) => {
    const made = Buffer.from(hkdfSync('sha256', master, chance, 'ysqgk blob', 64))
    return { key: made.subarray(0, 32), marking: made.subarray(32) }
  }
  const markOf = (marking: Buffer, head: Uint8Array) =>
    createHmac('sha256', marking).update(head).digest().subarray(0, MARK)

  /** How it opens; undefined where it is in clear. */
  const openingOf = (head: Buffer): (Opening & { id: string }) | undefined => {
    if (!head.subarray(0, KNOWN_BY.length).equals(KNOWN_BY)) return undefined
    const named = KNOWN_BY.length + 1
    const marked = named + head[KNOWN_BY.length]! + CHANCE
    const begin = marked + MARK
    if (head.length < begin) return undefined
    const id = head.subarray(named, marked - CHANCE).toString('latin1')
    const master = masters.find((one) => one.id === id)?.master
    if (!master) return undefined
    const { key, marking } = keysFrom(master, head.subarray(marked - CHANCE, marked))
    if (!timingSafeEqual(markOf(marking, head.subarray(0, marked)), head.subarray(marked, begin))) return undefined
    return { key, begin, id }
  }

  return {
    async *on(plain) {
      const chance = randomBytes(CHANCE)
      const { key, marking } = keysFrom(first.master, chance)
      const head = Buffer.concat([KNOWN_BY, Buffer.from([first.id.length]), Buffer.from(first.id, 'latin1'), chance])
      yield Buffer.concat([head, markOf(marking, head)])
      let n = 0
      let last: Buffer[] = []
      for await (const piece of inPieces(plain, PIECE)) {
        if (n > 0) yield* sealed(key, n - 1, false, last)
        last = piece
        n++
      }
      yield* sealed(key, Math.max(n - 1, 0), true, last)
    },

    async *off(stored) {
      const source = stored[Symbol.asyncIterator]()
      try {
        const before: Buffer[] = []
        for (let size = 0; size < LONGEST_HEAD; ) {
          const { done, value } = await source.next()
          if (done) break
          before.push(value)
          size += value.length
        }
        const begun = Buffer.concat(before)
        const opening = openingOf(begun.subarray(0, LONGEST_HEAD))
        const rest = after(opening ? begun.subarray(opening.begin) : begun, source)
        if (!opening) yield* rest
        else yield* opened(opening.key, rest)
      } finally {
        await source.return?.()
      }
    },

    async offWhole(stored) {
      const opening = openingOf(stored.subarray(0, LONGEST_HEAD))
      if (!opening) return stored
      const { key, begin } = opening
      const pieces = Math.max(1, Math.ceil((stored.length - begin) / (PIECE + TAG)))
      for (let n = 0; n < pieces; n++) {
        const at = begin + n * (PIECE + TAG)
        const piece = stored.subarray(at, at + PIECE + TAG)
        const end = piece.length - TAG
        if (end < 0) throw new Error('A sealed file is cut short')
        const [clear] = openedPiece(key, n, n === pieces - 1, [piece.subarray(0, end)], piece.subarray(end))
        clear?.copy(stored, n * PIECE)
        if (n % PIECES_A_TURN === PIECES_A_TURN - 1) await turn()
      }
      return stored.subarray(0, stored.length - begin - pieces * TAG)
    },

    isBehind: (head) => openingOf(head)?.id !== first.id,
    keyOf: (head) => openingOf(head)?.id,
  }
}

/** None: what is put is kept as it is, and what was sealed opens all the same. */
export const noCoat = (coat: Coat): Coat => ({
  ...coat,
  isBehind: (head) => coat.keyOf(head) !== undefined,
  async *on(plain) {
    for await (const piece of plain) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
  },
})

function nonceOf(n: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(n, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function* sealed(key: Buffer, n: number, isLast: boolean, plain: readonly Buffer[]) {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(n, isLast))
  for (const part of plain) yield cipher.update(part)
  cipher.final() // no bytes more: GCM is a stream
  yield cipher.getAuthTag()
}

/** Nothing of a piece before its tag has proven right. */
function openedPiece(key: Buffer, n: number, isLast: boolean, parts: readonly Buffer[], tag: Buffer): Buffer[] {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(n, isLast), { authTagLength: TAG })
  decipher.setAuthTag(tag)
  const plain = parts.map((part) => decipher.update(part))
  decipher.final()
  return plain
}

async function* opened(key: Buffer, stored: AsyncIterable<Buffer>) {
  let n = 0
  let last: Buffer[] | undefined
  const open = (parts: Buffer[], isLast: boolean) => {
    const tail = Buffer.concat(tailOf(parts, TAG))
    if (tail.length < TAG) throw new Error('A sealed file is cut short')
    return openedPiece(key, n++, isLast, withoutTail(parts, TAG), tail)
  }
  for await (const piece of inPieces(stored, PIECE + TAG)) {
    if (last) yield* open(last, false)
    last = piece
  }
  yield* open(last ?? [], true)
}

async function* after(first: Buffer, source: AsyncIterator<Buffer>) {
  if (first.length > 0) yield first
  for (let { done, value } = await source.next(); !done; { done, value } = await source.next()) yield value
}

/** Cut anew into pieces of `size`, each in the parts in which it came: nothing is copied. The last may be shorter. */
async function* inPieces(content: Pieces, size: number): AsyncGenerator<Buffer[]> {
  let parts: Buffer[] = []
  let room = size
  for await (const came of content) {
    let rest = Buffer.from(came.buffer, came.byteOffset, came.byteLength)
    while (rest.length > 0) {
      const part = rest.subarray(0, room)
      parts.push(part)
      room -= part.length
      rest = rest.subarray(part.length)
      if (room > 0) continue
      yield parts
      parts = []
      room = size
    }
  }
  if (parts.length > 0) yield parts
}

function tailOf(parts: readonly Buffer[], size: number): Buffer[] {
  const tail: Buffer[] = []
  for (let i = parts.length - 1; i >= 0 && size > 0; i--) {
    const part = parts[i]!
    const end = part.subarray(Math.max(0, part.length - size))
    tail.unshift(end)
    size -= end.length
  }
  return tail
}

function withoutTail(parts: readonly Buffer[], size: number): Buffer[] {
  const kept = [...parts]
  for (let i = kept.length - 1; i >= 0 && size > 0; i--) {
    const cut = Math.min(size, kept[i]!.length)
    kept[i] = kept[i]!.subarray(0, kept[i]!.length - cut)
    size -= cut
  }
  return kept
}
