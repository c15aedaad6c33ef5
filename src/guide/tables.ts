/** What an office says of itself: its guide (Art 12) and its questions and answers, in lines that are never changed. */
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from '../people/tables.ts'
import type { GuideContent } from './content.ts'

/** Of the words that were submitted a line, of each decision on them another one with the same words. */
export type Standing = 'submitted' | 'approved' | 'withdrawn'

const ofAgency = () =>
  text()
    .notNull()
    .references(() => agencies.id)
const instant = () => timestamp({ withTimezone: true, mode: 'string' })

export const guideVersions = pgTable(
  'guide_versions',
  {
    agencyId: ofAgency(),
    n: integer().notNull(),
    content: jsonb().notNull().$type<GuideContent>(),
    state: text().notNull().$type<Standing>(),
    /** Of a decision: why. */
    why: text().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.n] }),
    check('guide_versions_state', sql`${t.state} in ('submitted', 'approved', 'withdrawn')`),
  ],
)

export const officeQuestions = pgTable(
  'office_questions',
  {
    agencyId: ofAgency(),
    id: uuid().notNull(),
    n: integer().notNull(),
    /** A key of `TOPICS`. */
    topic: text().notNull(),
    question: text().notNull(),
    answer: text().notNull(),
    /** The article, document or decision that the answer rests on. */
    basis: text().notNull(),
    state: text().notNull().$type<Standing>(),
    why: text().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id, t.n] }),
    index('office_questions_of').on(t.id, t.n),
    check('office_questions_state', sql`${t.state} in ('submitted', 'approved', 'withdrawn')`),
  ],
)
