/** Files in a bucket: what the store does to them, told of a stand-in that can be made to do it. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBlobs } from '../../src/ground/blobs/open.ts'
import { BlobChanged, type Blobs } from '../../src/ground/blobs.ts'
import { readConfig } from '../../src/ground/config.ts'
import { type StandIn, startStandIn } from '../support/s3.ts'
import { gathered } from '../support/stores.ts'

const DAY = 86_400_000 // ms
const SECRET_KEY = 'a secret of the tests, and of nobody else'
let store: StandIn
let blobs: Blobs
let folder: string
const open = (more: Record<string, string> = {}) =>
  openBlobs(readConfig({ DATA_DIR: folder, SECRET_KEY, BLOB_URL: store.url(), ...store.env, ...more }))
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ysqgk-bucket-'))
  store = await startStandIn({ page: 3 })
  blobs = await open()
})
afterEach(async () => {
  blobs.close()
  await store.close()
  rmSync(folder, { recursive: true })
})
const puts = () => store.told.filter((told) => told.startsWith('PUT'))

test('an object is sealed, under the hash of what it holds, below the prefix of the setting', async () => {
  const text = '依申请公开'.repeat(1_000)
  const { sha256 } = await blobs.put(Buffer.from(text))
  expect([...store.objects.keys()]).toEqual([`ours/${sha256}`])
  const { bytes } = store.newest(`ours/${sha256}`)!
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u0000ysqgk\u0001\n')
  expect(bytes.includes('依申请公开')).toBe(false)
})

test('written on condition: what is there and right is read and left alone, what was spoilt is mended', async () => {
  const { sha256 } = await blobs.put(Buffer.from('once'))
  const first = store.newest(`ours/${sha256}`)!
  await blobs.put(Buffer.from('once'))
  expect(store.newest(`ours/${sha256}`)).toBe(first)
  first.bytes = Buffer.from('something else')
  await blobs.put(Buffer.from('once'))
  expect((await blobs.read(sha256)).toString()).toBe('once')
})

test('a store that knows no conditions is written to all the same', async () => {
  const old = await startStandIn({ conditions: false })
  const there = await open({ BLOB_URL: old.url() })
  const { sha256 } = await there.put(Buffer.from('once'))
  expect((await there.read(sha256)).toString()).toBe('once')
  there.close()
  await old.close()
})

test('what the store did not keep whole is no stored file', async () => {
  store.harm('swallows')
  await expect(blobs.put(randomBytes(10_000))).rejects.toMatchObject({
    ...{ code: 'STORE_AWAY', status: 503 },
    why: expect.stringContaining('kept '),
  })
})

test('a wrong byte is found while it streams: nobody receives the file whole', async () => {
  const bytes = randomBytes(700_000)
  const { sha256 } = await blobs.put(bytes)
  store.harm('falsifies')
  let came = 0
  const reading = async () => {
    for await (const piece of await blobs.get(sha256)) came += (piece as Buffer).length
  }
  await expect(reading()).rejects.toThrow(BlobChanged)
  expect(came).toBeLessThan(bytes.length)
  await expect(blobs.read(sha256)).rejects.toThrow(BlobChanged)
  store.harm('none')
  expect((await blobs.read(sha256)).equals(bytes)).toBe(true)
})

test('what breaks off on its way is an error, and has not changed', async () => {
  const { sha256 } = await blobs.put(randomBytes(700_000))
  store.harm('breaks-off')
  const fault = await buffer(await blobs.get(sha256)).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(Error)
  expect(fault).not.toBeInstanceOf(BlobChanged)
})

test.each(['down', 'errors', 'hang'] as const)(
  'away (%s): refused with the time to come again, at once after the first; then it is back',
  async (harm) => {
    const { sha256 } = await blobs.put(Buffer.from('here before'))
    store.harm(harm)
    await expect(blobs.put(Buffer.from('new'))).rejects.toMatchObject({
      ...{ code: 'STORE_AWAY', status: 503, more: { retryAfter: 10 } },
    })
    const asked = store.told.length
    await Promise.all(
      Array.from({ length: 20 }, () => expect(blobs.read(sha256)).rejects.toMatchObject({ code: 'STORE_AWAY' })),
    )
    expect(store.told.length, 'nobody asks what is known').toBeLessThan(asked + 5)
    expect(await blobs.standing()).toContain('has been away since')
    expect(await blobs.standing()).not.toContain(store.env.S3_SECRET_ACCESS_KEY)
    store.harm('none')
    await expect.poll(() => blobs.read(sha256).then(String, () => 'away')).toBe('here before')
    await expect.poll(() => blobs.standing()).toBe('ok')
  },
)

test('a list that breaks off is no short list', async () => {
  for (let n = 0; n < 3; n++) await blobs.put(Buffer.from(`${n}`))
  store.harm('breaks-off')
  await expect(gathered(blobs.list())).rejects.toMatchObject({ code: 'STORE_AWAY' })
})

test('keys that the store does not know: away, with what the store says', async () => {
  const wrong = await open({ S3_SECRET_ACCESS_KEY: 'not the secret' })
  await expect(wrong.put(Buffer.from('x'))).rejects.toMatchObject({
    why: expect.stringContaining('403 SignatureDoesNotMatch'),
  })
  wrong.close()
})

test('lists come page by page; whoever asks for an old file makes it young', async () => {
  const all: string[] = []
  for (let n = 0; n < 10; n++) all.push((await blobs.put(Buffer.from(`${n}`))).sha256)
  expect((await gathered(blobs.list())).sort()).toEqual(all.toSorted())
  const [one, two] = all as [string, string]
  for (const sha256 of [one, two]) store.ages(`ours/${sha256}`, 2 * DAY)
  const before = puts().length
  expect(await blobs.has(one)).toBe(true)
  expect(puts().length).toBe(before + 1)
  const yesterday = new Date(Date.now() - DAY)
  expect(await blobs.setAside(one, yesterday)).toBeUndefined()
  expect(await blobs.setAside(two, yesterday)).toBeGreaterThan(0)
})
