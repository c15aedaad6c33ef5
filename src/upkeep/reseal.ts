/**
 * Everything that is sealed, opened and sealed anew by the first key of the ring, while the service goes on: stretch by
 * stretch of each table, a transaction each, so that whenever it ends the next run goes on with what is left. A row that
 * somebody holds is left for the next round: this waits for nobody, and whoever waits for it waits for one stretch. SQL: tables
 * and columns by their names.
 */
import { json, type Sql, type Tx } from '../db/client.ts'
import type { Keys } from '../ground/keys.ts'
import { UpkeepFault } from './fault.ts'
import type { Say } from './progress.ts'
import { SEALED, type SealedColumn } from './sealed-columns.ts'

/** Pages of 8 KiB that are read and written at once. */
const STRETCH = 32
/** Stretches at once: while one is read and written, another one is opened and sealed. */
const LANES = 3
/** For the lanes, and for the questions between them. */
export const CONNECTIONS = LANES + 2
/** Rounds after which somebody must be sealing by another key still. */
const MOST_ROUNDS = 10

/** The first bytes of what is sealed now. */
export const headOf = (keys: Pick<Keys, 'ids' | 'seal'>): Buffer =>
  keys.seal('words', [], '').subarray(0, 2 + keys.ids[0].length)

/** What a destruction left empty holds nothing that could be sealed anew. */
export const isBehind = (sql: Sql | Tx, column: string, head: Buffer) =>
  sql`${sql(column)} is not null and length(${sql(column)}) > 0 and substring(${sql(column)} for ${head.length}) <> ${head}::bytea`

/** How a table is brought up to date: which rows, and what becomes of some of them that this transaction holds. */
export type Work = {
  table: string
  behind: (sql: Sql | Tx) => ReturnType<typeof isBehind>
  /** Columns that `renew` reads. */
  columns: readonly string[]
  renew(tx: Tx, rows: Row[]): Promise<void>
}
export type Row = Record<string, unknown>

/**
 * Round by round, until no row is behind. @returns how many rows were written
 * @throws UpkeepFault KEYS_STILL_SEALING where rows are behind again and again
 */
export async function bringUp(sql: Sql, { table, behind, columns, renew }: Work, say: Say): Promise<number> {
  const left = async () => {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)} where ${behind(sql)}`
    return row!.n
  }
  const anew = (from: number) =>
    sql.begin(async (tx) => {
      await tx`set local ysqgk.sealing = 'anew'`
      const rows = await tx<Row[]>`
        select ${tx(columns as string[])} from ${tx(table)}
        where ctid >= ${`(${from},0)`}::tid and ctid < ${`(${from + STRETCH},0)`}::tid and ${behind(tx)}
        for update skip locked`
      if (rows.length > 0) await renew(tx, rows)
      return rows.length
    })
  let done = 0
  let all = await left()
  const began = all
  for (let round = 1; all > 0; round++) {
    if (round > MOST_ROUNDS)
      throw new UpkeepFault('KEYS_STILL_SEALING', `表 ${table} 中不断出现由其他密钥加密的行（现有 ${all} 行）`)
    await inLanes(
      async (from) => from < (await pagesOf(sql, table)),
      async (from) => {
        const rows = await anew(from)
        done += rows
        say(table, Math.min(done, began), began, '行')
      },
    )
    all = await left()
  }
  if (began > 0) say(table, began, began, '行')
  return done
}

/** Stretch after stretch while there are any, several at once. What fails ends all of them, and nothing goes on behind it. */
async function inLanes(isThere: (from: number) => Promise<boolean>, work: (from: number) => Promise<void>) {
  let next = 0
  const take = () => {
    next += STRETCH
    return next - STRETCH
  }
  const lane = async () => {
    try {
      for (let from = take(); await isThere(from); from = take()) await work(from)
    } catch (error) {
      next = Number.POSITIVE_INFINITY
      throw error
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: LANES }, lane))
  const failed = ended.find((lane) => lane.status === 'rejected')
  if (failed) throw failed.reason
}

async function pagesOf(sql: Sql, table: string): Promise<number> {
  const [size] = await sql<{ pages: number }[]>`select (pg_relation_size(${table}::regclass) / 8192)::int as pages`
  return size!.pages
}

/** A column that stands by itself. */
export function sealedAlone({ table, key, column, use, place }: SealedColumn, keys: Keys): Work {
  const head = headOf(keys)
  return {
    table,
    behind: (sql) => isBehind(sql, column, head),
    columns: [...new Set([...Object.keys(key), ...place, column])],
    async renew(tx, rows) {
      const fresh = rows.map((row) => {
        const at = place.map((name) => String(row[camel(name)]))
        return keys.seal(use, at, keys.open(use, at, row[camel(column)] as Buffer))
      })
      await write(tx, table, key, rows, { [column]: { type: 'bytea', values: fresh.map(hex) } })
    },
  }
}

export const everyColumn = (keys: Keys): Work[] => SEALED.map((column) => sealedAlone(column, keys))

export const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
export const hex = (bytes: Uint8Array | null): string | null =>
  bytes && `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`

/** Writes the columns of these rows, found by their keys, in one statement. Values are those of JSON. */
export async function write(
  tx: Tx,
  table: string,
  key: SealedColumn['key'],
  rows: readonly Row[],
  columns: Readonly<Record<string, { type: string; values: readonly unknown[] }>>,
): Promise<void> {
  const told = rows.map((row, i) => ({
    ...Object.fromEntries(Object.keys(key).map((name) => [`key_${name}`, row[camel(name)]])),
    ...Object.fromEntries(Object.entries(columns).map(([name, { values }]) => [name, values[i]])),
  }))
  const shape = [
    ...Object.entries(key).map(([name, type]) => `key_${name} ${type}`),
    ...Object.entries(columns).map(([name, { type }]) => `"${name}" ${type}`),
  ]
  const set = Object.keys(columns).map((name) => `"${name}" = v."${name}"`)
  const own = Object.keys(key).map((name) => `t."${name}" = v.key_${name}`)
  await tx.unsafe(
    `update "${table}" t set ${set.join(', ')} from jsonb_to_recordset($1::text::jsonb) as v (${shape.join(', ')})
      where ${own.join(' and ')}`,
    [json(told)],
  )
}
