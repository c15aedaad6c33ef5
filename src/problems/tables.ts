/**
 * 依法行政问题: what handling a case brought to light, which note of the case says it, to which department it was handed and by when it is
 * to be answered; which note answers. No words here.
 */
import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const problems = pgTable(
  'problems',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Of the note that says it. */
    position: integer().notNull(),
    /** The department that it was handed to: an agency, or one of its units. */
    toAgency: text().notNull(),
    toUnit: text(),
    dueOn: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Of the note that answers. */
    answer: integer(),
    answeredBy: text(),
    answeredAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.position] }),
    index('problems_open').on(t.toAgency, t.dueOn).where(sql`answer is null`),
    index('problems_by_time').on(t.agencyId, t.at),
    index('problems_handed').on(t.toAgency, t.at),
  ],
)
