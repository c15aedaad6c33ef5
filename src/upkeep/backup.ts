/**
 * A backup while the service runs: the rows of one moment, then every stored file. A file is stored before the fact that
 * names it, and none is ever taken out, so that the files found afterwards hold all that the rows name.
 *
 * Proven by test/upkeep/drill.test.ts.
 */
import { accessSync, constants, createReadStream, existsSync, statSync } from 'node:fs'
import { readdir, rm, rmdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { tell } from '../audit/write.ts'
import { connect } from '../db/client.ts'
import { signsAs } from '../db/keys-in-use.ts'
import { readSnapshot } from '../db/snapshot.ts'
import { blobsIn, openBlobs } from '../ground/blobs/open.ts'
import { BlobChanged, BlobMissing, type Blobs } from '../ground/blobs.ts'
import type { Config } from '../ground/config.ts'
import { makeFolder } from '../ground/folders-set.ts'
import { type Keys, openKeys } from '../ground/keys.ts'
import { reachDatabase } from './database.ts'
import { UpkeepFault } from './fault.ts'
import { noteBackup } from './last-backup.ts'
import { type Manifest, writeManifest } from './manifest.ts'
import { type Part, writeLines, writePart } from './parts.ts'
import type { Say } from './progress.ts'
import { keepKeys, requireApart, requireRoomFor } from './secret.ts'

export type Made = {
  dir: string
  keys: string
  madeAt: string
  rows: number
  files: number
  bytes: number
  lacking: string[]
}

/**
 * Writes DIR, and the key into a folder of its own.
 * @throws UpkeepFault FOLDER_NOT_EMPTY, FOLDER_UNUSABLE, NOTHING_TO_BACK_UP, NOT_OWNER, KEYS_INSIDE, KEYS_OF_ANOTHER, KEYS_HANDED_OVER; nothing is left then
 */
export async function backUp(
  config: Config,
  to: { dir: string; keysDir: string },
  say: Say,
  now: () => Date = () => new Date(),
): Promise<Made> {
  const dir = resolve(to.dir)
  const keysDir = resolve(to.keysDir)
  requireApart(dir, keysDir)
  const keys = openKeys(config)
  requireRoomFor(keysDir, { ...config, keys })
  const there = await readdir(dir).catch(() => [])
  if (there.length > 0) throw new UpkeepFault('FOLDER_NOT_EMPTY', `${dir} 中已有内容（${there[0]} 等）`)
  const made = [dir, keysDir].filter((path) => !existsSync(path))
  try {
    requireFolder(dir)
    requireFolder(keysDir)
    return await write(config, keys, { dir, keysDir }, say, now)
  } catch (error) {
    for (const name of await readdir(dir).catch(() => [])) await rm(join(dir, name), { recursive: true, force: true })
    for (const path of made) await rmdir(path).catch(() => {}) // only where it is empty
    throw error
  }
}

/** @throws UpkeepFault FOLDER_UNUSABLE for a place where no folder can be made, or one that is none */
function requireFolder(path: string): void {
  try {
    makeFolder(path, 0o700)
    accessSync(path, constants.W_OK)
  } catch (error) {
    throw new UpkeepFault('FOLDER_UNUSABLE', `${path} 不能用作文件夹（${(error as Error).message}）`)
  }
  if (!statSync(path).isDirectory()) throw new UpkeepFault('FOLDER_UNUSABLE', `${path} 不是文件夹`)
}

async function write(
  config: Config,
  keys: Keys,
  { dir, keysDir }: { dir: string; keysDir: string },
  say: Say,
  now: () => Date,
): Promise<Made> {
  const madeAt = now().toISOString()
  const { tables, ...database } = await writeRows(config, keys, dir, say, now)
  const { lacking, ...blobs } = await copyBlobs(config, dir, say)
  const fonts = await copyFonts(join(config.dataDir, 'fonts'), dir)
  await keepKeys(keysDir, { ...config, keys })
  const { sha256 } = await writeManifest(dir, { ...database, madeAt, tables, blobs, fonts, lacking }, keys)
  noteBackup(config.dataDir, { at: madeAt, to: dir, manifest: sha256 })
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return { dir, keys: keysDir, madeAt, rows, files: blobs.count, bytes: blobs.bytes, lacking }
}

async function writeRows(config: Config, keys: Keys, dir: string, say: Say, now: () => Date) {
  const database = await reachDatabase(config)
  const tables: Manifest['tables'] = []
  try {
    await onRecord(database.ownerUrl, keys, now)
    const { edition, migration, server } = await readSnapshot(database.ownerUrl, async (table, rows, all) => {
      const path = `database/${table.schema}.${table.name}.jsonl.gz`
      const { count, ...part } = await writeLines(dir, path, rows)
      tables.push({ ...table, ...part, rows: count })
      say('数据库', tables.length, all.length, '张表')
    })
    return { edition, migration, postgres: server, tables }
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === DENIED) throw new UpkeepFault('NOT_OWNER', 'DATABASE_URL 的角色不能读出全部内容')
    if (code === UNDEFINED_TABLE || code === NO_SCHEMA)
      throw new UpkeepFault('NOTHING_TO_BACK_UP', '数据库中没有本系统的数据')
    throw error
  } finally {
    await database.close()
  }
}

