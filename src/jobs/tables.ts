/** Who works through the queue of the installation. */
import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** One row for each worker that lives, by the name under which it locks jobs. */
export const workers = pgTable('workers', {
  pool: text().primaryKey(),
  /** Grows while it lives. */
  beat: bigint({ mode: 'number' }).notNull(),
  /** Of the last beat, by the clock of the database: for whoever asks whether anybody works. */
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})
