/** Which edition of the data a database holds. */
import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** One row: the edition whose migrations made the tables. It changes where data of before cannot be carried over. */
export const dataEditions = pgTable('data_editions', { edition: text().primaryKey() })

/**
 * The secrets under which rows of this database are sealed, so that a start without one of them is refused and not found out
 * page by page. `proof` shows that a key of this name is the same, and tells nothing of it.
 */
export const secretKeys = pgTable('secret_keys', {
  id: text().primaryKey(),
  proof: text().notNull(),
  /** Since when it was the first of a ring; null where it never sealed, or went and no row names it. */
  sealsSince: timestamp({ withTimezone: true, mode: 'string' }),
  /** Since when it seals no more: by trigger, no row can be sealed under it. */
  goneSince: timestamp({ withTimezone: true, mode: 'string' }),
})

/**
 * The key that signs, as it is published, with the name of this installation in it: one for all machines of the house. The last
 * one counts; each after the first came by a hand-over, or is the same under a name of its own.
 */
export const signingKeys = pgTable('signing_keys', {
  nth: integer().notNull().generatedAlwaysAsIdentity(),
  key: text().primaryKey(),
  /** The signed note by which the key before it handed over. */
  handOver: text(),
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})
