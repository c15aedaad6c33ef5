/** The door to PostgreSQL: one pool. Writes are SQL in a transaction; what pages ask is asked through drizzle. */
import { drizzle } from 'drizzle-orm/postgres-js'
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
 */
export function connect(url: string, max = 12) {
  const sql = postgres(url, {
    max,
    // Pipelining collapses reads when many wait: 24,000 to 11,000 a second at 128 callers.
    ...({ max_pipeline: 1 } as object),
    onnotice: () => {},
    connection: { TimeZone: 'UTC' },
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
async function transaction<T>(sql: Sql, act: (tx: Tx) => Promise<T>): Promise<T> {
  const reserved = await sql.reserve()
  try {
    await reserved`begin`
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
