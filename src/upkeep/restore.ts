/**
 * A backup put back into an empty place. Everything is looked over before anything is written: key, list, each part and
 * each stored file. The rows go in in one transaction, which ends after the files have been stored.
 *
 * Proven by test/upkeep/drill.test.ts.
 */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { connect } from '../db/client.ts'
import { EDITION } from '../db/edition.ts'
import { migrate, migrationsKnown } from '../db/migrate.ts'
import { roleOf } from '../db/rights.ts'
import { sessionsOf, whatIsThere, writeSnapshot } from '../db/snapshot.ts'
import { bringUpToDate } from '../db/up-to-date.ts'
import { blobsIn, openBlobs, storeName } from '../ground/blobs/open.ts'
import { BlobMissing, type Blobs } from '../ground/blobs.ts'
import { type Config, readConfig, secretsSet } from '../ground/config.ts'
import type { Ring } from '../ground/key-ring.ts'
import { keysOf } from '../ground/keys.ts'
import { keptSigners } from '../ground/signing-key.ts'
import { type Reached, reachDatabase } from './database.ts'
import { UpkeepFault } from './fault.ts'
import { type Manifest, readManifest, requireSigned } from './manifest.ts'
import { linesOf, requireWhole } from './parts.ts'
import type { Say } from './progress.ts'
import { besideOf, type Held, keptSecrets, putBackKeys, requireRoomFor } from './secret.ts'

type Environment = Readonly<Record<string, string | undefined>>
export type Restored = { madeAt: string; rows: number; files: number; bytes: number; lacking: string[] }

/**
 * @param env the settings of the place to restore into; its key is the backup's, and is not made anew
 * @throws UpkeepFault; ConfigFault for wrong settings. Nothing of the backup is left there then
 */
export async function restore(env: Environment, from: { dir: string; keysDir?: string }, say: Say): Promise<Restored> {
  const dir = resolve(from.dir)
  const list = await readManifest(dir)
  const { manifest } = list
  requireReadable(manifest)
  const keysDir = from.keysDir ?? besideOf(dir)
  const dataDir = resolve(env.DATA_DIR?.trim() || 'var')
  const set = secretsSet(env)
  const secrets = set ?? keptSecrets(keysDir) ?? keptSecrets(dataDir)
  if (!secrets) throw new UpkeepFault('KEYS_MISSING', `没有找到密钥（${keysDir}）`)
  const signers = keptSigners(keysDir) ?? keptSigners(dataDir)
  const held = { secrets, keys: keysOf(secrets, { ...(signers && { signers }) }) }
  await requireSigned(dir, list, held.keys)
  await requireAllWhole(dir, manifest, secrets, say)

  const config = { ...readConfig(set ? env : { ...env, SECRET_KEY: secrets[0].secret }), secrets }
  requireNoOtherKeys(config.dataDir, held, set === undefined)
  await requireNoFiles(config)
  const database = await reachDatabase(config)
  try {
    await requireEmpty(database, config, manifest)
    await write(config, database, dir, manifest, say)
    await putBackKeys(config.dataDir, held, set === undefined)
  } finally {
    await database.close()
  }
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const { count: files, bytes } = manifest.blobs
  return { madeAt: manifest.madeAt, rows, files, bytes, lacking: manifest.lacking }
}

function requireNoOtherKeys(dataDir: string, held: Held, withSecrets: boolean): void {
  try {
    requireRoomFor(dataDir, held, withSecrets)
  } catch {
    throw new UpkeepFault('FILES_NOT_EMPTY', `${dataDir} 中已有另一个密钥`)
  }
}

function requireReadable({ edition, migration, fonts }: Manifest): void {
  const odd = fonts.find(({ path }) => !/^fonts\/[^/\\]*[^/\\.][^/\\]*$/.test(path))
  if (odd) throw new UpkeepFault('BACKUP_DAMAGED', `备份清单中的字体 ${odd.path} 不在 fonts 文件夹中`)
  if (edition !== EDITION) throw new UpkeepFault('EDITION_OTHER', `备份是 ysqgk ${edition} 的数据，本程序是 ${EDITION}`)
  if (!migrationsKnown().includes(migration))
    throw new UpkeepFault('BACKUP_NEWER', '备份的表结构是本程序不认识的，由更新的版本作出')
}

/** Stored files lie there in clear, as in backups of before, or sealed by the keys of the backup. */
const storeIn = (dir: string, secrets: Ring) =>
  blobsIn(join(dir, 'blobs'), { secrets, blobsSealed: true, sealing: 'aes' })

async function requireAllWhole(
  dir: string,
  { tables, blobs, fonts }: Manifest,
  secrets: Ring,
  say: Say,
): Promise<void> {
  const parts = [...tables, blobs, ...fonts]
  for (const part of parts) await requireWhole(dir, part)
  let done = 0
  const stored = await storeIn(dir, secrets)
  for await (const { sha256, size } of blobsOf(dir, blobs)) {
    await requireStored(stored, sha256, size)
    say('核对文件', ++done, blobs.count, '个')
  }
}

async function requireStored(stored: Blobs, sha256: string, size: number): Promise<void> {
  let found = 0
  try {
    for await (const piece of await stored.get(sha256)) found += (piece as Buffer).length
  } catch (error) {
    const why = error instanceof BlobMissing ? `读不出来（${error.message}）` : '与清单不符：内容在备份以后有变动'
    throw new UpkeepFault('BACKUP_DAMAGED', `备份中的 ${blobPath(sha256)} ${why}`)
  }
  if (found !== size) throw new UpkeepFault('BACKUP_DAMAGED', `备份中的 ${blobPath(sha256)} 与清单不符：大小不同`)
}

