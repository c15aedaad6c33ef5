/** The same stories of each store of files: on a disk, in `s3rver`, and in a stand-in for S3 that checks signatures and digests. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBlobs } from '../../src/ground/blobs/open.ts'
import { BlobMissing, type Blobs } from '../../src/ground/blobs.ts'
import { readConfig } from '../../src/ground/config.ts'
import { gathered, openPlace, type Place, STORES } from '../support/stores.ts'

const MB = 1024 * 1024
const [ONE, TWO] = ['1:a secret of the tests, and of nobody', '2:another secret of the tests of stores'].map((text) =>
  text.replaceAll(/[ ,]/g, '-'),
)

describe.each(STORES)('in the store %s', (store) => {
  let place: Place
  let blobs: Blobs
  let folder: string
  const open = (settings: Record<string, string> = {}) =>
    openBlobs(readConfig({ DATA_DIR: folder, SECRET_KEYS: ONE!, ...place.env, ...settings }))
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ysqgk-stores-'))
    place = await openPlace(store)
    blobs = await open()
  })
  afterEach(async () => {
    blobs.close()
    await place.close()
    rmSync(folder, { recursive: true })
  })
  const listed = async (of: AsyncIterable<string>) => (await gathered(of)).sort()
  const aside = async () => (await gathered(blobs.aside())).map(({ sha256 }) => sha256)

  test.each([0, 1, 262_144, 5 * MB + 7])('%i bytes come back as they went in, whole or streamed', async (size) => {
    const bytes = randomBytes(size)
    const whole = await blobs.put(bytes)
    expect(whole.size).toBe(size)
    expect(await blobs.put(Readable.from([bytes.subarray(0, size >> 1), bytes.subarray(size >> 1)]))).toEqual(whole)
    expect((await blobs.read(whole.sha256)).equals(bytes)).toBe(true)
    expect((await buffer(await blobs.get(whole.sha256))).equals(bytes)).toBe(true)
    expect(await blobs.has(whole.sha256)).toBe(true)
    expect(await listed(blobs.list())).toEqual([whole.sha256])
    expect(readdirSync(join(folder, 'blobs/drafts'))).toEqual([])
    expect(await blobs.standing()).toBe('ok')
  })

  test('the same file from eight clerks at once is one file', async () => {
    const bytes = randomBytes(MB)
    const all = await Promise.all(Array.from({ length: 8 }, () => blobs.put(bytes)))
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(1)
    expect((await blobs.read(all[0]!.sha256)).equals(bytes)).toBe(true)
  })

  test('what was never there is missing, and what is no name is refused', async () => {
    const none = '0'.repeat(64)
    await expect(blobs.get(none)).rejects.toThrow(BlobMissing)
    await expect(blobs.read(none)).rejects.toThrow(BlobMissing)
    expect(await blobs.has(none)).toBe(false)
    for (const ask of [blobs.get, blobs.read, blobs.has, blobs.renew] as ((name: string) => Promise<unknown>)[])
      await expect(ask('../../secret-key')).rejects.toThrow(TypeError)
  })

  test('held back until it is kept; what is not kept was never there', async () => {
    const held = blobs.hold()
    const [kept, dropped] = [await held.shelf.put(Buffer.from('kept')), await held.shelf.put(Buffer.from('dropped'))]
    expect([await held.has(kept.sha256), await blobs.has(kept.sha256)]).toEqual([true, false])
    expect((await held.read(kept.sha256)).toString()).toBe('kept')
    expect((await buffer(await held.get(dropped.sha256))).toString()).toBe('dropped')
    await held.keep(kept.sha256)
    await held.drop()
    expect((await blobs.read(kept.sha256)).toString()).toBe('kept')
    expect(await listed(blobs.list())).toEqual([kept.sha256])
    expect(readdirSync(join(folder, 'blobs/drafts'))).toEqual([])
  })

  test('set aside, brought back by whoever reads it or asks for it, and forgotten for good', async () => {
    const { sha256 } = await blobs.put(Buffer.from('nobody names me'))
    const [before, after] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)]
    expect(await blobs.setAside(sha256, before)).toBeUndefined()
    expect(await blobs.setAside(sha256, after)).toBeGreaterThan(0)
    expect([await listed(blobs.list()), await aside()]).toEqual([[], [sha256]])
    expect((await blobs.read(sha256)).toString()).toBe('nobody names me')
    expect([await listed(blobs.list(sha256[0])), await aside()]).toEqual([[sha256], []])
    await blobs.setAside(sha256, after)
    expect(await blobs.has(sha256)).toBe(true)
    await blobs.setAside(sha256, after)
    await blobs.forget(sha256)
    expect([await listed(blobs.list()), await aside(), await blobs.has(sha256)]).toEqual([[], [], false])
  })

  test('sealed by the first key; by another one it is sealed anew, once, and also where it lies aside', async () => {
    const [here, there] = [await blobs.put(Buffer.from('here')), await blobs.put(randomBytes(MB))]
    const plain = await open({ BLOB_SEALING: 'off' })
    const { sha256: clear } = await plain.put(Buffer.from('as it was stored before'))
    plain.close()
    expect((await blobs.read(clear)).toString()).toBe('as it was stored before')
    await blobs.setAside(there.sha256, new Date(Date.now() + 60_000))

    const next = await open({ SECRET_KEYS: `${TWO},${ONE}` })
    const all = [here.sha256, there.sha256, clear]
    for (const sha256 of all) expect(await next.renew(sha256)).toBe(true)
    for (const sha256 of all) expect(await next.renew(sha256)).toBe(false)
    next.close()
    const alone = await open({ SECRET_KEYS: TWO! })
    for (const sha256 of all) expect((await alone.read(sha256)).length).toBeGreaterThan(0)
    alone.close()
    await expect(blobs.read(here.sha256), 'the old key alone opens it no more').rejects.toThrow('changed')
  })

  test('sealed by AES, then by SM4 where SEALING says so, and back: each opens all the while', async () => {
    const bytes = randomBytes(MB + 3)
    const { sha256 } = await blobs.put(bytes)
    for (const SEALING of ['sm4', 'aes']) {
      const next = await open({ SEALING })
      expect((await next.read(sha256)).equals(bytes)).toBe(true)
      expect([await next.renew(sha256), await next.renew(sha256)]).toEqual([true, false])
      expect((await buffer(await next.get(sha256))).equals(bytes)).toBe(true)
      next.close()
      expect((await blobs.read(sha256)).equals(bytes)).toBe(true)
    }
  })
})
