/** Files that wait for their form; files that a reply gives: the copies that leave, who opened them, who fetched them. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Finding } from '../leaving/index.ts'
import type { Heed } from '../web/shapes.ts'

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
    /** Why the office may not be able to open it. */
    heed: text().$type<Heed>(),
    /** The encrypted content of an identity document; other files lie in DATA_DIR/uploads. */
    sealed: bytes(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Filed with an application; a repeat of the same submission still finds it. */
    claimedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    check('uploads_heed', sql`${t.heed} in ('locked', 'damaged', 'unusual', 'program', 'page')`),
    index('uploads_basket').on(t.basket),
    index('uploads_visitor').on(t.visitor, t.at),
    index('uploads_at').on(t.at),
  ],
)

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
  (t) => [primaryKey({ columns: [t.original, t.type] }), index('leaving_copies_content').on(t.sha256)],
)

/** What the virus scanner said of a content, in whatever case it lies; none where no scanner was set when it came. */
export const fileScans = pgTable(
  'file_scans',
  {
    sha256: text().primaryKey(),
    /** `unscanned`: the scanner was away; it is asked again. */
    result: text().notNull().$type<'clean' | 'infected' | 'unscanned'>(),
    /** What was found, as the scanner calls it. */
    virus: text(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [index('file_scans_waiting').on(t.at).where(sql`${t.result} = 'unscanned'`)],
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
