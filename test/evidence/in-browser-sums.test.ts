/** What 核验.html brings along instead of node's own reckons as node does, odd inputs included; and every fault has Chinese words. */
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { Buffer as Bytes, over } from '../../src/evidence/in-browser/bytes.ts'
import { isSigned } from '../../src/evidence/in-browser/ed25519.ts'
import { inflated } from '../../src/evidence/in-browser/inflate.ts'
import { crc32 as crcOf } from '../../src/evidence/in-browser/node-zlib.ts'
import { sha256, sha512 } from '../../src/evidence/in-browser/sha2.ts'
import { faultInChinese } from '../../src/evidence/proof/in-chinese.ts'
import { times } from '../support/proof.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const below = (n: number) => Math.floor(Math.random() * n)

test('SHA-256, SHA-512 and CRC-32 of every length up to three blocks, in pieces of any size', () => {
  for (let length = 0; length <= 400; length++) {
    const bytes = randomBytes(length)
    const [short, long] = [sha256(), sha512()]
    let crc = 0
    for (let at = 0; at < length; ) {
      const piece = bytes.subarray(at, at + 1 + below(150))
      short.update(piece)
      long.update(piece)
      crc = crcOf(piece, crc)
      at += piece.length
    }
    expect(hex(short.digest())).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(hex(long.digest())).toBe(createHash('sha512').update(bytes).digest('hex'))
    expect(crc).toBe(crc32(bytes))
  }
})

const L = 2n ** 252n + 27742317777372353535851937790883648493n
const PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
const bytesOf = (n: bigint) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex').reverse()

/** A signature over the neutral point: the equation holds, and no honest signer makes it. */
function ofNothing(privateKey: KeyObject, key: Buffer, text: Buffer): Buffer {
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const secret = createHash('sha512').update(seed).digest().subarray(0, 32)
  secret[0]! &= 248
  secret[31] = (secret[31]! & 127) | 64
  const r = bytesOf(1n)
  const h = number(createHash('sha512').update(r).update(key).update(text).digest())
  return Buffer.concat([r, bytesOf((h * number(secret)) % L)])
}

test('Ed25519: what was signed, what was changed, the same point twice over, keys that are none', () => {
  const judged = (text: Buffer, key: Buffer, signature: Buffer, why: string) => {
    const theirs = createPublicKey({ key: Buffer.concat([PREFIX, key]), format: 'der', type: 'spki' })
    const expected = verify(null, text, theirs, signature)
    expect(isSigned(text, key, signature), why).toBe(expected)
    return expected
  }
  let valid = 0
  for (let n = 0; n < times(8, 200); n++) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
    const text = randomBytes(below(300))
    const signature = sign(null, text, privateKey)
    if (judged(text, key, signature, 'valid')) valid++
    for (const at of [below(32), 32 + below(32)]) {
      const changed = Buffer.from(signature)
      changed[at]! ^= 1 << below(8)
      judged(text, key, changed, `byte ${at}`)
    }
    // s and s + L are the same number to the curve: only the smaller is a signature.
    const other = bytesOf(number(signature.subarray(32)) + L)
    judged(text, key, Buffer.concat([signature.subarray(0, 32), other]), 's + L')
    judged(text, randomBytes(32), signature, 'a key by chance')
    judged(text, key, ofNothing(privateKey, key, text), 'no commitment')
  }
  expect(valid).toBe(times(8, 200))
  const small = [
    `01${'0'.repeat(62)}`,
    '0'.repeat(64),
    `ec${'f'.repeat(60)}7f`,
    `ed${'f'.repeat(60)}7f`,
    `ee${'f'.repeat(60)}7f`,
  ]
    .flatMap((low) => [low, low.replace(/(..)$/, (end) => (end === '7f' ? 'ff' : '80'))])
    .map((encoded) => Buffer.from(encoded, 'hex'))
  const texts = [Buffer.from('a'), Buffer.from('b'), Buffer.from('c')]
  for (const key of small)
    for (const r of small)
      for (const text of texts) judged(text, key, Buffer.concat([r, Buffer.alloc(32)]), hex(key) + hex(r))
  for (const length of [0, 63, 65]) expect(isSigned(texts[0]!, randomBytes(32), randomBytes(length))).toBe(false)
})

test('what is deflated unpacks to the same, and what is broken is refused where zlib refuses it', () => {
  const theirs = (packed: Buffer, size: number) => {
    try {
      const read = inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), info: true }) as unknown as {
        buffer: Buffer
        engine: { bytesWritten: number }
      }
      return { bytes: hex(read.buffer), taken: read.engine.bytesWritten }
    } catch {
      return undefined
    }
  }
  let broken = 0
  for (let n = 0; n < times(400, 10_000); n++) {
    const plain = Buffer.from(
      Array.from({ length: below(2_000) }, () => (n % 3 === 0 ? below(256) : 97 + below(1 + (n % 20)))),
    )
    const packed = deflateRawSync(plain, { level: n % 10, strategy: n % 5 })
    const changed = Buffer.from(packed)
    if (n % 2 === 1) changed[below(changed.length)]! ^= 1 << below(8)
    const ours = inflated(changed, Math.max(plain.length, 1))
    const expected = theirs(changed, plain.length)
    if (!expected) broken++
    expect(ours && { bytes: hex(ours.bytes), taken: ours.taken }).toEqual(expected)
  }
  expect(broken).toBeGreaterThan(20)
})

test('bytes are written and read as node does', () => {
  for (let n = 0; n < 200; n++) {
    const bytes = randomBytes(below(80))
    const ours = over(new Uint8Array(bytes))
    for (const code of ['hex', 'base64', 'utf8'])
      expect(ours.toString(code)).toBe(bytes.toString(code as BufferEncoding))
    for (const code of ['hex', 'base64'] as const) expect(hex(Bytes.from(bytes.toString(code), code))).toBe(hex(bytes))
    const other = randomBytes(below(80))
    expect(Bytes.compare(ours, over(new Uint8Array(other)))).toBe(Buffer.compare(bytes, other))
    if (bytes.length >= 4) expect(ours.readUInt32LE(bytes.length - 4)).toBe(bytes.readUInt32LE(bytes.length - 4))
  }
  expect(hex(Bytes.from('受理编号𠮷'))).toBe(hex(Buffer.from('受理编号𠮷')))
})

test('every fault that the proof names is said in Chinese', () => {
  const src = fileURLToPath(new URL('../../src/', import.meta.url))
  const proof = join(src, 'evidence/proof')
  const paths = [
    ...readdirSync(proof)
      .filter((name) => name !== 'in-chinese.ts')
      .map((name) => join(proof, name)),
    ...['evidence/verify.ts', 'evidence/bundle/statement.ts', 'evidence/bundle/named.ts'].map((name) =>
      join(src, name),
    ),
    ...['ledger/destruction.ts', 'ground/hand-over.ts'].map((name) => join(src, name)),
  ]
  const said = paths.flatMap((path) =>
    [
      ...readFileSync(path, 'utf8').matchAll(
        /(?:\b(?:found|ZipFault|fault)\(|\bwhat: |[?:] |\breturn |\bANOTHER = )\s*(['`])((?:(?!\1).)*)\1/g,
      ),
    ].map(([, , what]) => what!),
  )
  const faults = said.filter(
    (what) => /^(?:[a-z]|\$\{name\} is)[^/]* [^/]*/.test(what) && !/^[a-z]+ key hand-over/.test(what),
  )
  expect(faults.length).toBeGreaterThan(85)
  for (const what of faults) expect(faultInChinese(what), what).toMatch(/[一-鿿]/)
})
