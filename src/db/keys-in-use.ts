/**
 * A start with other keys than the database was written with is refused by name: the secrets by what each proves of itself,
 * the signing key by its public half, which every machine of the house shares. A key that is marked as gone seals nothing more
 * (migration 0040), and yet the rows are asked, for they are what could not be opened.
 */

import { randomBytes } from 'node:crypto'
import { readVerifierKey, type VerifierKey, verifierKey } from '../ground/checkpoint.ts'
import { COMMON_ORIGIN } from '../ground/common-origin.ts'
import { ConfigFault, type SettingFault } from '../ground/config.ts'
import { Refusal } from '../ground/errors.ts'
import type { Keys } from '../ground/keys.ts'
import type { Sql, Tx } from './client.ts'

type Known = { id: string; proof: string; sealsSince: string | null; goneSince: string | null }

/**
 * SQL: asked once, before the house opens.
 * @param added told, in the same transaction, of keys that this database had not met beside those of before
 * @param site where readers reach it: on its host the installation has its name
 * @returns by what name this installation signs, decided once
 * @throws ConfigFault for each key that lacks or is another; nothing is changed then
 */
export async function requireKeys(
  sql: Sql,
  keys: Keys,
  now: Date,
  added: (tx: Tx, id: string) => Promise<void> = async () => {},
  site?: string,
): Promise<string> {
  await requireFit(sql, keys)
  const at = now.toISOString()
  await sql.begin(async (tx) => {
    const before = await tx`select from secret_keys limit 1`
    for (const { id, proof } of keys.proofs) {
      const put =
        await tx`insert into secret_keys (id, proof) values (${id}, ${proof}) on conflict do nothing returning id`
      if (before.length > 0 && put.length > 0) await added(tx, id)
    }
    await tx`
      update secret_keys set seals_since = ${at}, gone_since = null
      where id = ${keys.ids[0]} and (seals_since is null or gone_since is not null)`
    await lockSigningKeys(tx) // of first starts at once one decides
    const named = await signsAs(tx)
    if (!named || named.origin === COMMON_ORIGIN)
      await tx`insert into signing_keys (key, at) values (${verifierKey(keys, originAt(site))}, ${at})`
  })
  await requireFit(sql, keys) // of two first starts at once with different keys, one is refused
  return (await signsAs(sql))!.origin
}

/** Any constant. */
const ONE_NAME = 20190518
/** Until the transaction ends nobody else says which key is the last. */
export const lockSigningKeys = (tx: Tx) => tx`select pg_advisory_xact_lock(${ONE_NAME})`

/** A name that no other installation has, in plain letters: that of its host, or one drawn by chance. */
function originAt(site: string | undefined): string {
  const host = site && new URL(site).host
  return host ? `${host}/ysqgk` : `ysqgk-${randomBytes(4).toString('hex')}`
}

/** The key by which this installation signs now, under its name; none before the first start. SQL: asked at the start, and by whoever publishes it. */
export async function signsAs(sql: Sql | Tx): Promise<(VerifierKey & { key: string }) | undefined> {
  const [last] = await sql<{ key: string }[]>`select key from signing_keys order by nth desc limit 1`
  const read = last && readVerifierKey(last.key)
  return read && { ...read, key: last.key }
}

/**
 * Asked by whoever is about to sign: another process may have handed over since this one was started. SQL: where signatures are
 * made. @throws Refusal KEY_HANDED_OVER
 */
export async function requireLastKey(sql: Sql | Tx, { verifier }: Pick<Keys, 'verifier'>): Promise<void> {
  const last = await signsAs(sql)
  if (last && !last.verifier.equals(verifier)) throw new Refusal('KEY_HANDED_OVER')
}

/** The notes by which this installation's keys were handed over, first to last. */
export const handOvers = (sql: Sql | Tx): Promise<string[]> =>
  sql<{ note: string }[]>`select hand_over as note from signing_keys where hand_over is not null order by nth`.then(
    (rows) => rows.map(({ note }) => note),
  )

async function requireFit(sql: Sql, keys: Keys): Promise<void> {
  const faults = await unfitKeys(sql, keys)
  if (faults.length > 0) throw new ConfigFault(faults)
}

