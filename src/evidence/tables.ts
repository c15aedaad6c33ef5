/** Files by content hash, and the log over all cases (RFC 6962) with its signed checkpoints. */
import { bigint, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const files = pgTable(
  'files',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    type: text().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.id] })],
)

/** Leaf n of the log is the hash of one fact. */
export const log = pgTable('log', {
  index: bigint({ mode: 'number' }).primaryKey(),
  agencyId: text().notNull(),
  caseId: uuid().notNull(),
  position: integer().notNull(),
  hash: text().notNull(),
})

/** What the office signed: so many facts, this root. `frontier`: the roots of the full subtrees, to go on from. */
export const checkpoints = pgTable('checkpoints', {
  size: bigint({ mode: 'number' }).primaryKey(),
  root: text().notNull(),
  frontier: text().array().notNull(),
  note: text().notNull(),
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})

/** The bundle as it stood at archiving. */
export const seals = pgTable(
  'seals',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    position: integer().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.position] })],
)
