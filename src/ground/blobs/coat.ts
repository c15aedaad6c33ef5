/**
 * What a stored file wears: sealed by the first key of the ring in pieces of 64 KiB, so that it streams and no piece is given
 * out before it has proven whole. Its name stays the SHA-256 of the clear content.
 *
 * Head: eight bytes by which it is known and the way of its sealing (`pieces.ts`), the length of the key's name (1), the name, 16
 * bytes by chance, 16 of an HMAC over these. Then the pieces, under keys of this file alone (HKDF of the ring's key for `blobs` and
 * the bytes by chance). What has no such head, or one that no key of the ring has made, is a file in clear, as they were stored
 * before.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { derivedKeys, type Ring } from '../key-ring.ts'
import type { Sealing } from '../sealing.ts'
import { type FileKeys, TAG, WAYS, type Way } from './pieces.ts'

/** Bytes by which a file is known. */
const KNOWN = 8
const [CHANCE, MARK] = [16, 16]
const PIECE = 65_536
/** The name of a key has sixteen characters at most. */
export const LONGEST_HEAD = KNOWN + 1 + 16 + CHANCE + MARK
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

type Opening = { id: string; way: Way; keys: FileKeys; begin: number }

/** @param ring its first key seals, each of them opens @param sealing how what is put is sealed; either way opens */
export function coatOf(ring: Ring, sealing: Sealing): Coat {
  const present = WAYS[sealing]
  const masters = ring.map(({ id, secret }) => ({ id, master: derivedKeys(secret, id)('blobs') }))
  const [first] = masters as [(typeof masters)[0]]

  const markOf = (way: Way, { marking }: FileKeys, head: Uint8Array) =>
    way.marker(marking).update(head).digest().subarray(0, MARK)

  /** How it opens; undefined where it is in clear. */
  const openingOf = (head: Buffer): Opening | undefined => {
    const way = Object.values(WAYS).find(({ knownBy }) => head.subarray(0, KNOWN).equals(knownBy))
    if (!way) return undefined
    const named = KNOWN + 1
    const marked = named + head[KNOWN]! + CHANCE
    const begin = marked + MARK
    if (head.length < begin) return undefined
    const id = head.subarray(named, marked - CHANCE).toString('latin1')
    const master = masters.find((one) => one.id === id)?.master
    if (!master) return undefined
    const keys = way.keys(master, head.subarray(marked - CHANCE, marked))
    if (!timingSafeEqual(markOf(way, keys, head.subarray(0, marked)), head.subarray(marked, begin))) return undefined
    return { id, way, keys, begin }
  }

  return {
    async *on(plain) {
      const chance = randomBytes(CHANCE)
      const keys = present.keys(first.master, chance)
      const name = Buffer.from(first.id, 'latin1')
      const head = Buffer.concat([present.knownBy, Buffer.from([name.length]), name, chance])
      yield Buffer.concat([head, markOf(present, keys, head)])
      let n = 0
      let last: Buffer[] = []
      for await (const piece of inPieces(plain, PIECE)) {
        if (n > 0) yield* present.seal(keys, n - 1, false, last)
        last = piece
        n++
      }
      yield* present.seal(keys, Math.max(n - 1, 0), true, last)
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
        else yield* opened(opening, rest)
      } finally {
        await source.return?.()
      }
    },

    async offWhole(stored) {
      const opening = openingOf(stored.subarray(0, LONGEST_HEAD))
      if (!opening) return stored
      const { way, keys, begin } = opening
      const pieces = Math.max(1, Math.ceil((stored.length - begin) / (PIECE + TAG)))
      for (let n = 0; n < pieces; n++) {
        const at = begin + n * (PIECE + TAG)
        const piece = stored.subarray(at, at + PIECE + TAG)
        const end = piece.length - TAG
        if (end < 0) throw new Error('A sealed file is cut short')
        const [clear] = way.open(keys, n, n === pieces - 1, [piece.subarray(0, end)], piece.subarray(end))
        clear?.copy(stored, n * PIECE)
        if (n % PIECES_A_TURN === PIECES_A_TURN - 1) await turn()
      }
      return stored.subarray(0, stored.length - begin - pieces * TAG)
    },

    isBehind: (head) => {
      const opening = openingOf(head)
      return opening?.id !== first.id || opening.way !== present
    },
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

async function* opened({ way, keys }: Opening, stored: AsyncIterable<Buffer>) {
  let n = 0
  let last: Buffer[] | undefined
  const open = (parts: Buffer[], isLast: boolean) => {
    const tail = Buffer.concat(tailOf(parts, TAG))
    if (tail.length < TAG) throw new Error('A sealed file is cut short')
    return way.open(keys, n++, isLast, withoutTail(parts, TAG), tail)
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