/** What keeps these keys from serving this database; nothing where they are its own. SQL: asked once, and by the doctor. */
export async function unfitKeys(sql: Sql, keys: Keys): Promise<SettingFault[]> {
  const known = await sql<Known[]>`select id, proof, seals_since, gone_since from secret_keys order by id`
  const absent = known.filter(({ id, sealsSince }) => sealsSince !== null && !keys.ids.includes(id))
  const named = await keysNamed(
    sql,
    absent.filter(({ goneSince }) => goneSince !== null).map(({ id }) => id),
  )
  const signing = await signsAs(sql)
  const faults = known.flatMap(({ id, proof }): SettingFault[] => {
    const own = keys.proofs.find((one) => one.id === id)
    if (own && own.proof !== proof)
      return [{ name: NAME, problem: `means another secret by ${id} ${THAN}`, remedy: OTHER, zh: OTHER_ZH(id) }]
    if (!absent.some((one) => one.id === id && (one.goneSince === null || named.includes(id)))) return []
    return [
      { name: NAME, problem: `lacks ${id}, under which this database is sealed`, remedy: LACKS, zh: LACKS_ZH(id) },
    ]
  })
  if (signing && !signing.verifier.equals(keys.verifier))
    faults.push(
      keys.earlier.some((own) => own.equals(signing.verifier))
        ? { name: 'DATA_DIR', problem: AHEAD, remedy: GO_ON, zh: AHEAD_ZH }
        : { name: 'DATA_DIR', problem: SIGNS, remedy: COPY, zh: SIGNS_ZH },
    )
  return faults
}

/** Which of these keys some row still names: a look at every row, so asked of those alone that somebody took out. */
async function keysNamed(sql: Sql, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  return (await sql<{ id: string }[]>`select keys_named(${ids as string[]}) as id`).map(({ id }) => id)
}

const SEALS_BY = 'ysqgk seals by '
/** How the server lists the connections of a process that seals by this key. */
export const sealsBy = (id: string): string => SEALS_BY + id

/** The keys by which processes seal that are on this database now. SQL: of the server. */
export async function sealingNow(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct substring(application_name from ${SEALS_BY.length + 1}::int) as id from pg_stat_activity
    where datname = current_database() and starts_with(application_name, ${SEALS_BY})`
  return rows.map(({ id }) => id)
}

/**
 * Marks every key but the first as gone, once nobody seals by it in a transaction that is still open. What it has sealed by then
 * stands in rows that whoever asks now can see. One that the ring lacks already is looked for in no row again.
 * @param besides by which somebody seals still @returns those that are gone
 */
export const markGone = (sql: Sql, keys: Keys, besides: readonly string[], at: Date): Promise<string[]> =>
  sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(20190517)`
    const gone = await tx<{ id: string }[]>`
      update secret_keys set gone_since = coalesce(gone_since, ${at.toISOString()}),
        seals_since = case when id = any(${keys.ids as unknown as string[]}) then seals_since end
      where id <> ${keys.ids[0]} and id <> all(${besides as string[]}) returning id`
    return gone.map(({ id }) => id)
  })

const NAME = 'SECRET_KEYS'
const THAN = 'than this database was sealed with'
const OTHER =
  'Give the secret of that name (SECRET_KEY and DATA_DIR/secret-key mean 1), or give the new one another name'
const OTHER_ZH = (id: string) =>
  `SECRET_KEYS 中名称为 ${id} 的密钥不是加密这个数据库所用的。请给出该名称原来的密钥（SECRET_KEY 和 DATA_DIR/secret-key 的名称是 1），新的密钥另取名称。`
const LACKS_ZH = (id: string) =>
  `SECRET_KEYS 缺少 ${id}，这个数据库中有由它加密的内容。请把它写在第一个之后（SECRET_KEY 和 DATA_DIR/secret-key 的名称是 1），直到 npm run -s ysqgk -- keys rotate 说明可以去掉。`
const AHEAD_ZH = 'DATA_DIR 中的签名密钥还没有交接给这个数据库。请运行 npm run -s ysqgk -- keys hand-over。'
const SIGNS_ZH =
  'DATA_DIR 中没有本系统的签名密钥，或者是另一个。请从正在运行的机器的 DATA_DIR 或者与备份分开保管的密钥中复制 signing.key；都没有的，从 DATA_DIR 移走 signing.key，并把最早的密钥写在 SECRET_KEYS 的最后：签名密钥由它生成的，会重新生成。'
const LACKS =
  'Give it after the first (SECRET_KEY and DATA_DIR/secret-key mean 1), until npm run -s ysqgk -- keys rotate says that it may go'
const AHEAD = 'holds a signing key that this database was not handed over to yet'
const GO_ON = 'Run npm run -s ysqgk -- keys hand-over'
const SIGNS = 'holds another signing key than the one by which this office signs, or none'
const COPY =
  'Copy signing.key from the DATA_DIR of a machine that runs, or from the keys of a backup; lost everywhere, take signing.key out of DATA_DIR and give the oldest secret of the house last in SECRET_KEYS: where the key came from it, it comes again'
