/** Files by content hash, and the log over all cases (RFC 6962) with its signed checkpoints. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Place } from '../documents/index.ts'
import type { Heed } from '../web/shapes.ts'

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
    /** It has a password, or is of no common format; null where there is nothing to heed. */
    heed: text().$type<Heed>(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  // By content: what one case erases may be another one's, too.
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.id] }),
    index('files_content').on(t.sha256),
    check('files_heed', sql`${t.heed} in ('locked', 'damaged', 'unusual', 'program', 'page')`),
  ],
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

/**
 * 阅读本 of a case: whether one is asked for, how far it is, and the last one that was made. One row a case: a later copy takes
 * the place of an earlier one, whose file nothing names then.
 */
export const readingCopies = pgTable(
  'reading_copies',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** `waiting`, `making`, `made` or `failed`. */
    state: text().notNull(),
    /** Pages that are ready, and of how many; null before they are counted. */
    done: integer().notNull(),
    total: integer(),
    /** Of the last fact in it. This and all below: null as long as none was made. */
    position: integer(),
    sha256: text(),
    size: integer(),
    pages: integer(),
    /** Which part is on which pages, by its key. */
    places: jsonb().$type<Record<string, Place>>(),
    madeAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId] })],
)

/** Each night's check of case rows against their ledger: how much it checked, and where the next one goes on. */
export const nightChecks = pgTable('night_checks', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  cases: integer().notNull(),
  /** Facts in the log then: the next night takes up the cases of those that came later. */
  logSize: bigint({ mode: 'number' }).notNull(),
  /** The last case of this night's share of the round over all cases; null where the round was completed. */
  agencyId: text(),
  caseId: uuid(),
})

/** Cases whose row is not what their ledger comes to; gone again once a night finds that it is. */
export const differingCases = pgTable(
  'differing_cases',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    what: text().notNull(),
    /** Position of the fact at fault, where one is known. */
    position: integer(),
    since: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId] })],
)

/** Which checkpoints a witness has: the name of its file, the mail server's answer, or its cosignature. Append-only. */
export const witnessed = pgTable(
  'witnessed',
  {
    /** As WITNESS_URL names it, without its key. */
    witness: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    root: text().notNull(),
    proof: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.witness, t.size] })],
)

/** Witnesses that did not take the last checkpoint; gone again once they have. */
export const witnessTroubles = pgTable('witness_troubles', {
  witness: text().primaryKey(),
  what: text().notNull(),
  /** It holds another log than ours: no matter of its being away. */
  contradicts: boolean().notNull(),
  since: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  triedAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})

/** Whom a mail told of it on which day: each administrator once. */
export const witnessAlarms = pgTable(
  'witness_alarms',
  { personId: uuid().notNull(), on: date({ mode: 'string' }).notNull() },
  (t) => [primaryKey({ columns: [t.personId, t.on] })],
)

/** What this house cosigned as the witness of another log: the last of an origin is what the next must go on from. Append-only. */
export const cosigned = pgTable(
  'cosigned',
  {
    origin: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    root: text().notNull(),
    /** As the log signed it. */
    note: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.origin, t.size] })],
)
