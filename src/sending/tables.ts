/** Mails and short messages that we mean to send: intended once, sent, proven; and who asked for more or fewer of them. */
import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const instant = () => timestamp({ withTimezone: true, mode: 'string' })

export const deliveries = pgTable(
  'deliveries',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Position of the fact that it follows, and what it tells: `12:served`. */
    occasion: text().notNull(),
    /** `mail` or `sms`. */
    channel: text().notNull().default('mail'),
    /** Derived from the occasion, so a second try carries the same one. */
    messageId: text().notNull(),
    intendedAt: instant().notNull(),
    sentAt: instant(),
    proof: text(),
    /** The server will never take it, or the last try failed: staff reach the applicant otherwise. */
    failedAt: instant(),
    failure: text(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.occasion, t.channel] })],
)

/** Addresses that want statutory notices alone. A keyed hash: the table names nobody. */
export const quietAddresses = pgTable('quiet_addresses', {
  address: text().primaryKey(),
  since: instant().notNull(),
})

/** Applicants who asked for short messages about one application: the number, and when they agreed. */
export const smsConsents = pgTable(
  'sms_consents',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    mobile: text().notNull(),
    since: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId] })],
)
