/** Checkpoints in a bucket that locks its objects, told of the stand-in for S3: written, read back, and what is done to them found. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { witness as giveNow, sweepWitnesses } from '../../src/evidence/witness/witnesses.ts'
import { readConfig } from '../../src/ground/config.ts'
import { examine } from '../../src/upkeep/doctor.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type StandIn, startStandIn } from '../support/s3.ts'

const YEAR = 365.25 * 86_400_000 // ms
let store: StandIn
let office: Office
beforeAll(async () => {
  store = await startStandIn({ bucket: 'witness', locks: true, page: 1 })
  office = await openOffice({ settings: { WITNESS_URL: store.url('log', '&years=30'), ...store.env } })
})
afterAll(async () => {
  await office?.close()
  await store.close()
})
const files = async () => {
  await office.citizen.files()
  await sequence(office.house)
}
const keys = () => [...store.objects.keys()].sort()
const verdict = async () => {
  const { authenticated, firstFault, witnesses } = await verifyAll(office.house)
  return { authenticated, fault: firstFault?.what, witnesses }
}

test('each checkpoint is an object that nobody removes for thirty years, and the same one is given once', async () => {
  for (let n = 0; n < 2; n++) {
    await files()
    await giveNow(office.house, {}, false)
    await giveNow(office.house, {}, false)
  }
  expect(keys()).toHaveLength(2)
  for (const key of keys()) {
    const { mode, until } = store.newest(key)!
    expect([mode, store.objects.get(key)!.length]).toEqual(['COMPLIANCE', 1])
    expect(Math.abs(until!.getTime() - Date.now() - 30 * YEAR)).toBeLessThan(600_000)
  }
  const [{ note }] = (await office.sql`select note from checkpoints order by size desc limit 1`) as unknown as [
    { note: string },
  ]
  expect(store.newest(keys()[1]!)!.bytes.toString()).toBe(note)
})

test('verify --all reads what the bucket holds, page by page', async () => {
  const { authenticated, witnesses } = await verdict()
  expect([authenticated, witnesses]).toEqual([
    true,
    [{ witness: expect.any(String), agrees: true, size: expect.any(Number) }],
  ])
  expect(JSON.stringify(witnesses)).not.toContain(store.env.S3_SECRET_ACCESS_KEY)
})

test('a mark of deletion hides nothing, and neither does a version that was written over it', async () => {
  const [key] = keys() as [string]
  const there = store.newest(key)!
  store.keep(key, Buffer.alloc(0), { marker: true })
  expect(await verdict()).toMatchObject({ authenticated: true })
  store.keep(key, Buffer.from(there.bytes.toString().replace(/^(.*\n)\d+/, '$19')))
  expect((await verdict()).fault).toContain('witness holds')
  store.objects.set(key, [there])
})

test('a checkpoint that is gone from the bucket, with all its versions, is told', async () => {
  const last = keys().at(-1)!
  const [there] = store.objects.get(last)!
  store.objects.delete(last)
  expect((await verdict()).witnesses).toMatchObject([{ agrees: false }])
  store.objects.set(last, [there!])
  expect(await verdict()).toMatchObject({ authenticated: true, fault: undefined })
})

test('a store that is away is tried again, and named without its keys', async () => {
  await files()
  store.harm('errors')
  await expect(giveNow(office.house, {}, false)).rejects.toThrow('503 SlowDown')
  expect((await verdict()).witnesses).toMatchObject([{ agrees: null }])
  store.harm('none')
  await sweepWitnesses(office.house)
  expect(keys()).toHaveLength(3)
})

test('a bucket that locks nothing is no witness: nothing is taken for given, and the doctor says so', async () => {
  const open = await startStandIn({ bucket: 'witness' })
  const WITNESS_URL = open.url('log')
  const config = readConfig({
    ...{ DATA_DIR: office.folder, DATABASE_URL: office.house.databaseUrl, DATABASE_OWNER_URL: office.databaseUrl },
    ...{ SECRET_KEY: 'a secret of the tests, and of nobody else', WITNESS_URL, ...open.env },
  })
  await expect(giveNow({ ...office.house, config }, {}, false)).rejects.toThrow('400 InvalidRequest')
  await office.sql`delete from witness_troubles`
  for await (const finding of examine({ config, sql: office.sql, now: () => new Date() }))
    if (finding.check === 'witness')
      expect(finding).toMatchObject({ level: 'warning', says: expect.stringContaining('没有开启对象锁定') })
  await open.close()
})
