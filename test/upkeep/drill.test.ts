/**
 * The drill: an office that works is backed up, the backup is put back elsewhere, and the place proves itself with
 * `ysqgk verify --all` and prints a letter again, byte for byte.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../../src/app.ts'
import { backupCommand, restoreCommand } from '../../src/cli/keep.ts'
import { EDITION } from '../../src/db/edition.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate, migrationsKnown } from '../../src/db/migrate.ts'
import { rightsLacking, roleOf } from '../../src/db/rights.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { readConfig } from '../../src/ground/config.ts'
import { settableTime } from '../../src/ground/time.ts'
import { openHouse } from '../../src/open-house.ts'
import { reprint } from '../../src/replies/reprint.ts'
import { FAULT_CODES } from '../../src/upkeep/fault.ts'
import type { Manifest } from '../../src/upkeep/manifest.ts'
import { passableFolder } from '../support/folder.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { freshDatabase } from '../support/postgres.ts'
import { inTurn } from '../support/proof.ts'
import { proves } from '../support/proves.ts'

const SECRET = 'a secret of the tests, and of nobody else'
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

let office: Office
let from: Record<string, string>
let home: string
let archived: string
beforeAll(async () => {
  office = await openOffice({ fonts: { 'note.txt': Buffer.from('字库说明') }, oneFont: true })
  home = await mkdtemp(join(tmpdir(), 'backup-'))
  from = {
    DATA_DIR: office.folder,
    DATABASE_URL: office.house.databaseUrl,
    DATABASE_OWNER_URL: office.databaseUrl,
    SECRET_KEY: SECRET,
  }
  archived = (await office.caseUntil('archived')).id
  // What a citizen may write and readers of lines take for a line's end; and an answer that is the null of JSON.
  await office.citizen.files(application({ request: { title: '道路\u2028工程', description: '一\u2028二\u2029三。' } }))
  await office.sql`
    insert into leaving_copies (original, type, sha256, size, findings, at) values ('the drill', 'none', '', 0, 'null', now())`
  await office.registrar.adds(archived, [{ name: '附卷.txt', content: '附卷的材料。' }])
  await office.theJobsRun()
})
afterAll(() => office.close())

async function runs(command: typeof backupCommand, env: Record<string, string>, ...args: string[]) {
  const [output, errors] = [new PassThrough(), new PassThrough()]
  const code = await command(env, args, output, errors)
  output.end()
  errors.end()
  return { code, output: await text(output), errors: await text(errors) }
}

const manifestOf = async (dir: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8'))

/** An empty place: a folder and a database of its own. */
async function place() {
  const database = await freshDatabase()
  const env = {
    DATA_DIR: join(await mkdtemp(join(tmpdir(), 'restored-')), 'var'),
    DATABASE_URL: database.runtimeUrl,
    DATABASE_OWNER_URL: database.url,
  }
  const sql = postgres(database.url, { max: 2, onnotice: () => {} })
  const close = async () => {
    await sql.end()
    await database.drop()
  }
  return { env, sql, database, close }
}

