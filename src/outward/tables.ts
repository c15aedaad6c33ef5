/** What the office opens to programs of others, and what it tells them: access tokens, webhooks. */
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
import type { Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Scope } from '../people/programs.ts'
import { agencies } from '../people/tables.ts'
import type { HookEvent, MessageState } from './hook-events.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = () => timestamp({ withTimezone: true, mode: 'string' })

/** What a program shows at the door. It opens nothing before it is approved, after its last day, or once it is revoked. */
export const accessTokens = pgTable(
  'access_tokens',
  {
    id: uuid().primaryKey(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    /** Facts and audit lines name the program by it, so that it is given once and never again. */
    name: text().notNull().unique('access_tokens_name'),
    scopes: text().array().notNull().$type<Scope[]>(),
    /** Why the office lets it in. */
    purpose: text().notNull(),
    /** Requests that it may make within a minute. */
    perMinute: integer().notNull(),
    /** SHA-256 of the token: a copy of the table opens no door. */
    tokenHash: text().notNull().unique('access_tokens_hash'),
    /** The last day on which it is good. */
    until: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Null while it waits. */
    approved: boolean(),
    /** `staff:NAME`; `system` where nobody is there to decide. */
    decidedBy: text(),
    decidedAt: timestamp({ withTimezone: true, mode: 'string' }),
    why: text(),
    /** To the minute. */
    usedAt: timestamp({ withTimezone: true, mode: 'string' }),
    revokedAt: timestamp({ withTimezone: true, mode: 'string' }),
    revokedBy: text(),
  },
  (t) => [
    index().on(t.agencyId),
    check('access_tokens_decided', sql`num_nulls(${t.approved}, ${t.decidedBy}, ${t.decidedAt}) in (0, 3)`),
    // Two persons: the page says it, and the table holds it.
    check('access_tokens_second_person', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.by}`),
    check('access_tokens_revoked', sql`num_nulls(${t.revokedAt}, ${t.revokedBy}) in (0, 2)`),
    check('access_tokens_a_year', sql`${t.until} <= (${t.at} at time zone 'Asia/Shanghai' + interval '1 year')::date`),
    check('access_tokens_some_scope', sql`cardinality(${t.scopes}) > 0`),
  ],
)

/** Where a program outside is told what happens to cases. Nothing goes before it is approved, while it is off, or once it has ended. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid().primaryKey(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    name: text().notNull(),
    url: text().notNull(),
    events: text().array().notNull().$type<HookEvent[]>(),
    /** Who receives, and why. */
    purpose: text().notNull(),
    /** Sealed: what both sides sign by. */
    secret: bytes().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
    /** Null while it waits. */
    approved: boolean(),
    /** `staff:NAME`; `system` where nobody is there to decide. */
    decidedBy: text(),
    decidedAt: instant(),
    why: text(),
    /** Since then nothing got through; null where the last one did. */
    failingSince: instant(),
    /** Turned off after a day of failures. */
    offAt: instant(),
    endedAt: instant(),
    endedBy: text(),
  },
  (t) => [
    index().on(t.agencyId),
    check('webhooks_decided', sql`num_nulls(${t.approved}, ${t.decidedBy}, ${t.decidedAt}) in (0, 3)`),
    check('webhooks_second_person', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.by}`),
    check('webhooks_ended', sql`num_nulls(${t.endedAt}, ${t.endedBy}) in (0, 2)`),
    check('webhooks_some_event', sql`cardinality(${t.events}) > 0`),
  ],
)

/** What one of them is to be told: identifiers, numbers, stages and days. Kept for ninety days. */
export const webhookMessages = pgTable(
  'webhook_messages',
  {
    /** It goes along as `webhook-id`, so that the receiver knows a repeat. */
    id: uuid().primaryKey(),
    webhookId: uuid()
      .notNull()
      .references(() => webhooks.id),
    event: text().notNull().$type<HookEvent>(),
    /** As it is sent, each time the same. */
    body: text().notNull(),
    state: text().notNull().$type<MessageState>(),
    tries: integer().notNull(),
    /** Not before then. */
    nextAt: instant().notNull(),
    madeAt: instant().notNull(),
  },
  (t) => [
    index('webhook_messages_due').on(t.webhookId, t.nextAt).where(sql`state = 'waiting'`),
    // The log of one: what did not get through first, then the latest.
    index('webhook_messages_of').on(t.webhookId, sql`(state <> 'taken')`, t.madeAt, t.id),
    index('webhook_messages_old').on(t.madeAt),
  ],
)

/** Each try, with what was answered. */
export const webhookTries = pgTable(
  'webhook_tries',
  {
    messageId: uuid()
      .notNull()
      .references(() => webhookMessages.id, { onDelete: 'cascade' }),
    attempt: integer().notNull(),
    taken: boolean().notNull(),
    answer: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.attempt] })],
)

/** The stage of each case that was told last. */
export const webhookStages = pgTable(
  'webhook_stages',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    stage: text().notNull().$type<Stage>(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId] })],
)
