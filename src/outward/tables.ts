/** What the office opens to programs of others: access tokens. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Scope } from '../people/programs.ts'
import { agencies } from '../people/tables.ts'

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
