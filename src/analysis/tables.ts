/** What people keep for the analysis: subjects with their words, corrections of what the words find, the report as saved. Append-only. */
import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from '../people/tables.ts'

const agencyId = () =>
  text()
    .notNull()
    .references(() => agencies.id)
const said = {
  by: text().notNull(),
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
}

/** A topic (主题) or an area (区域) of an agency: the last line of a name holds; without words it is no longer kept. */
export const analysisSubjects = pgTable(
  'analysis_subjects',
  {
    agencyId: agencyId(),
    kind: text().notNull().$type<'topic' | 'area'>(),
    name: text().notNull(),
    n: integer().notNull(),
    words: text().array().notNull(),
    ...said,
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.kind, t.name, t.n] })],
)

/** What a person found of a case against the words: it belongs to a subject, or does not. The last line holds. */
export const analysisPlacings = pgTable(
  'analysis_placings',
  {
    agencyId: agencyId(),
    kind: text().notNull().$type<'topic' | 'area'>(),
    name: text().notNull(),
    caseId: uuid().notNull(),
    n: integer().notNull(),
    belongs: boolean().notNull(),
    ...said,
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.kind, t.name, t.caseId, t.n] })],
)

/** 定期分析报告 of a year as somebody saved it; the last one holds, the others are its history. */
export const analysisDrafts = pgTable(
  'analysis_drafts',
  {
    agencyId: agencyId(),
    /** Of the district, by its intake office; else the agency's own. */
    district: boolean().notNull(),
    year: integer().notNull(),
    n: integer().notNull(),
    content: text().notNull(),
    ...said,
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.district, t.year, t.n] })],
)

/**
 * What a look again at a withheld case came to (Art 18): it stays withheld, or may be opened. The last line holds. The reason lies
 * among the words of the case, as the note at `position` of its ledger, and goes with them.
 */
export const withheldReviews = pgTable(
  'withheld_reviews',
  {
    agencyId: agencyId(),
    caseId: uuid().notNull(),
    n: integer().notNull(),
    result: text().notNull().$type<'stays' | 'open'>(),
    position: integer().notNull(),
    ...said,
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.n] }),
    check('withheld_reviews_result', sql`${t.result} in ('stays', 'open')`),
  ],
)