/** Everything that lies in the tables, the queue's among them. */
async function everything(sql: postgres.Sql) {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where (schemaname = 'public' or tablename like '\\_private\\_%')
      and tablename not in ('sessions', 'arrivals', 'challenges', 'account_sessions', 'account_codes', 'uploads')
    order by 1`
  const rows: Record<string, string> = {}
  for (const { name } of tables)
    rows[name] = JSON.stringify(await sql.unsafe(`select to_jsonb(t)::text as row from ${name} t order by 1`))
  return rows
}

const triggers = (sql: postgres.Sql) => sql`
  select tgrelid::regclass::text as of, tgname, tgenabled, pg_get_triggerdef(oid) as does from pg_trigger
  where not tgisinternal order by 1, 2`

test('what is restored elsewhere is the same to the last row, guarded and granted as before; it proves itself and prints a letter again', async () => {
  const dir = join(home, 'whole')
  const made = await runs(backupCommand, from, dir)
  expect(made.errors).toMatch(/数据库：(\d+)\/\1 张表\n/)
  expect(made.errors).toContain(`密钥在 ${dir}.keys：请移到另一处单独保管`)
  expect([made.code, JSON.parse(made.output).lacking]).toEqual([0, []])

  const manifest = await manifestOf(dir)
  for (const { path, size, sha256 } of [...manifest.tables, manifest.blobs, ...manifest.fonts]) {
    const bytes = await readFile(join(dir, path))
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')], path).toEqual([size, sha256])
  }
  expect(gunzipSync(await readFile(join(dir, manifest.blobs.path))).toString()).toMatch(/^([0-9a-f]{64} \d+\n)+$/)
  // Whoever holds the backup does not hold the key.
  const files = await readdir(dir, { recursive: true, withFileTypes: true })
  for (const file of files.filter((entry) => entry.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name))
    expect((file.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).includes(SECRET)).toBe(false)
  }
  expect(await readFile(`${dir}.keys/secret-key`, 'utf8')).toBe(SECRET)

  const { env, sql, close } = await place()
  const before = await triggers(sql)
  const done = await runs(restoreCommand, env, dir)
  expect([done.errors, done.code]).toEqual([expect.stringContaining('请运行 verify --all 核验'), 0])
  expect(await everything(sql)).toEqual(await everything(office.sql as unknown as postgres.Sql))
  expect(await triggers(sql)).toEqual(before)
  expect(before.length).toBeGreaterThan(30)
  expect(await rightsLacking(sql, roleOf(env.DATABASE_URL))).toEqual([])
  expect(await readFile(join(env.DATA_DIR, 'fonts/note.txt'), 'utf8')).toBe('字库说明')

  const house = await openHouse(readConfig(env), settableTime(office.house.time.now()))
  const { id, agencyId } = (
    await house.everywhere.sql<{ id: string; agencyId: string }[]>`
    select id, agency_id from letters where case_id = ${archived} and kind = 'reply'`
  )[0]!
  const letter = (base: Pick<Office, 'house'>['house']) => reprint(base, { agencyId, caseId: archived }, id)
  expect(await letter(house)).toMatchObject({ identical: true, compared: 'file' })
  expect((await letter(house)).sha256).toBe((await letter(office.house)).sha256)
  await expect(house.sql`delete from ledger`).rejects.toMatchObject({ code: '42501' })
  await expect(sql`delete from ledger`).rejects.toThrow(/append-only/)
  // Numbers go on after the last one, and the office goes on working.
  const app = await openApp(house)
  const filed = await app.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { username: 'registrar', password: 'Demo-2026-open' },
  })
  expect(filed.statusCode).toBe(201)
  await house.sql`insert into night_checks ${house.sql({ at: '2026-03-02T00:00:00Z', cases: 0, logSize: 0 })}`
  await app.close()
  await house.close()

  const verified = await ysqgk(env, 'verify', '--all')
  expect(JSON.parse(verified)).toMatchObject({ ok: true, files: expect.any(Number) })
  await close()
})

const ysqgk = async (env: Record<string, string>, ...args: string[]) => {
  const { PATH, HOME, TMPDIR } = process.env
  const command = ['--import', 'tsx', 'src/cli.ts', ...args]
  const ran = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env: { PATH, HOME, TMPDIR, ...env } })
  return ran.stdout
}

proves(
  'the same into the database of the packages, by the commands alone; a second restore is refused, and nothing is changed',
  async () => {
    const dir = join(home, 'commands')
    const made = JSON.parse(await ysqgk(from, 'backup', dir, '--keys', join(home, 'safe')))
    const data = await passableFolder(join(tmpdir(), 'restored-'))
    const env = { DATA_DIR: join(data, 'var') }
    const service = await startEmbedded({ dir: join(env.DATA_DIR, 'postgres') })
    await expect(ysqgk(env, 'restore', dir, '--keys', join(home, 'safe'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/DATABASE_IN_USE 有服务正在使用/),
    })
    await service.stop()
    const restored = JSON.parse(await ysqgk(env, 'restore', dir, '--keys', join(home, 'safe')))
    expect(restored).toMatchObject({ rows: made.rows, files: made.files, bytes: made.bytes, lacking: [] })
    expect(JSON.parse(await ysqgk(env, 'verify', '--all'))).toMatchObject({ ok: true })
    await expect(ysqgk(env, 'restore', dir, '--keys', join(home, 'safe'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/FILES_NOT_EMPTY .*已有内容/),
    })
    await rm(join(env.DATA_DIR, 'blobs'), { recursive: true })
    await expect(ysqgk(env, 'restore', dir, '--keys', join(home, 'safe'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/DATABASE_NOT_EMPTY 数据库中已有数据/),
    })
  },
)

inTurn(0, 2)(
  'while citizens file, the backup is of one moment: no case without its facts, no file that is named and lacking',
  async () => {
    const dir = join(home, 'busy')
    let filing = true
    let filed = 0
    const citizens = async () => {
      while (filing) {
        await office.citizen.files()
        await office.registrar.adds(archived, [{ name: `${filed}.txt`, content: `第${filed}份材料。` }])
        filed++
      }
    }
    const busy = citizens()
    await expect.poll(() => filed).toBeGreaterThan(2)
    const made = await runs(backupCommand, from, dir)
    const during = filed
    filing = false
    await busy
    expect(made.code).toBe(0)
    expect(during).toBeGreaterThan(2)

    const { env, sql, close } = await place()
    expect((await runs(restoreCommand, env, dir)).code).toBe(0)
    const house = await openHouse(readConfig(env), settableTime(office.house.time.now()))
    expect(await verifyAll(house)).toMatchObject({ ok: true })
    await house.close()
    const [{ n }] = (await sql`select count(*)::int as n from cases`) as unknown as [{ n: number }]
    const [{ all }] = (await office.sql`select count(*)::int as all from cases`) as unknown as [{ all: number }]
    expect(n).toBeGreaterThan(2)
    expect(n).toBeLessThanOrEqual(all)
    await close()
  },
)

/** The third last migration, or the one with which the edition began: what came before it is refused by name. */
async function earliestOfThisEdition(): Promise<number> {
  const folder = new URL('../../src/db/migrations/', import.meta.url)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')))
  const began = texts.findLastIndex((text) => text.includes(`"edition" = '${EDITION}'`))
  return migrationsKnown()[Math.max(began, files.length - 3)]!
}

inTurn(1, 2)(
  'a backup of an earlier version is read into its own tables, which are then brought up to date',
  async () => {
    const [source, target] = [await place(), await place()]
    for (const { sql } of [source, target])
      for (const schema of ['public', 'drizzle', 'graphile_worker']) {
        await sql.unsafe(`drop schema ${schema} cascade`)
        if (schema === 'public') await sql.unsafe('create schema public')
      }
    await migrate(source.database.url, 'DATABASE_URL', await earliestOfThisEdition())
    await source.sql`
    insert into agencies (id, name, kind, taken_in_by, profile, position) values ('a', '甲局', 'countyDepartment', 'a', '{}', 1)`
    const dir = join(home, 'earlier')
    const env = { ...source.env, SECRET_KEY: SECRET }
    const made = await runs(backupCommand, env, dir)
    expect([made.errors, made.code]).toEqual([expect.any(String), 0])
    const done = await runs(restoreCommand, target.env, dir)
    expect([done.errors, done.code]).toEqual([expect.any(String), 0])
    expect(await target.sql`select name from agencies`).toEqual([{ name: '甲局' }])
    expect(await rightsLacking(target.sql, roleOf(target.env.DATABASE_URL))).toEqual([])
    const known = await target.sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`
    expect(Number(known[0]!.at)).toBe(migrationsKnown().at(-1))
    await source.close()
    await target.close()
  },
)

