import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { blobsIn } from '../../src/ground/blobs/open.ts'
import { BlobChanged, BlobMissing, type Blobs } from '../../src/ground/blobs.ts'

const MB = 1024 * 1024
const SEALED = {
  secrets: [{ id: '1', secret: 'a secret of the tests, and of nobody else' }],
  blobsSealed: true,
  sealing: 'aes',
} as const
let folder: string
let blobs: Blobs
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ysqgk-blobs-'))
  blobs = await blobsIn(folder, SEALED)
})
afterEach(() => rmSync(folder, { recursive: true }))

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2))
const drafts = () => readdirSync(join(folder, 'drafts'))
async function listed() {
  const found: string[] = []
  for await (const hash of blobs.list()) found.push(hash)
  return found.sort()
}
function spoil(hash: string, change: (path: string) => void) {
  chmodSync(pathOf(hash), 0o600)
  change(pathOf(hash))
}

test('a reader who comes late hears of the change, and nobody is ended by it', async () => {
  const { sha256: hash } = await blobs.put(Buffer.from('as it was'))
  spoil(hash, (path) => writeFileSync(path, 'as it is'))
  const stream = await blobs.get(hash)
  await sleep(50) // by then the whole of it was read and found wrong
  await expect(buffer(stream)).rejects.toThrow(BlobChanged)
})

test.each([0, 1, 65_536, 5 * MB + 7])('%i bytes come back as they went in, whole or streamed', async (size) => {
  const bytes = randomBytes(size)
  const whole = await blobs.put(bytes)
  expect(whole).toEqual({ sha256: sha256(bytes), size })
  expect(await blobs.put(Readable.from([bytes.subarray(0, size >> 1), bytes.subarray(size >> 1)]))).toEqual(whole)
  expect((await blobs.read(whole.sha256)).equals(bytes)).toBe(true)
  expect((await buffer(await blobs.get(whole.sha256))).equals(bytes)).toBe(true)
  expect(await blobs.has(whole.sha256)).toBe(true)
  expect(drafts()).toEqual([])
})

test('the same file from eight clerks at once is one file', async () => {
  const bytes = randomBytes(MB)
  const all = await Promise.all(Array.from({ length: 8 }, () => blobs.put(bytes)))
  expect(new Set(all.map((blob) => blob.sha256)).size).toBe(1)
  expect(await listed()).toEqual([sha256(bytes)])
  expect(drafts()).toEqual([])
})

test('20 MB go in piece by piece, and a slow reader does not have them all in memory', async () => {
  const piece = randomBytes(64 * 1024)
  const { sha256, size } = await blobs.put(Readable.from(Array.from({ length: 320 }, () => piece)))
  expect(size).toBe(20 * MB)
  const before = process.memoryUsage().arrayBuffers
  let read = 0
  for await (const part of await blobs.get(sha256)) {
    if (read === 0) {
      await sleep(100)
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MB)
    }
    read += part.length
  }
  expect(read).toBe(20 * MB)
})

test('an upload that breaks off leaves nothing', async () => {
  const broken = (async function* () {
    yield randomBytes(1000)
    throw new Error('connection lost')
  })()
  await expect(blobs.put(broken)).rejects.toThrow('connection lost')
  expect(drafts()).toEqual([])
  expect(await listed()).toEqual([])
})

test.each([
  ['one bit turned', (path: string) => writeFileSync(path, Buffer.alloc(3 * MB, 2))],
  ['cut short', (path: string) => truncateSync(path, MB)],
  ['emptied', (path: string) => truncateSync(path, 0)],
])('a stored file that was %s is an error that names it, and never arrives whole', async (_, change) => {
  const bytes = Buffer.alloc(3 * MB, 1)
  const { sha256 } = await blobs.put(bytes)
  spoil(sha256, change)
  const fault = await blobs.read(sha256).catch((why: unknown) => why)
  expect(fault).toBeInstanceOf(BlobChanged)
  expect((fault as Error).message).toContain(sha256)

  let arrived = 0
  const reading = async () => {
    for await (const part of await blobs.get(sha256)) arrived += part.length
  }
  await expect(reading()).rejects.toThrow(BlobChanged)
  expect(arrived).toBeLessThan(bytes.length)

  await blobs.put(bytes)
  expect((await blobs.read(sha256)).equals(bytes), 'putting it again mends it').toBe(true)
})

test('a file that was never there, and a name that is no hash', async () => {
  await expect(blobs.get('0'.repeat(64))).rejects.toThrow(BlobMissing)
  await expect(blobs.has('../secret-key')).rejects.toThrow(TypeError)
  await expect(blobs.get('../../etc/passwd')).rejects.toThrow(TypeError)
})

test('a reader that leaves early keeps no file open', async () => {
  const { sha256 } = await blobs.put(randomBytes(MB))
  const open = () => readdirSync('/proc/self/fd').length
  const before = open()
  for (let time = 0; time < 20; time++) for await (const _ of await blobs.get(sha256)) break
  await expect.poll(open).toBeLessThanOrEqual(before + 2)
})

test('drafts of a process that died are dropped after a day, younger ones are left to their writer', async () => {
  const yesterday = new Date(Date.now() - 25 * 3_600_000)
  for (const name of ['old', 'young']) writeFileSync(join(folder, 'drafts', name), 'half')
  utimesSync(join(folder, 'drafts', 'old'), yesterday, yesterday)
  await blobsIn(folder, SEALED)
  expect(drafts()).toEqual(['young'])
})