/**
 * A copy of everything is in the audit before it is made, and with the key that signs now. A database of before has neither.
 * @throws UpkeepFault KEYS_HANDED_OVER
 */
async function onRecord(ownerUrl: string, keys: Keys, now: () => Date): Promise<void> {
  const { sql } = connect(ownerUrl, 1)
  try {
    // SQL: of the server.
    const [known] = await sql`
      select 1 as there from pg_attribute where attrelid = to_regclass('signing_keys') and attname = 'nth'`
    const last = known && (await signsAs(sql))
    if (last && ![keys.verifier, ...keys.earlier].some((own) => own.equals(last.verifier)))
      throw new UpkeepFault('KEYS_HANDED_OVER', 'DATA_DIR 中的签名密钥不是这个系统现在的签名密钥')
    const [audit] = await sql`select 1 as there where to_regprocedure('tell_audit(jsonb)') is not null` // SQL: a function
    if (audit) await tell(sql, { time: { now } }, { by: 'system', what: 'backup', succeeded: true })
  } finally {
    await sql.end()
  }
}

const UNDEFINED_TABLE = '42P01'
const NO_SCHEMA = '3F000'
/** The service's own role cannot read what it only puts away. */
const DENIED = '42501'

/** What cannot be read is named and does not keep the rest from being saved. */
async function copyBlobs(config: Config, dir: string, say: Say) {
  const folder = join(dir, 'blobs')
  const [from, to]: [Blobs, Blobs] = [await openBlobs(config), await blobsIn(folder, config)]
  const all: string[] = []
  for await (const sha256 of from.list()) all.push(sha256)
  all.sort()
  const lacking: string[] = []
  const lines: string[] = []
  let bytes = 0
  for (const [i, sha256] of all.entries()) {
    try {
      const { size } = await to.put(await from.get(sha256))
      bytes += size
      lines.push(`${sha256} ${size}`)
    } catch (error) {
      if (!(error instanceof BlobChanged || error instanceof BlobMissing)) throw error
      lacking.push(sha256)
    }
    say('文件', i + 1, all.length, '个')
  }
  for (const own of ['drafts', 'aside']) await rm(join(folder, own), { recursive: true, force: true })
  from.close()
  const { count, ...part } = await writeLines(dir, 'blobs.txt.gz', batchesOf(lines))
  return { ...part, count, bytes, lacking }
}

async function* batchesOf(lines: readonly string[], size = 10_000): AsyncIterable<string[]> {
  for (let i = 0; i < lines.length; i += size) yield lines.slice(i, i + size)
}

async function copyFonts(folder: string, dir: string): Promise<Part[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const parts: Part[] = []
  for (const entry of names)
    if (entry.isFile())
      parts.push(await writePart(dir, `fonts/${entry.name}`, createReadStream(join(folder, entry.name))))
  return parts
}