inTurn(0, 2)('a stored file that cannot be read is named, and does not keep the rest from being saved', async () => {
  const dir = join(home, 'lacking')
  const blobs = join(office.folder, 'blobs')
  const [{ sha256 }] = (await office.sql`
    select sha256 from files where case_id = ${archived}`) as unknown as [{ sha256: string }]
  const path = join(blobs, sha256.slice(0, 2), sha256.slice(2))
  const content = await readFile(path)
  await chmod(path, 0o600)
  await writeFile(path, '另一个内容')
  const made = await runs(backupCommand, from, dir)
  await writeFile(path, content)
  expect([made.code, made.errors]).toEqual([1, expect.stringContaining(`缺少文件 ${sha256}`)])
  // Into a database whose owner the service is, which works and is told of.
  const { env, database, close } = await place()
  const owned = { DATA_DIR: env.DATA_DIR, DATABASE_URL: database.url }
  const done = await runs(restoreCommand, owned, dir)
  expect([done.code, done.errors]).toEqual([1, expect.stringContaining(`缺少文件 ${sha256}`)])
  await close()
})

/** A copy of a whole backup with its keys, to be spoilt. */
async function copy(name: string): Promise<string> {
  const whole = join(home, 'to-spoil')
  if (!(await readdir(home)).includes('to-spoil')) await runs(backupCommand, from, whole)
  const dir = join(home, name)
  await cp(whole, dir, { recursive: true })
  await cp(`${whole}.keys`, `${dir}.keys`, { recursive: true })
  return dir
}

