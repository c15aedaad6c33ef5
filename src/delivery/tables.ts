/** Mails that we mean to send: intended once, sent, proven. */
import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const deliveries = pgTable(
  'deliveries',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Position of the fact that it follows, and what it tells: `12:served`. */
    occasion: text().notNull(),
    /** Derived from the occasion, so a second try carries the same one. */
    messageId: text().notNull(),
    intendedAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    sentAt: timestamp({ withTimezone: true, mode: 'string' }),
    proof: text(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.occasion] })],
)
