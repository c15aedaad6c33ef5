/** Mails and text messages that we mean to send: intended once, sent, proven; and who asked for more or fewer of them. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = () => timestamp({ withTimezone: true, mode: 'string' })

export type Channel = 'mail' | 'sms'

export const deliveries = pgTable(
  'deliveries',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Of the fact that it follows. */
    position: integer().notNull(),
    /** What is told, by the name of its file: `served` in templates/mails, `decision` in templates/party-mails. */
    notice: text().notNull(),
    /** Whom it tells: one of those who are consulted; null for the applicant. */
    consultation: text(),
    /** `sent` with the fact, or a key for each time that staff mail a letter again; null where there is no again. */
    occasion: text(),
    channel: text().notNull().$type<Channel>(),
    /** Derived from the columns above, so that a second try carries the same one. */
    messageId: text().notNull(),
    intendedAt: instant().notNull(),
    sentAt: instant(),
    proof: text(),
    /** Which version of its words it was sent in: 1 the shipped one, else the agency's own; null of those from before. */
    wording: integer(),
    /** The server will never take it, or the last try failed: staff reach them otherwise. */
    failedAt: instant(),
    /** It lies as a file, for no mail server is set: nobody has it, and it is sent once there is one. */
    keptAt: instant(),
    failure: text(),
    /** A server took it over, and sent it back later: it has reached nobody. */
    returnedAt: instant(),
  },
  (t) => [
    unique('deliveries_once')
      .on(t.agencyId, t.caseId, t.position, t.notice, t.consultation, t.occasion, t.channel)
      .nullsNotDistinct(),
    index('deliveries_kept').on(t.keptAt).where(sql`${t.keptAt} is not null`),
    index('deliveries_message').on(t.messageId),
  ],
)

/** Addresses that want statutory notices alone. A keyed hash: the table names nobody. */
export const quietAddresses = pgTable('quiet_addresses', {
  address: text().primaryKey(),
  since: instant().notNull(),
})

/** Applicants who asked for text messages about one application: the number, and when they agreed. */
export const smsConsents = pgTable(
  'sms_consents',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Sealed. */
    mobile: bytes().notNull(),
    since: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId] })],
)

/** In which other language than Chinese an application was filed: its applicant is told in it, too. */
export const visitLanguages = pgTable(
  'visit_languages',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    language: text().notNull().$type<'en'>(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId] })],
)

/** Who tells others of what is recorded, and up to where in the log it has looked. */
export const logReaders = pgTable('log_readers', {
  name: text().primaryKey(),
  /** Index in the log of the next fact. */
  next: bigint({ mode: 'number' }).notNull(),
})