const blobPath = (sha256: string) => `blobs/${sha256.slice(0, 2)}/${sha256.slice(2)}`

async function* blobsOf(dir: string, list: Manifest['blobs']): AsyncIterable<{ sha256: string; size: number }> {
  for await (const lines of linesOf(dir, list))
    for (const line of lines) {
      const [sha256 = '', size] = line.split(' ')
      yield { sha256, size: Number(size) }
    }
}

async function requireNoFiles(config: Config): Promise<void> {
  const { blobDir, blobBucket } = config
  if (blobBucket) return requireNoObjects(config)
  const there = await readdir(blobDir).catch(() => [])
  const foreign = there.find((name) => name !== 'drafts')
  if (foreign) throw new UpkeepFault('FILES_NOT_EMPTY', `${blobDir} 中已有内容（${foreign} 等）`)
}

async function requireNoObjects(config: Config): Promise<void> {
  const store = await openBlobs(config)
  try {
    for await (const sha256 of store.list())
      throw new UpkeepFault('FILES_NOT_EMPTY', `${storeName(config)} 中已有内容（${sha256} 等）`)
    for await (const { sha256 } of store.aside())
      throw new UpkeepFault('FILES_NOT_EMPTY', `${storeName(config)} 中已有内容（${sha256} 等）`)
  } finally {
    store.close()
  }
}

async function requireEmpty(
  { ownerUrl, adopted, embedded }: Reached,
  { databaseUrl, databaseOwnerUrl }: Config,
  { migration }: Manifest,
): Promise<void> {
  if (adopted) throw new UpkeepFault('DATABASE_IN_USE', '有服务正在使用这个数据库')
  const there = await whatIsThere(ownerUrl)
  if (!embedded && !there.owner) throw new UpkeepFault('NOT_OWNER', 'DATABASE_URL 的角色不能建表')
  if (there.tables.length > 0) throw new UpkeepFault('DATABASE_NOT_EMPTY', `数据库中已有数据（${there.tables[0]} 等）`)
  if (there.migration !== null && there.migration > migration)
    throw new UpkeepFault('DATABASE_NOT_EMPTY', '数据库的表结构比备份新，不能放回旧的数据')
  if (databaseOwnerUrl && (await sessionsOf(ownerUrl, roleOf(databaseUrl!))) > 0)
    throw new UpkeepFault('DATABASE_IN_USE', `角色 ${roleOf(databaseUrl!)} 正连接着这个数据库`)
}

/** The rows of a table, counted: as many as the list says. */
async function* rowsOf(dir: string, table: Manifest['tables'][number]): AsyncIterable<string[]> {
  let rows = 0
  for await (const lines of linesOf(dir, table)) {
    rows += lines.length
    yield lines
  }
  if (rows !== table.rows)
    throw new UpkeepFault('BACKUP_DAMAGED', `备份中的 ${table.path} 有 ${rows} 行，清单写的是 ${table.rows} 行`)
}

async function write(
  config: Config,
  { url, ownerUrl }: Reached,
  dir: string,
  manifest: Manifest,
  say: Say,
): Promise<void> {
  const where = config.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR'
  await migrate(ownerUrl, where, manifest.migration)
  const fonts = join(config.dataDir, 'fonts')
  let tables = 0
  try {
    await writeSnapshot(
      ownerUrl,
      manifest,
      ({ schema, name }) => {
        say('数据库', ++tables, manifest.tables.length, '张表')
        return rowsOf(dir, manifest.tables.find((table) => table.schema === schema && table.name === name)!)
      },
      async () => {
        await storeBlobs(config, dir, manifest, say)
        if (manifest.fonts.length > 0) await mkdir(fonts, { recursive: true, mode: 0o711 })
        for (const { path } of manifest.fonts) await copyFile(join(dir, path), join(config.dataDir, path))
      },
    )
  } catch (error) {
    await removeAll(config)
    throw error
  }
  await bringUpToDate(url, ownerUrl === url ? undefined : ownerUrl, where)
  await waitAnew(ownerUrl)
}

/** What has waited for the audit's chain or for the log for an hour waits since now: no worker was here. SQL: as the owner. */
async function waitAnew(ownerUrl: string): Promise<void> {
  const { sql } = connect(ownerUrl, 1, 'all')
  const waited = sql`
    with queued as (
      update unsequenced set since = clock_timestamp() where since < clock_timestamp() - interval '1 hour'
    )
    update audit_unchained set since = clock_timestamp() where since < clock_timestamp() - interval '1 hour'`
  await waited.finally(() => sql.end())
}

async function storeBlobs(config: Config, dir: string, { blobs }: Manifest, say: Say): Promise<void> {
  const [from, store] = [await storeIn(dir, config.secrets), await openBlobs(config)]
  let done = 0
  try {
    for await (const { sha256 } of blobsOf(dir, blobs)) {
      // Read to its end and found right, or it is not stored.
      await store.put(await from.get(sha256))
      say('文件', ++done, blobs.count, '个')
    }
  } finally {
    store.close()
  }
}

/** Of a restore that failed: the store was empty before. What is left of it there must be removed by hand. */
async function removeAll(config: Config): Promise<void> {
  if (config.blobBucket) {
    const store = await openBlobs(config)
    try {
      for await (const sha256 of store.list()) await store.setAside(sha256, new Date(8.64e15))
      for await (const { sha256 } of store.aside()) await store.forget(sha256)
    } catch {
      // The store is away: the next restore says that it is not empty.
    } finally {
      store.close()
    }
  }
  for (const name of await readdir(config.blobDir).catch(() => []))
    await rm(join(config.blobDir, name), { recursive: true, force: true })
}
