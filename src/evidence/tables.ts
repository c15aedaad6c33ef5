/** Files by content hash, and the log over all cases (RFC 6962) with its signed checkpoints. */
import { bigint, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

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
export const log = pgTable(
  'log',
  {
    index: bigint({ mode: 'number' }).primaryKey(),
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    position: integer().notNull(),
    hash: text().notNull(),
  },
  (t) => [uniqueIndex('log_fact').on(t.agencyId, t.caseId, t.position)],
)

/** Roots of complete subtrees: node (level, index) covers the leaves from index·2^level. They never change. */
export const logNodes = pgTable(
  'log_nodes',
  { level: integer().notNull(), index: bigint({ mode: 'number' }).notNull(), hash: text().notNull() },
  (t) => [primaryKey({ columns: [t.level, t.index] })],
)

/** What the office signed: so many facts, this root. */
export const checkpoints = pgTable('checkpoints', {
  size: bigint({ mode: 'number' }).primaryKey(),
  root: text().notNull(),
  /** C2SP checkpoint: origin, size, root, signature. */
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
