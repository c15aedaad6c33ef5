/**
 * The door to PostgreSQL: one pool. Writes are SQL in a transaction; what pages ask is asked through drizzle.
 *
 * What is evidence and content stands behind a wall (migration 0030): of these tables a transaction sees and writes the rows
 * of the agencies that it names, and without a name none. `within` and `readAs` name them, and so does the lock of a case.
 * It is a wall against a question that forgets its agency, in a program that has judged who asks; whoever holds the
 * connection itself can name any.
 */
import { drizzle, PostgresJsSession } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { lists } from './arrays.ts'
import { isAsked, knownToAsker } from './asking.ts'
import { wayTo } from './embedded/way.ts'
import { heldRights, holdingIt } from './held-rights.ts'
import { isLoss, type Lent, openSlots } from './slots.ts'

export type Sql = postgres.Sql
/**
 * Without a limit the driver waits for ever for a connection that was lost under a statement and not used again: it has
 * forgotten neither the statement nor that nobody will answer it.
 */
export const ENDS_WITHIN = { timeout: 5 } // s
/** A part of a statement. */
export type Fragment = postgres.Fragment
/** A transaction. Functions that write ask for `Tx`, so that forgetting one does not compile. */
export type Tx = postgres.TransactionSql

/**
 * Opens a pool, which connects when it is first asked, and drizzle upon it; both end with `sql.end()`. Instants and days
 * come back as text, `YYYY-MM-DD` for a day; JSON goes in as text.
 * @param max connections at most; a third of them, one at least, for single statements, the others for transactions
 * @param agencies `all` for work that belongs to none (jobs, verification): its transactions name every agency
 * @param name by which the server lists the connections
 * @param longest ms after which the server gives a statement up; without it none
 */
export function connect(url: string, max = 12, agencies: 'named' | 'all' = 'named', name = 'ysqgk', longest?: number) {
  const way = wayTo(url)
  const options = {
    // Pipelining collapses reads when many wait: 24,000 to 11,000 a second at 128 callers.
    ...({ max_pipeline: 1 } as object),
    ...{ fetch_types: false, types: lists },
    ...(way !== undefined && { path: way }),
    // The driver's own grows to twenty seconds, in which a database that is back is not seen.
    backoff: (tries: number) => Math.min(0.05 * 2 ** tries, 1), // s
    connect_timeout: 5, // s, of thirty
    onnotice: () => {},
    connection: {
      ...{ TimeZone: 'UTC', application_name: name },
      ...({ search_path: 'public', default_transaction_read_only: 'off' } as object), // whatever the role has set for itself
      ...(agencies === 'all' && { [AGENCIES]: ALL }),
      ...(longest && { statement_timeout: longest }),
    },
    // snake_case in the database, camelCase here; drizzle names its own columns.
    transform: { column: { to: postgres.fromCamel, from: postgres.toCamel } },
  }
  const single = Math.max(1, Math.round(max / 3))
  const sql: Sql = knownToAsker(postgres(url, { ...options, max: single }))
  const db = drizzle(sql, { casing: 'snake_case' })
  const slots = openSlots(
    (onclose) => {
      // Of one transaction what does not wait for an answer goes out together: nobody else waits behind it.
      const together = { max_pipeline: 32 } as object
      const client: Sql = postgres(url, { ...options, ...together, max: 1, max_lifetime: null, onclose })
      // drizzle takes over the readers and writers of days and JSON: they are the same everywhere.
      Object.assign(client.options.parsers, sql.options.parsers)
      Object.assign(client.options.serializers, sql.options.serializers)
      return client
    },
    Math.max(1, max - single),
  )
  lenders.set(sql, slots.lend)
  const end = sql.end.bind(sql)
  Object.assign(sql, {
    begin: <T>(act: (tx: Tx) => Promise<T>) =>
      transaction(sql, async (tx) => {
        await heldRights(tx)
        return holdingIt(() => act(tx))
      }),
    reserve: async () => {
      const { sql, giveBack } = await slots.lend()
      return Object.assign(sql, { release: giveBack })
    },
    end: async (limit = ENDS_WITHIN) => void (await Promise.all([end(limit), slots.end(limit)])),
  })
  return { sql, db }
}

/** Where the transactions of a pool get their connections. */
const lenders = new WeakMap<Sql, () => Promise<Lent>>()

/** A transaction on a connection of its own; one that is lost has rolled back, or committed without a word. */
async function transaction<T>(pool: Sql, act: (tx: Tx) => Promise<T>, begin = 'begin'): Promise<T> {
  const { sql, isLost, giveBack } = await lenders.get(pool)!()
  try {
    await sql.unsafe(begin)
    const result = await act((isAsked() ? knownToAsker(sql) : sql) as unknown as Tx)
    await sql`commit`
    return result
  } catch (error) {
    if (!isLost()) await sql`rollback`.catch(() => {}) // a connection that is lost meanwhile has rolled back
    throw error
  } finally {
    giveBack()
  }
}
export type Db = ReturnType<typeof connect>['db']

