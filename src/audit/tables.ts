/** Who did and read what: lines that are added and never changed, their chain, and where it was signed. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { What } from './what.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * One line for each sign-in, each request of somebody who is signed in, each change of a right or a setting. No names or
 * words of applicants: cases by their id, what was searched for as a keyed hash. Append-only, and nothing sweeps it.
 */
export const auditLines = pgTable(
  'audit_lines',
  {
    /** Of whoever did it; else of the case; `-` where it is nobody's. A case of another agency has its copy there (`detail.of`). */
    agencyId: text().notNull(),
    /** UUID version 7: by it lines stand in the order of time. */
    id: uuid().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** The same by the clock of the database, which whoever tells the line does not set; null on lines of before. */
    toldAt: timestamp({ withTimezone: true, mode: 'string' }),
    /**
     * `staff:NAME`; `system` for the command line and jobs; `nobody` at the door, under a name that is nobody's, or
     * with a code that is not that of the case; `applicant` or `consulted` with the code of the case;
     * `evaluator` with that of an invitation to a spot check.
     */
    by: text().notNull(),
    what: text().notNull().$type<What>(),
    caseId: uuid(),
    /** What of it: a file, a letter, a unit, a username. */
    subject: text(),
    succeeded: boolean().notNull(),
    /** Of a change `before` and `after`; of a request its route, status and filters. */
    detail: jsonb().$type<Record<string, unknown>>(),
    address: text(),
    request: text(),
    /** Keyed hash of what was searched for. */
    words: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index().on(t.agencyId, t.by, t.id),
    index().on(t.agencyId, t.what, t.id),
    index('audit_lines_of_case').on(t.agencyId, t.caseId, t.id).where(sql`${t.caseId} is not null`),
    index('audit_lines_failed').on(t.agencyId, t.id).where(sql`not ${t.succeeded}`),
    index('audit_lines_words').on(t.agencyId, t.words, t.id).where(sql`${t.words} is not null`),
    /** Of all agencies: few, and asked for whenever a chain is verified. */
    index('audit_lines_acknowledging').on(t.id).where(sql`${t.what} = 'auditFault'`),
  ],
)

/** Lines that wait to be taken up into the chain: written with them. */
export const auditUnchained = pgTable(
  'audit_unchained',
  {
    agencyId: text().notNull(),
    id: uuid().notNull(),
    /** By the clock of the database. */
    since: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] })],
)

/** One chain for each agency: the hash covers the line and the hash before it. Append-only. */
export const auditChain = pgTable(
  'audit_chain',
  {
    agencyId: text().notNull(),
    /** From 1, without a gap. */
    position: bigint({ mode: 'number' }).notNull(),
    id: uuid().notNull(),
    hash: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.position] }), uniqueIndex('audit_chain_line').on(t.agencyId, t.id)],
)

/** What the office signed of a chain: so many lines, this last hash. Append-only. */
export const auditHeads = pgTable(
  'audit_heads',
  {
    agencyId: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    /** C2SP signed note: origin with the agency, size, last hash, signature. */
    note: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.size] })],
)

/** How far each chain has been verified by night: what came later is read next. What was found stands here until it is mended. */
export const auditChecked = pgTable('audit_checked', {
  agencyId: text().primaryKey(),
  position: bigint({ mode: 'number' }).notNull(),
  /** Of the line at this place, in hex. */
  hash: text().notNull(),
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  fault: text(),
})
