/** Files that a reply gives: the copies that leave, who opened them before they left, who fetched them. */
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Finding } from '../leaving/index.ts'

/** What a file on record becomes when it leaves: made once from its bytes, and the same for every case. Append-only. */
export const leavingCopies = pgTable(
  'leaving_copies',
  {
    /** SHA-256 of what is on file. */
    original: text().notNull(),
    type: text().notNull(),
    /** SHA-256 and size of the copy that leaves. */
    sha256: text().notNull(),
    size: integer().notNull(),
    pages: integer(),
    findings: jsonb().notNull().$type<Finding[]>(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.original, t.type] })],
)

/** Who opened a file that a draft gives, and when. Append-only. */
export const givenLooks = pgTable(
  'given_looks',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    file: uuid().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [index('given_looks_case').on(t.agencyId, t.caseId, t.id)],
)

/** Each time that the applicant fetched a file of the reply. Append-only. */
export const givenDownloads = pgTable(
  'given_downloads',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    file: uuid().notNull(),
    /** SHA-256 of the copy that was sent. */
    sha256: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [index('given_downloads_case').on(t.agencyId, t.caseId, t.id)],
)
