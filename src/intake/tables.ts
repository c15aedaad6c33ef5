/** Documents that prove who asks. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Heed } from '../web/shapes.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

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
    /** Why nobody may be able to see it. */
    heed: text().$type<Heed>(),
    /** Keyed hash of the content: the same picture is known again among ordinary files, erased or not. */
    proof: text(),
    /** Null once erased; that there was one stays known. */
    sealed: bytes(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    erasedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    check('identity_papers_heed', sql`${t.heed} in ('locked', 'damaged', 'unusual', 'program', 'page')`),
    primaryKey({ columns: [t.agencyId, t.caseId, t.id] }),
    index('identity_papers_proof').on(t.proof),
  ],
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
