/**
 * Who acts by a right and who takes one away take turns. A row lock lets the next one who acts by pass whoever waits to take away,
 * so that somebody who never stops writing keeps what they are to lose; advisory locks are given in the order in which they were asked for.
 * SQL: locks, in the transaction of whoever acts or takes away.
 */
import type { Fragment, Sql, Tx } from '../db/client.ts'

/** The first of two numbers of each of these locks: the single numbers of the house, and their hashes, are other locks. */
const TURNS = 20190520

/**
 * `turns`, for the `with` of the statement that locks the rows by which somebody acts: behind whoever waits to take one of them away.
 * The statement asks for it by `(select count(*) from turns) > 0`, which is answered before its rows are locked.
 * @param ids of people, or of a program's token; taken in one order, so that no two wait for each other
 */
export const inTurn = (sql: Sql | Tx, ids: readonly string[]) => sql`
  turns as materialized (
    select pg_advisory_xact_lock_shared(${TURNS}, turn) from (
      select distinct hashtext(id::text) as turn from unnest(${ids as string[]}::uuid[]) as id order by turn) in_order)`

/**
 * Before anything of these is taken away: whoever acts by it now is waited for, whoever comes later waits until the transaction has ended.
 * Whoever covers one of these people acts by their rights, and is one of them.
 * @param ids of people, or of a program's token
 */
export const takesTurn = (tx: Tx, ids: readonly string[]) => tx`
  select pg_advisory_xact_lock(${TURNS}, turn) from (
    select distinct hashtext(id::text) as turn from (
      select unnest(${ids as string[]}::uuid[]) as id
      union select covered_by from covers where person_id = any(${ids as string[]}::uuid[]) and ended_at is null) theirs
    order by turn) in_order`

/** `turns` for one statement that ends sessions: before it ends them, the same of those whose they are. @param which of `sessions` */
export const turnOfOwner = (sql: Sql | Tx, which: Fragment) => sql`
  turns as materialized (
    select pg_advisory_xact_lock(${TURNS}, turn) from (
      select distinct hashtext(person_id::text) as turn from sessions where ${which} order by turn) in_order)`
