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

export type Sql = postgres.Sql
/** A part of a statement. */
export type Fragment = postgres.Fragment
/** A transaction. Functions that write ask for `Tx`, so that forgetting one does not compile. */
export type Tx = postgres.TransactionSql

/**
 * Opens a pool, which connects when it is first asked, and drizzle upon it; both end with `sql.end()`. Instants and days
 * come back as text, `YYYY-MM-DD` for a day; JSON goes in as text.
 * @param max connections at most
 * @param agencies `all` for work that belongs to none (jobs, verification): its transactions name every agency
 */
export function connect(url: string, max = 12, agencies: 'named' | 'all' = 'named') {
  const sql = postgres(url, {
    max,
    // Pipelining collapses reads when many wait: 24,000 to 11,000 a second at 128 callers.
    ...({ max_pipeline: 1 } as object),
    onnotice: () => {},
    connection: { TimeZone: 'UTC', ...(agencies === 'all' && { [AGENCIES]: ALL }) },
    // snake_case in the database, camelCase here; drizzle names its own columns.
    transform: { column: { to: postgres.fromCamel, from: postgres.toCamel } },
  })
  Object.assign(sql, { begin: <T>(act: (tx: Tx) => Promise<T>) => transaction(sql, act) })
  return { sql, db: drizzle(sql, { casing: 'snake_case' }) }
}

/**
 * A transaction on a connection of its own. postgres.js 3.4.9 sends BEGIN down a busy connection when its pipeline has
 * room, and at the pipeline's limit forgets to reserve that connection: then strangers' statements run inside a
 * transaction that nobody commits. A reserved connection has no strangers.
 */
async function transaction<T>(sql: Sql, act: (tx: Tx) => Promise<T>, begin = 'begin'): Promise<T> {
  const reserved = await sql.reserve()
  try {
    await reserved.unsafe(begin)
    const result = await act(reserved as unknown as Tx)
    await reserved`commit`
    return result
  } catch (error) {
    await reserved`rollback`.catch(() => {}) // a connection that is gone has rolled back
    throw error
  } finally {
    reserved.release()
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
