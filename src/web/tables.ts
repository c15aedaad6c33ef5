/** What the web side counts, for all its processes together. */
import { integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** Signed cookies whose browser has left before their time was over. */
export const endedCookies = pgTable('ended_cookies', {
  /** Random; shared by the cookies that took one another's place. */
  id: text().primaryKey(),
  until: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})

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
