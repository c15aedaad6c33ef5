/** What the web side counts, for all its processes together. */
import { integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** Requests to a limited route from one network, in one window of time. */
export const visits = pgTable(
  'visits',
  {
    /** A keyed hash of route and network: an address is personal data. */
    key: text().notNull(),
    endsAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    n: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.endsAt] })],
)
