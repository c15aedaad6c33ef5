/** Which consultation an answer number opens, and when it was first opened. The code is stored nowhere: it follows from the number. */
import { pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

export const consultationAccesses = pgTable(
  'consultation_accesses',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** The name that the case gives this letter: never given twice in a case, even where a consultation was rectified away. */
    consultation: text().notNull(),
    number: text().notNull(),
    openedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.consultation] }),
    uniqueIndex('consultation_accesses_number').on(t.number),
  ],
)
