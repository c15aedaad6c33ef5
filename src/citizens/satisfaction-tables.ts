/** How content applicants were: one answer a case, theirs to change for a while. */
import { pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const instant = () => timestamp({ withTimezone: true, mode: 'string' })

export const satisfaction = pgTable(
  'satisfaction',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** 1 非常不满意 … 5 非常满意. */
    step: smallint().notNull(),
    said: text(),
    at: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId] })],
)
