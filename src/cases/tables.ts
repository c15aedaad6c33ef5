/** What is written with a case and not recorded yet, notices and drafts: outside the ledger, and gone with what it says once it is. */
import { customType, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { NoticeType } from '../../workflows/disclosure/vocabulary.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A notice that waits for its approval; or a correction of the record (`rectified`) that somebody asks the head for. */
export const preparedNotices = pgTable(
  'prepared_notices',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    id: uuid().notNull(),
    type: text().notNull().$type<NoticeType | 'rectified'>(),
    /** Sealed: the fact's own fields, without its day, which comes with the approval. */
    sealed: bytes().notNull(),
    /** Counts the changes: approved is the text that was read. */
    version: integer().notNull(),
    preparedBy: text().notNull(),
    preparedAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Given back: why, by whom, and when. The next change takes it away. */
    opinion: text(),
    returnedBy: text(),
    returnedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.id] })],
)

/** What somebody has written of a draft, kept for them until they record it (`kept-drafts.ts`). */
export const keptDrafts = pgTable(
  'kept_drafts',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** `staff:NAME`. */
    by: text().notNull(),
    sealed: bytes().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.by] })],
)
