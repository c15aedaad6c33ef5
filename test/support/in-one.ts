/** The house's pool as its transactions have it: what asks in one of its own asks here at once, and its statements are seen. */
import type { Sql } from '../../src/db/client.ts'

export function inOne(sql: Sql): Sql {
  const { reserve: _, ...rest } = sql
  return Object.assign(((...asked: Parameters<Sql>) => sql(...asked)) as Sql, rest)
}
