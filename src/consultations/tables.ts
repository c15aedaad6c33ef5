/** Which consultation an answer number opens, and when it was first opened. The code follows from the number. */
import { customType, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const consultationAccesses = pgTable(
  'consultation_accesses',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** The name that the case gives this letter: never given twice in a case, even where a consultation was rectified away. */
    consultation: text().notNull(),
    number: text().notNull(),
    openedAt: timestamp({ withTimezone: true, mode: 'string' }),
    /** The key of the ring from which the code follows; the code itself, sealed, where that key may be gone. */
    keys: text().notNull(),
    code: bytes(),
    /** In which their page was opened last, where it was not Chinese: later mails are said in it, too. */
    language: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.consultation] }),
    uniqueIndex('consultation_accesses_number').on(t.number),
  ],
)
