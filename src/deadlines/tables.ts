/** Limits as rows, derived from the clock and rewritten with every fact. A limit is law, not a timer. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { agencies, people } from '../people/tables.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = () => timestamp({ withTimezone: true, mode: 'string' })

export const deadlines = pgTable(
  'deadlines',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** reply, correctionNotice, correctionAnswer, confirmation, consultation:N, feePayment, unitAnswer. */
    kind: text().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    because: text().notNull(),
    provisional: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.kind] }),
    // The sweep's order, column by column: it pages through without sorting.
    index('deadlines_due').on(t.dueOn, t.agencyId, t.caseId, t.kind),
    // The few that each view of a desk or of supervision counts: answers in remedies, and what is to be decided of publishing.
    index('deadlines_answers').on(t.agencyId, t.dueOn, t.caseId, t.kind).where(sql`strpos(kind, 'Answer:') > 0`),
    index('deadlines_release').on(t.agencyId, t.dueOn).where(sql`kind = 'release'`),
  ],
)

/**
 * Which reminders of a limit fell due, each once: `before:5`, `overdue:2026-11-23`, `lapse`. The key makes the sweep safe to
 * repeat; each person's digest has those that came since the one before it.
 */
export const reminders = pgTable(
  'reminders',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    kind: text().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    mark: text().notNull(),
    on: date({ mode: 'string' }).notNull(),
    /** When it was put down; null of those that nobody is told of (`lapse`), and of those from before there were digests. */
    at: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.kind, t.dueOn, t.mark] }),
    index('reminders_at').on(t.agencyId, t.at).where(sql`at is not null`),
  ],
)

export type WayName = 'mail' | 'sms' | 'webhook'

/** How somebody wants to be reminded. Who has no row: by mail, at eight, with a quiet night. Hours are those of Asia/Shanghai. */
export const ownReminders = pgTable(
  'own_reminders',
  {
    personId: uuid()
      .primaryKey()
      .references(() => people.id),
    way: text().notNull().$type<WayName>(),
    /** Sealed: the mobile number and the address of the robot, which has its password in it. */
    sealed: bytes().notNull(),
    /** The digest goes at this hour. */
    hour: integer().notNull(),
    /** Nothing goes from this hour to that one. */
    quietFrom: integer().notNull(),
    quietTo: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    check('own_reminders_way', sql`${t.way} in ('mail', 'sms', 'webhook')`),
    check(
      'own_reminders_hours',
      sql`${t.hour} between 0 and 23 and ${t.quietFrom} between 0 and 23 and ${t.quietTo} between 0 and 23`,
    ),
  ],
)

/** Hosts of robots to which the staff of an agency may have their reminders sent, as an administrator allowed them. */
export const reminderHosts = pgTable(
  'reminder_hosts',
  {
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    host: text().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.host] })],
)

export type MessageKind = 'digest' | 'urgent' | 'test'

/**
 * What was meant for a member of staff: one digest a day, at most; what is urgent; a test. Its row is there before it is sent,
 * and its content is not kept: numbers and dates of cases stand on their own pages.
 */
export const staffMessages = pgTable(
  'staff_messages',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id),
    day: date({ mode: 'string' }).notNull(),
    kind: text().notNull().$type<MessageKind>(),
    /** Of this kind on this day, from 1; of a digest there is but one. */
    n: integer().notNull(),
    /** It says what had come until then. */
    madeAt: instant().notNull(),
    /** How many cases and other matters it named; 0: there was nothing to say, and nothing was sent. */
    matters: integer(),
    /** Tries by the way that the person chose. */
    tries: integer().notNull(),
    /** By which way it went in the end. */
    way: text().$type<WayName>(),
    /** Which words it had: `digest`, and the agency's version of them. */
    wording: text(),
    sentAt: instant(),
    proof: text(),
    /** The way that was chosen and did not work, where it went by mail instead. */
    failedWay: text().$type<WayName>(),
    /** It reached nobody. */
    failedAt: instant(),
    failure: text(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.day, t.kind, t.n] }),
    check('staff_messages_one_digest', sql`${t.kind} <> 'digest' or ${t.n} = 1`),
  ],
)
