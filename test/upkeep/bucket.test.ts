/** A house whose files lie in a bucket: a whole case, the sweep, a backup, another empty bucket, and the doctor, of the stand-in for S3. */
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doctorCommand } from '../../src/cli/doctor.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { readConfig } from '../../src/ground/config.ts'
import { openHouse } from '../../src/open-house.ts'
import { backUp } from '../../src/upkeep/backup.ts'
import { moveBlobs } from '../../src/upkeep/move-blobs.ts'
import { restore } from '../../src/upkeep/restore.ts'
import { sweepUnnamed } from '../../src/upkeep/unnamed.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { freshDatabase } from '../support/postgres.ts'
import { type StandIn, startStandIn } from '../support/s3.ts'
import { gathered } from '../support/stores.ts'

const DAY = 86_400_000
const silent = () => {}
let store: StandIn
let office: Office
let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'ysqgk-bucket-house-'))
  store = await startStandIn({ page: 4 })
  office = await openOffice({ oneFont: true, settings: { BLOB_URL: store.url(), ...store.env } })
  const files = [{ name: '材料.txt', content: '申请人的材料' }]
  await office.registrar.finds(await office.citizen.files(application(), { files }))
  await office.caseUntil('archived')
  await office.theJobsRun()
})
afterAll(async () => {
  await office?.close()
  await store.close()
  await rm(home, { recursive: true, force: true })
})
const env = () => ({
  ...{ DATA_DIR: office.folder, DATABASE_URL: office.house.databaseUrl, DATABASE_OWNER_URL: office.databaseUrl },
  ...{ SECRET_KEY: 'a secret of the tests, and of nobody else', BLOB_URL: store.url(), ...store.env },
})

test('a whole case: everything that it names is in the bucket, and proves itself', async () => {
  expect(store.objects.size).toBeGreaterThan(5)
  expect((await verifyAll(office.house)).firstFault).toBeUndefined()
})

test('the sweep leaves what is named, however old, and sets an orphan aside after a day', async () => {
  const { sha256 } = await office.house.blobs.put(Buffer.from('nobody names me'))
  for (const key of store.objects.keys()) store.ages(key, 2 * DAY)
  const named = store.objects.size - 1
  expect(await sweepUnnamed(office.house)).toMatchObject({ named, setAside: { files: 1 }, removed: { files: 0 } })
  store.ages(`ours/aside/${sha256}`, 31 * DAY)
  expect(await sweepUnnamed(office.house)).toMatchObject({ named, removed: { files: 1 } })
  expect(store.objects.size).toBe(named)
})

test('while the store is away: filing without files goes on, with a file 503 and when to come again; health says so', async () => {
  store.harm('down')
  const body = JSON.stringify(application())
  const files = new FormData()
  files.set('application', body)
  files.set('file', new Blob(['附件'], { type: 'text/plain' }), '说明.txt')
  const multipart = new Request('http://x', { method: 'POST', body: files })
  const post = (payload: Buffer | string, type: string) =>
    office.app.inject({ method: 'POST', url: '/api/v1/applications', payload, headers: { 'content-type': type } })
  const withFile = await post(Buffer.from(await multipart.arrayBuffer()), multipart.headers.get('content-type')!)
  expect([withFile.statusCode, withFile.json().code, withFile.headers['retry-after']]).toEqual([
    503,
    'STORE_AWAY',
    '10',
  ])
  expect((await post(body, 'application/json')).statusCode).toBe(201)
  const { statusCode, body: said } = await office.app.inject('/health/ready')
  expect([statusCode, JSON.parse(said).files]).toEqual([200, expect.stringContaining('has been away since')])
  store.harm('none')
  await expect.poll(async () => (await office.app.inject('/health/ready')).json().files).toBe('ok')
})

test('the doctor stores, reads and removes a file, and says what the bucket promises', async () => {
  const asked = async () => {
    const [output, errors] = [new PassThrough(), new PassThrough()]
    await doctorCommand(env(), ['--json'], output, errors)
    const lines = String(output.read()).trim().split('\n')
    return lines.map((line) => JSON.parse(line)).find(({ check }) => check === 'store')
  }
  const before = store.objects.size
  expect(await asked()).toMatchObject({ level: 'warning', says: expect.stringContaining('版本控制没有开启') })
  expect(store.objects.size).toBe(before)
  store.harm('falsifies')
  expect(await asked()).toMatchObject({ level: 'fault' })
  store.harm('none')
})

test('a backup copies every object; restored into another bucket, everything proves itself', async () => {
  const [dir, keysDir] = [join(home, 'backup'), join(home, 'keys')]
  const named = (await gathered(office.house.blobs.list())).length
  expect(await backUp(readConfig(env()), { dir, keysDir }, silent)).toMatchObject({ files: named, lacking: [] })
  const [other, database] = [await startStandIn(), await freshDatabase()]
  const there = {
    ...{ ...env(), DATA_DIR: join(home, 'restored'), BLOB_URL: other.url('theirs') },
    ...{ DATABASE_URL: database.runtimeUrl, DATABASE_OWNER_URL: database.url },
  }
  await restore(there, { dir, keysDir }, silent)
  await expect(restore(there, { dir, keysDir }, silent)).rejects.toMatchObject({ code: 'FILES_NOT_EMPTY' })
  const house = await openHouse(readConfig(there))
  expect((await gathered(house.blobs.list())).length).toBe(named)
  expect((await verifyAll(house)).firstFault).toBeUndefined()
  await house.close()
  await other.close()
})

test('moved to a disk, interrupted and begun again: what is there already is read and not sent twice', async () => {
  const all = (await gathered(office.house.blobs.list())).length
  const to = `file://${join(home, 'moved')}`
  let told = 0
  const breaks = () => {
    if (++told === 3) throw new Error('cut')
  }
  await expect(moveBlobs(env(), to, breaks)).rejects.toThrow('cut')
  const moved = await moveBlobs(env(), to, silent)
  expect(moved).toMatchObject({ files: all, lacking: [] })
  expect(moved.copied).toBeLessThan(all)
  expect(await moveBlobs(env(), to, silent)).toMatchObject({ files: all, copied: 0 })
  const lines = await office.sql`select "by", subject, succeeded from audit_lines where what = 'filesMoved'`
  expect(lines).toEqual(Array(3).fill({ by: 'system', subject: to, succeeded: true }))
})

test('a move that the audit cannot tell of copies nothing', async () => {
  const to = join(home, 'untold')
  const nowhere = {
    ...env(),
    DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z',
    DATABASE_OWNER_URL: 'postgres://x:y@127.0.0.1:1/z',
  }
  await expect(moveBlobs(nowhere, `file://${to}`, silent)).rejects.toThrow()
  const left = existsSync(to)
    ? readdirSync(to, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    : []
  expect(left).toEqual([])
})
