/** Files that no fact names: set aside after a day, brought back by whoever reads them, gone after a month; what is in use stays. */
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { NAMED } from '../../src/upkeep/named.ts'
import { sweepUnnamed } from '../../src/upkeep/unnamed.ts'
import { ARCHIVED, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

/** Three bytes, sealed: with its head and its tag. */
const STORED = 3 + 42 + 16
const [HOUR, DAY] = [3_600_000, 86_400_000]
let office: Office
let id: string
beforeAll(async () => {
  office = await openOffice()
  const files = [{ name: '材料.txt', content: '申请人的材料' }]
  id = await office.registrar.finds(await office.citizen.files(application(), { files }))
  await office.goes(id, 'submitted', 'searched')
  const given = (await office.handler.adds(id, [{ name: '方案.csv', content: '编号,名称\n1,方案' }])).json.files[0]
  await office.handler.records(id, { type: 'secrecyReviewed', conclusion: 'mayDisclose', reasons: '不涉及国家秘密。' })
  await office.handler.records(id, { type: 'replyDrafted', outcome: 'disclosed', fields: {}, files: [given.id] })
  await office.goes(id, 'replyDrafted', 'replyServed')
  await office.archivist.records(id, ARCHIVED)
  await office.theJobsRun()
})
afterAll(() => office.close())

const store = () => office.house.config.blobDir
const pathOf = (sha256: string) => join(store(), sha256.slice(0, 2), sha256.slice(2))
const asideOf = (sha256: string) => join(store(), 'aside', sha256)
const ages = (path: string, by: number) => {
  const then = new Date(Date.now() - by)
  utimesSync(path, then, then)
}
const stored = async () => {
  const all: string[] = []
  for await (const sha256 of office.house.blobs.list()) all.push(sha256)
  return all.sort()
}
const orphan = async (text: string, age: number) => {
  const { sha256 } = await office.house.blobs.put(Buffer.from(text))
  ages(pathOf(sha256), age)
  return sha256
}

test('what a whole case left in the store is all in use, however old', async () => {
  const before = await stored()
  expect(before.length).toBeGreaterThan(5)
  for (const sha256 of before) ages(pathOf(sha256), 400 * DAY)
  const { named, setAside, removed } = await sweepUnnamed(office.house)
  expect({ named, setAside, removed }).toEqual({
    ...{ named: before.length, setAside: { files: 0, bytes: 0 }, removed: { files: 0, bytes: 0 } },
  })
  expect(await stored()).toEqual(before)
  expect((await verifyAll(office.house)).ok).toBe(true)
})

test('every column that names a stored file is in the list', async () => {
  const all = new Set(await stored())
  const columns = await office.sql<{ table: string; column: string; type: string }[]>`
    select c.table_name as table, c.column_name as column, c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'`
  const listed = new Set(NAMED.map((named) => named.join('.')))
  expect(columns.map(({ table, column }) => `${table}.${column}`)).toEqual(expect.arrayContaining([...listed]))
  const unlisted = new Set<string>()
  for (const { table, column, type } of columns) {
    const name = `${table}.${column}`
    if (/sha256/.test(column) && !listed.has(name) && !NOT_STORED.includes(name)) unlisted.add(name)
    if (type !== 'text' || listed.has(name) || NOT_STORED.includes(name)) continue
    const rows = await office.sql`
      select distinct ${office.sql(column)} as value from ${office.sql(table)} where length(${office.sql(column)}) = 64`
    if (rows.some(({ value }) => all.has(value))) unlisted.add(name)
  }
  expect([...unlisted]).toEqual([])
})
/** `uploads` lie in a folder of their own; what was to be sealed was never stored; a scan is of what came, filed or not. */
const NOT_STORED = ['uploads.sha256', 'sealed_letters.unsigned_sha256', 'file_scans.sha256']

test('what nobody names is left alone for a day, then set aside, and goes a month later', async () => {
  const [young, old] = [await orphan('young', 23 * HOUR), await orphan('old', 25 * HOUR)]
  expect(await sweepUnnamed(office.house)).toMatchObject({ young: 1, setAside: { files: 1, bytes: STORED } })
  expect([existsSync(pathOf(young)), existsSync(pathOf(old)), existsSync(asideOf(old))]).toEqual([true, false, true])
  ages(asideOf(old), 29 * DAY)
  expect((await sweepUnnamed(office.house)).removed.files).toBe(0)
  ages(asideOf(old), 31 * DAY)
  expect((await sweepUnnamed(office.house)).removed).toEqual({ files: 1, bytes: STORED })
  expect(readdirSync(join(store(), 'aside'))).toEqual([])
})

test('whoever reads what was set aside gets it, and it is back', async () => {
  const sha256 = await orphan('wanted again', 2 * DAY)
  await sweepUnnamed(office.house)
  expect(existsSync(pathOf(sha256))).toBe(false)
  expect((await office.house.blobs.read(sha256)).toString()).toBe('wanted again')
  expect(existsSync(pathOf(sha256))).toBe(true)
})

test('a filing in flight: what is asked for between the look and the move stays, as does what is named meanwhile', async () => {
  const sha256 = await orphan('filed again', 2 * DAY)
  const { blobs } = office.house
  expect(await blobs.has(sha256)).toBe(true) // as a filing asks that brings the same file again
  expect(await blobs.setAside(sha256, new Date(Date.now() - DAY))).toBeUndefined()
  expect(existsSync(pathOf(sha256))).toBe(true)

  // Named while it lay aside: the next night brings it back.
  const [row] = await office.sql<{ sha256: string }[]>`select sha256 from files where case_id = ${id} limit 1`
  ages(pathOf(row!.sha256), 2 * DAY)
  expect(await blobs.setAside(row!.sha256, new Date(Date.now() - DAY))).toBeGreaterThan(0)
  expect((await sweepUnnamed(office.house)).broughtBack).toBe(1)
  expect(statSync(pathOf(row!.sha256)).isFile()).toBe(true)
})

test('of a writer that died the draft goes, by night and not at the next start alone', async () => {
  const draft = join(store(), 'drafts', 'half')
  writeFileSync(draft, 'half')
  ages(draft, 25 * HOUR)
  await sweepUnnamed(office.house)
  expect(existsSync(draft)).toBe(false)
})

test('on the database of another office nothing is touched', async () => {
  const { blobs } = office.house
  for (let n = 0; n < 101; n++) {
    const { sha256 } = await blobs.put(Buffer.from(`another office’s ${n}`))
    ages(pathOf(sha256), 2 * DAY)
  }
  const before = await stored()
  await expect(sweepUnnamed(office.house)).rejects.toMatchObject({ code: 'OTHER_DATABASE' })
  expect(await stored()).toEqual(before)
})