inTurn(1, 2)('what is damaged is refused by name, before anything is written', async () => {
  const { env, sql, close } = await place()
  const empty = await everything(sql)
  const manifest = await manifestOf(await copy('spoilt'))
  const parts = [
    manifest.tables.find(({ name }) => name === 'ledger')!.path,
    manifest.blobs.path,
    manifest.fonts[0]!.path,
    ...(await readdir(join(home, 'spoilt/blobs'), { recursive: true })).filter((name) => name.length > 60).slice(0, 1),
  ].map((path) => (path.length === 65 ? `blobs/${path}` : path))
  expect(parts.at(-1)).toMatch(/^blobs\/..\//)
  const dir = join(home, 'spoilt')
  for (const path of parts) {
    const file = join(dir, path)
    const whole = await readFile(file)
    const changed = Buffer.from(whole)
    changed[changed.length >> 1]! ^= 1
    await chmod(file, 0o600)
    await writeFile(file, changed)
    const refused = await runs(restoreCommand, env, dir)
    expect([refused.code, refused.errors], path).toEqual([
      1,
      expect.stringContaining(`BACKUP_DAMAGED 备份中的 ${path}`),
    ])
    await rm(file)
    expect((await runs(restoreCommand, env, dir)).errors).toContain(`BACKUP_DAMAGED 备份中的 ${path} 读不出来`)
    await writeFile(file, whole)
  }
  const list = await readFile(join(dir, 'manifest.json'), 'utf8')
  await writeFile(join(dir, 'manifest.json'), list.replace('"madeAt": "2', '"madeAt": "1'))
  expect((await runs(restoreCommand, env, dir)).errors).toContain('签名不符')
  await writeFile(join(dir, 'manifest.json'), '{')
  expect((await runs(restoreCommand, env, dir)).errors).toContain('BACKUP_DAMAGED')
  await rm(join(dir, 'manifest.json'))
  expect((await runs(restoreCommand, env, dir)).errors).toContain('BACKUP_INCOMPLETE')
  expect(await everything(sql)).toEqual(empty)
  expect(await readdir(join(env.DATA_DIR, '..'))).toEqual([])
  await close()
})

inTurn(0, 2)('another edition, a newer version, another key and a missing one are refused by name', async () => {
  const { env, close } = await place()
  const spoilt = async (name: string, change: (manifest: Manifest) => void) => {
    const dir = await copy(name)
    const manifest = await manifestOf(dir)
    change(manifest)
    await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest))
    return (await runs(restoreCommand, env, dir)).errors
  }
  expect(await spoilt('edition', (manifest) => Object.assign(manifest, { edition: '9.9' }))).toMatch(
    /^EDITION_OTHER 备份是 ysqgk 9\.9 的数据/,
  )
  expect(await spoilt('newer', (manifest) => Object.assign(manifest, { migration: 1 }))).toMatch(/^BACKUP_NEWER /)
  const dir = await copy('keyless')
  await writeFile(`${dir}.keys/secret-key`, 'another secret, which is as long as it must be')
  expect((await runs(restoreCommand, env, dir)).errors).toMatch(/^KEYS_WRONG /)
  await rm(`${dir}.keys`, { recursive: true })
  expect((await runs(restoreCommand, env, dir)).errors).toMatch(/^KEYS_MISSING /)
  expect((await runs(restoreCommand, { ...env, SECRET_KEY: SECRET }, dir)).code).toBe(0)
  // The key that is set is not written down.
  expect(await readdir(env.DATA_DIR)).not.toContain('secret-key')
  await close()
})

