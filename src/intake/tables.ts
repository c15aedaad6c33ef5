/** What comes with a form besides its words: files that wait for the submission, and documents that prove who asks. */
import { bigint, customType, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Chosen for a form that has not been filed yet. Swept after a day; the content of ordinary files lies in DATA_DIR/uploads. */
export const uploads = pgTable(
  'uploads',
  {
    id: uuid().primaryKey(),
    /** Keyed hash of the form's token: who reads this table can claim nothing. */
    basket: text().notNull(),
    /** Keyed hash of the visitor's address: one visitor may leave so much and no more. */
    visitor: text().notNull(),
    kind: text().notNull().$type<'file' | 'identity'>(),
    name: text().notNull(),
    size: integer().notNull(),
    /** Of an identity document a keyed hash: its content is guarded. */
    sha256: text().notNull(),
    type: text().notNull(),
    /** The encrypted content of an identity document; other files lie in DATA_DIR/uploads. */
    sealed: bytes(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Filed with an application; a repeat of the same submission still finds it. */
    claimedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    index('uploads_basket').on(t.basket),
    index('uploads_visitor').on(t.visitor, t.at),
    index('uploads_at').on(t.at),
  ],
)

/** Pictures of identity documents: encrypted, apart from the file of the case, erased when it is archived. */
export const identityPapers = pgTable(
  'identity_papers',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    size: integer().notNull(),
    type: text().notNull(),
    /** Null once erased; that there was one stays known. */
    sealed: bytes(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    erasedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.id] })],
)

/** Who looked at an identity document, and when. Append-only. */
export const identityLooks = pgTable(
  'identity_looks',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    paper: uuid().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [index('identity_looks_case').on(t.agencyId, t.caseId, t.id)],
)
