/** 案例分析: an agency's own example cases, in lines that are never changed; of one id the last line holds. */
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { agencies } from '../people/tables.ts'

export type ExampleState = 'submitted' | 'approved' | 'withdrawn'

export const exampleCases = pgTable(
  'example_cases',
  {
    id: uuid().notNull(),
    n: integer().notNull(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    /** How the case was answered. */
    outcome: text().notNull().$type<Outcome>(),
    title: text().notNull(),
    /** In general words: nobody is named. */
    facts: text().notNull(),
    comment: text().notNull(),
    lesson: text().notNull(),
    article: text().notNull(),
    state: text().notNull().$type<ExampleState>(),
    /** Of a decision, or of an example that is taken out: why. */
    why: text().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.n] }),
    index('example_cases_of').on(t.agencyId),
    check('example_cases_state', sql`${t.state} in ('submitted', 'approved', 'withdrawn')`),
  ],
)
