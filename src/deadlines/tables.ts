/** Limits as rows, derived from the clock and rewritten with every fact. A limit is law, not a timer. */
import { sql } from 'drizzle-orm'
import { boolean, date, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

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

/** Which reminders of a limit went out, each once: `before:5`, `overdue:2026-11-23`, `lapse`. The key makes the sweep safe to repeat. */
export const reminders = pgTable(
  'reminders',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    kind: text().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    mark: text().notNull(),
    on: date({ mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.kind, t.dueOn, t.mark] })],
)