/** The setting of a transaction that names its agencies, by their ids. */
const AGENCIES = 'ysqgk.agencies'
const ALL = '*'
const listed = (agencyIds: readonly string[]) => agencyIds.filter((id) => id !== ALL).join()

/** A transaction that names these agencies, in one journey with its beginning. Inside another one it is part of that. */
export function within<T>(sql: Sql, agencyIds: readonly string[], act: (tx: Tx) => Promise<T>): Promise<T> {
  if (!('reserve' in sql)) return act(sql as unknown as Tx)
  return transaction(sql, act, `begin; set local ${AGENCIES} = '${listed(agencyIds).replaceAll("'", "''")}'`)
}

/**
 * What `ask` reads is planned once a connection for all that it may be asked of: for questions whose plan takes longer than their
 * answer, and is the same whatever the parameters are. Not for words to be looked up, of which it depends on the word.
 */
export function plannedOnce<T>(sql: Sql, ask: (sql: Sql) => Promise<T>): Promise<T> {
  if (!('reserve' in sql)) return ask(sql)
  return transaction(
    sql as Sql,
    (tx) => ask(tx as unknown as Sql),
    'begin; set local plan_cache_mode = force_generic_plan',
  )
}

/** The same for a transaction that has begun; what it named before is named no more. */
export const enter = (tx: Tx, agencyIds: readonly string[]) => tx`
  select set_config(${AGENCIES}, ${listed(agencyIds)}, true)`

/** The same in the statement that locks a case `c`. */
export const nameAgency = (tx: Tx) => tx`set_config(${AGENCIES}, c.agency_id, true)`

/**
 * Reads for a page or an answer, in one transaction that names these agencies: `work` is given the same house on that
 * transaction. What begins a transaction there begins a part of it, so that whoever reads never waits for a second
 * connection while the first is held: twelve who did would wait for ever.
 */
export function readAs<H extends { sql: Sql; db?: Db }, T>(
  house: H,
  agencyIds: readonly string[],
  work: (house: H) => Promise<T>,
): Promise<T> {
  return within(house.sql, agencyIds, (tx) => {
    const sql = Object.assign(tx, { begin: <R>(act: (tx: Tx) => Promise<R>) => part(tx, act) }) as unknown as Sql
    return work({ ...house, sql, ...(house.db && { db: onTransaction(house.db, sql) }) })
  })
}

/** What is refused inside is undone, and the rest of the transaction stands. */
async function part<T>(tx: Tx, act: (tx: Tx) => Promise<T>): Promise<T> {
  await tx`savepoint part`
  try {
    const result = await act(tx)
    await tx`release savepoint part`
    return result
  } catch (error) {
    await tx`rollback to savepoint part`.catch(() => {}) // a connection that is gone has rolled back
    throw error
  }
}

/** drizzle makes one of its own only by `db.transaction`, which begins on the pool. */
const onTransaction = (db: Db, sql: Sql): Db =>
  Object.assign(Object.create(db), { session: new PostgresJsSession(sql, (db as unknown as Inner).dialect, undefined) })
type Inner = { dialect: ConstructorParameters<typeof PostgresJsSession>[1] }

/** Tells other processes, when the transaction commits. The driver's own `notify` runs outside it, and may be heard too early. */
export async function announce(tx: Tx, channel: string, about: string): Promise<void> {
  await tx`select pg_notify(${channel}, ${about})`
}

/** A JSON parameter. drizzle takes over the client's JSON writers, so the text is made here. */
export const json = (value: unknown) => JSON.stringify(value)

/**
 * What an error says of the database: that it is `away`, and nothing was asked of it; that it was `lost` while it was asked,
 * so that nobody knows what it did; or that it gave a statement up (`late`).
 */
export function databaseFault(error: unknown): 'away' | 'lost' | 'late' | undefined {
  const { code = '' } = error as { code?: string }
  if (code === '57014' || code === '40P01') return 'late' // too long, or each of two waited for the other
  if (/^(ECONNREFUSED|CONNECT_TIMEOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|57P03|53300)$/.test(code)) return 'away'
  return isLoss(error) ? 'lost' : undefined
}

/** Is this PostgreSQL's error for a row that is already there? `constraint` is the name of the unique one. */
export const isDuplicate = (error: unknown, constraint: string): boolean =>
  error instanceof postgres.PostgresError && error.code === '23505' && error.constraint_name === constraint

const snake = new Map<string, string>()

/** Field names as columns are called; each name is turned once. */
export function snakeCased(fields: Record<string, unknown>): Record<string, unknown> {
  const columns: Record<string, unknown> = {}
  for (const name in fields) {
    let column = snake.get(name)
    if (column === undefined) {
      column = postgres.fromCamel(name)
      snake.set(name, column)
    }
    columns[column] = fields[name]
  }
  return columns
}
