/** Limits as rows, derived from the clock and rewritten with every fact. A limit is law, not a timer. */
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
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.kind] }), index('deadlines_due').on(t.dueOn, t.agencyId)],
)