inTurn(1, 2)(
  'a place that is not empty, in use, or not ours to build in is refused by name and stays as it is',
  async () => {
    const dir = await copy('again')
    const { env, sql, database, close } = await place()
    await sql`insert into agencies (id, name, kind, taken_in_by, profile, position) values ('a', '甲局', 'x', 'a', '{}', 1)`
    const before = await everything(sql)
    expect((await runs(restoreCommand, env, dir)).errors).toContain(
      'DATABASE_NOT_EMPTY 数据库中已有数据（agencies 等）',
    )
    expect(await everything(sql)).toEqual(before)
    await sql`delete from agencies`

    const service = postgres(database.runtimeUrl, { max: 1 })
    await service`select 1`
    expect((await runs(restoreCommand, env, dir)).errors).toMatch(/DATABASE_IN_USE 角色 \S+ 正连接着/)
    await service.end()

    const { DATABASE_OWNER_URL: _, ...withoutOwner } = env
    expect((await runs(restoreCommand, withoutOwner, dir)).errors).toContain('NOT_OWNER')

    await mkdir(join(env.DATA_DIR, 'blobs'), { recursive: true })
    await writeFile(join(env.DATA_DIR, 'blobs/mine.txt'), '')
    expect((await runs(restoreCommand, env, dir)).errors).toContain('FILES_NOT_EMPTY')
    expect(await readdir(join(env.DATA_DIR, 'blobs'))).toEqual(['mine.txt'])
    await rm(join(env.DATA_DIR, 'blobs'), { recursive: true })

    await writeFile(join(env.DATA_DIR, 'secret-key'), 'the key of an office that is there already')
    expect((await runs(restoreCommand, env, dir)).errors).toMatch(/FILES_NOT_EMPTY .*另一个密钥/)
    await rm(join(env.DATA_DIR, 'secret-key'))
    expect((await runs(restoreCommand, env, dir)).code).toBe(0)
    await close()
  },
)

test('a backup is refused into a folder with content, with its key inside, over another key, and of nothing', async () => {
  const full = join(home, 'full')
  await mkdir(full)
  await writeFile(join(full, 'mine.txt'), '')
  expect((await runs(backupCommand, from, full)).errors).toContain('FOLDER_NOT_EMPTY')
  expect(await readdir(full)).toEqual(['mine.txt'])
  const dir = join(home, 'new')
  expect((await runs(backupCommand, from, dir, '--keys', join(dir, 'keys'))).errors).toContain('KEYS_INSIDE')
  expect((await runs(backupCommand, from, dir, '--keys', join(dir, '..keys'))).errors).toContain('KEYS_INSIDE')
  await mkdir(join(home, 'other'))
  await writeFile(join(home, 'other/secret-key'), 'another secret, which is as long as it must be')
  expect((await runs(backupCommand, from, dir, '--keys', join(home, 'other'))).errors).toContain('KEYS_OF_ANOTHER')
  const { env, sql, close } = await place()
  await sql.unsafe('drop table data_editions')
  expect((await runs(backupCommand, { ...env, SECRET_KEY: SECRET }, dir)).errors).toContain('NOTHING_TO_BACK_UP')
  expect(existsSync(dir)).toBe(false)
  await close()
  const { DATABASE_OWNER_URL: _, ...asService } = from
  expect((await runs(backupCommand, asService, dir)).errors).toContain('NOT_OWNER')
  expect(existsSync(dir)).toBe(false)
  for (const args of [[], ['a', 'b'], ['a', '--keys'], ['a', '--sing']])
    for (const command of [backupCommand, restoreCommand]) expect((await runs(command, from, ...args)).code).toBe(2)
})

test('src/README.md lists every code with which the two refuse', async () => {
  const readme = await readFile(join(ROOT, 'src/README.md'), 'utf8')
  expect(FAULT_CODES.filter((code) => !readme.includes(`| \`${code}\` |`))).toEqual([])
})
