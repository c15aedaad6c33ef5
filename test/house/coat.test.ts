/** What a stored file wears, in both ways: nothing of it lies in clear, no byte changes unseen, and each way opens the other's. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { coatOf, LONGEST_HEAD, noCoat } from '../../src/ground/blobs/coat.ts'
import type { Ring } from '../../src/ground/key-ring.ts'
import { SEALINGS } from '../../src/ground/sealing.ts'

const ONE: Ring = [{ id: '1', secret: 'a secret of the tests, and of nobody else' }]
const OTHER: Ring = [{ id: '1', secret: 'another secret under the same name, and none of ours' }]
const PIECE = 65_536
const SIZES = [0, 1, 15, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7]

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
async function* inPiecesOf(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe.each(SEALINGS)('sealed by %s', (sealing) => {
  const coat = coatOf(ONE, sealing)
  const on = (plain: Buffer) => gathered(coat.on([plain.subarray(0, 100), plain.subarray(100)]))

  test.each(SIZES)('%i bytes come back, whole and streamed, however they are cut', async (size) => {
    const plain = randomBytes(size)
    const sealed = await on(plain)
    expect(sealed.length).toBe(LONGEST_HEAD - 15 + size + 16 * Math.max(1, Math.ceil(size / PIECE)))
    if (size > 15) expect(sealed.includes(plain.subarray(0, 16))).toBe(false)
    for (const cut of [7_919, PIECE + 16, 1_000_000])
      expect((await gathered(coat.off(inPiecesOf(sealed, cut)))).equals(plain)).toBe(true)
    expect((await coat.offWhole(Buffer.from(sealed))).equals(plain)).toBe(true)
    expect((await on(plain)).equals(sealed), 'never the same twice').toBe(false)
  })

  test('no byte changes unseen; nothing is cut off, moved or put in; another key opens nothing', async () => {
    const plain = randomBytes(2 * PIECE + 5)
    const sealed = await on(plain)
    const begin = LONGEST_HEAD - 15
    const piece = (n: number) => sealed.subarray(begin + n * (PIECE + 16), begin + (n + 1) * (PIECE + 16))
    const changed = (at: number) => Object.assign(Buffer.from(sealed), { [at]: sealed[at]! ^ 1 })
    const forged = [
      ...[begin, begin + PIECE, begin + PIECE + 16, sealed.length - 1].map(changed),
      ...[sealed.subarray(0, -1), sealed.subarray(0, begin + 2 * (PIECE + 16)), sealed.subarray(0, begin + 5)],
      Buffer.concat([sealed.subarray(0, begin), piece(1), piece(0), piece(2)]),
      Buffer.concat([sealed.subarray(0, begin), piece(0), piece(0), piece(2)]),
      Buffer.concat([sealed, Buffer.alloc(1)]),
    ]
    for (const [i, one] of forged.entries()) {
      await expect(coat.offWhole(Buffer.from(one)), `whole ${i}`).rejects.toThrow()
      await expect(gathered(coat.off(inPiecesOf(one, 10_000))), `streamed ${i}`).rejects.toThrow()
    }
    // A head that no key of the ring has made is none: the bytes are what they are, and no file of that name (SHA-256).
    for (const at of [3, 6, 9, 20, 30]) expect((await coat.offWhole(changed(at))).equals(plain)).toBe(false)
    expect((await coatOf(OTHER, sealing).offWhole(Buffer.from(sealed))).equals(plain)).toBe(false)
  })

  test('the other way opens it, and says that it is behind; so does whoever seals nothing', async () => {
    const [other] = SEALINGS.filter((one) => one !== sealing)
    const plain = Buffer.from('as it was put')
    const sealed = await on(plain)
    const head = sealed.subarray(0, LONGEST_HEAD)
    expect((await coatOf(ONE, other!).offWhole(Buffer.from(sealed))).equals(plain)).toBe(true)
    expect([coat.isBehind(head), coatOf(ONE, other!).isBehind(head), noCoat(coat).isBehind(head)]).toEqual([
      ...[false, true, true],
    ])
    expect(coatOf(ONE, other!).keyOf(head)).toBe('1')
  })
})
