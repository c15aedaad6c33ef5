/** Annual reports as they are kept: what was made final, frozen, and the texts as they were saved. All of it append-only. */
import { boolean, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { agencies } from '../people/tables.ts'

const key = {
  agencyId: text()
    .notNull()
    .references(() => agencies.id),
  /** The report of the district, by the office that takes in for it (Art 49: by 31 March); else the agency's own. */
  district: boolean().notNull(),
  year: integer().notNull(),
}

/** What was done to a report, one after the other, each with the hash of the one before. */
export const annualReports = pgTable(
  'annual_reports',
  {
    ...key,
    /** From 1. */
    n: integer().notNull(),
    act: text().notNull().$type<'final' | 'reopened'>(),
    /** Of a final one tables and texts as canonical JSON; empty of a reopening. */
    content: text().notNull(),
    /** SHA-256 of the content. */
    digest: text().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    why: text().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.district, t.year, t.n] })],
)

/** A part of a report as somebody saved it; the last one holds, the others are its history. */
export const annualTexts = pgTable(
  'annual_texts',
  {
    ...key,
    /** `one`, `two`, `five`, `six`: the chapters that hold what is written. */
    part: text().notNull(),
    n: integer().notNull(),
    content: text().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.district, t.year, t.part, t.n] })],
)
