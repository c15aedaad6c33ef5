/** What is exchanged with a platform above: what was told it of each case, and what it told us. Numbers and answers, no content. */
import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { FactType } from '../../workflows/words.ts'
import { agencies } from '../people/tables.ts'

const agencyId = () =>
  text()
    .notNull()
    .references(() => agencies.id)
const instant = () => timestamp({ withTimezone: true, mode: 'string' })

/**
 * How a message to the platform stands: `gone` is of a case whose words were destroyed before it was sent; `conflict` where
 * the platform's answer does not fit what is known here.
 */
export const STATES = ['waiting', 'taken', 'refused', 'conflict', 'gone'] as const
export type MessageState = (typeof STATES)[number]

/** What the platform is to be told, in the order of each case (`n`): a message goes when all before it are taken. */
export const exchangeMessages = pgTable(
  'exchange_messages',
  {
    ...{ agencyId: agencyId(), caseId: uuid().notNull(), n: integer().notNull() },
    /** Of the fact in the ledger that it tells. */
    position: integer().notNull(),
    type: text().notNull().$type<FactType>(),
    /** Which message of the table of fields and codes. */
    kind: text().notNull(),
    state: text().notNull().$type<MessageState>(),
    tries: integer().notNull(),
    /** Not before then. */
    nextAt: instant().notNull(),
    /** What the platform said last, without what names people. */
    answer: text(),
    receipt: text(),
    madeAt: instant().notNull(),
    takenAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.n] }),
    index('exchange_messages_due').on(t.nextAt).where(sql`state = 'waiting'`),
    index('exchange_messages_open').on(t.agencyId, t.state, t.nextAt).where(sql`state not in ('taken', 'gone')`),
    index('exchange_messages_taken').on(t.agencyId, t.takenAt).where(sql`state = 'taken'`),
  ],
)

/** Each try to send one, with what was answered. Append-only. */
export const exchangeTries = pgTable(
  'exchange_tries',
  {
    ...{ agencyId: agencyId(), caseId: uuid().notNull(), n: integer().notNull(), attempt: integer().notNull() },
    outcome: text().notNull().$type<'taken' | 'refused' | 'failed' | 'conflict'>(),
    answer: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.n, t.attempt] })],
)

/** What the platform handed over and was recorded here: the application is 0, its steps follow. Append-only. */
export const exchangeReceived = pgTable(
  'exchange_received',
  {
    number: text().notNull(),
    n: integer().notNull(),
    /** SHA-256 of what came: the same number with other content is another thing. */
    digest: text().notNull(),
    agencyId: agencyId(),
    caseId: uuid().notNull(),
    position: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.number, t.n] }),
    uniqueIndex('exchange_received_fact').on(t.agencyId, t.caseId, t.position),
    index('exchange_received_at').on(t.agencyId, t.at),
  ],
)

/** What it handed over and was not recorded, by its code: the same again is counted, so that repeats do not fill the table. */
export const exchangeRefused = pgTable(
  'exchange_refused',
  {
    number: text().notNull(),
    n: integer().notNull(),
    code: text().notNull(),
    /** Null where the department is not known here. */
    agencyId: text(),
    times: bigint({ mode: 'number' }).notNull(),
    message: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.number, t.n, t.code] }), index('exchange_refused_at').on(t.at)],
)
