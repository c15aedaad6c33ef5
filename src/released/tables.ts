/** The reading room: what is public, every change of it, and the files that go with it. Nothing is ever deleted. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
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
import type { ReadingStep } from '../../workflows/disclosure/vocabulary.ts'
import { agencies } from '../people/tables.ts'
import type { Topic } from '../web/words/topics.ts'
import type { Described } from './described.ts'

/** What was found in a file, as a sentence, and why it may stand. */
export type Answered = { says: string; why: string }
export type ChangeKind = 'published' | 'corrected' | 'restored'
export type ChangeReading = { step: ReadingStep; by: string; at: string; opinion: string }

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** An item as it now stands; `release_acts` says how it came to that. */
export const released = pgTable(
  'released',
  {
    /** Year and number over the whole house, `2026-0007`: its address. People cite it on paper, so it is never given twice. */
    id: text().primaryKey(),
    /** For feeds: the same even where the house moves to another host name. */
    uid: uuid().notNull(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    /** The case that led to it and the fact that decided it; null for what was published without one. Never shown to the public. */
    caseId: uuid(),
    position: integer(),
    title: text().notNull(),
    /** 文号. */
    documentNumber: text(),
    summary: text().notNull(),
    topic: text().notNull().$type<Topic>(),
    /** 公开依据, as the public reads it; null of what was published before it was asked for. */
    basis: text(),
    /** The day the information was made, where it is known. */
    madeOn: date({ mode: 'string' }),
    releasedOn: date({ mode: 'string' }).notNull(),
    withdrawnOn: date({ mode: 'string' }),
    withdrawnWhy: text(),
    version: integer().notNull(),
    updatedAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Title, 文号 and summary, a line each, folded as a reader's question is. */
    search: text().notNull(),
    /** The bigrams of `search`: Chinese has no blanks between words, and most words have two characters, for which trigrams find nothing. */
    pairs: tsvector().notNull(),
  },
  (t) => [
    uniqueIndex('released_uid').on(t.uid),
    uniqueIndex('released_case').on(t.agencyId, t.caseId),
    index('released_newest').on(t.releasedOn, t.id).where(sql`withdrawn_on is null`),
    index('released_agency').on(t.agencyId, t.releasedOn, t.id),
    index('released_pairs').using('gin', t.pairs),
  ],
)

/** How many items are public, by agency, topic and year of publication; a trigger of `released` keeps count. */
export const releasedCounts = pgTable(
  'released_counts',
  {
    agencyId: text().notNull(),
    topic: text().notNull().$type<Topic>(),
    year: integer().notNull(),
    n: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.topic, t.year] })],
)

/** How often `released` has changed: one row, raised by a trigger in the transaction that changes an item. */
export const releasedVersion = pgTable(
  'released_version',
  { only: boolean().primaryKey().default(true), n: bigint({ mode: 'number' }).notNull() },
  (t) => [check('released_version_only', sql`${t.only}`)],
)

/** In how many items each pair of characters stands, withdrawn ones too: the rarer, the more it says. Triggers of `released` keep count. */
export const releasedPairCounts = pgTable('released_pair_counts', { pair: text().primaryKey(), n: integer().notNull() })

/** Published, corrected, withdrawn, published again: each with what the item then said. Append-only, by trigger. */
export const releaseActs = pgTable(
  'release_acts',
  {
    releasedId: text()
      .notNull()
      .references(() => released.id),
    version: integer().notNull(),
    act: text().notNull().$type<'published' | 'corrected' | 'withdrawn' | 'restored'>(),
    why: text().notNull(),
    says: jsonb().notNull().$type<Described>(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** What was found in the files that came with it, each with the reason for which it may stand; null where there were none. */
    found: jsonb().$type<Answered[]>(),
  },
  (t) => [primaryKey({ columns: [t.releasedId, t.version] })],
)

/**
 * 三审 of what is published without a case, or put right: it waits here until three others have read it, where the agency asks
 * three readings. Guarded by trigger: what was read is what is published.
 */
export const releaseChanges = pgTable(
  'release_changes',
  {
    id: uuid().primaryKey(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    kind: text().notNull().$type<ChangeKind>(),
    /** The item; of a new one null until it is published. */
    releasedId: text().references(() => released.id),
    /** Of the item as it was then: another change since makes this one void. */
    version: integer(),
    says: jsonb().notNull().$type<Described>(),
    takeOff: uuid().array().notNull(),
    found: jsonb().notNull().$type<Answered[]>(),
    why: text().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Those that agreed, in their order. */
    readings: jsonb().notNull().$type<ChangeReading[]>(),
    ended: text().$type<'done' | 'refused'>(),
    /** `staff:NAME` of the last reader, and why they did not agree. */
    endedBy: text(),
    endedWhy: text(),
    endedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    uniqueIndex('release_changes_open').on(t.releasedId).where(sql`ended is null`),
    index('release_changes_agency').on(t.agencyId, t.at, t.id),
    check('release_changes_ended', sql`num_nulls(${t.ended}, ${t.endedBy}, ${t.endedAt}) in (0, 3)`),
    check('release_changes_of', sql`${t.kind} = 'published' or num_nulls(${t.releasedId}, ${t.version}) = 0`),
  ],
)

/** The files that a change would add, as they leave. */
export const releaseChangeFiles = pgTable(
  'release_change_files',
  {
    changeId: uuid()
      .notNull()
      .references(() => releaseChanges.id),
    id: uuid().notNull(),
    position: integer().notNull(),
    name: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    type: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.changeId, t.id] })],
)

/** Files by content, as they were copied at publication. One that was taken off stays on record and cannot be fetched. */
export const releasedFiles = pgTable(
  'released_files',
  {
    releasedId: text()
      .notNull()
      .references(() => released.id),
    id: uuid().notNull(),
    position: integer().notNull(),
    name: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    type: text().notNull(),
    /** The version in which it was taken off. */
    takenOff: integer(),
  },
  (t) => [primaryKey({ columns: [t.releasedId, t.id] })],
)
