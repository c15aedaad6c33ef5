/** The law that came after the shipped one: holiday arrangements, and what agencies chose where the law is open. */
import { boolean, date, foreignKey, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { ChoiceName, ChoiceValue } from '../../workflows/statute/choices.ts'
import type { Arrangement } from '../../workflows/statute/working-days.ts'
import { agencies } from '../people/tables.ts'

/** Holiday arrangements that were loaded after the shipped ones. Each version stays; the highest of a year holds. */
export const calendars = pgTable(
  'calendars',
  {
    year: integer().notNull(),
    version: integer().notNull(),
    arrangement: jsonb().notNull().$type<Arrangement>(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.year, t.version] })],
)

/** A choice that somebody proposes, in force from a day. Append-only, by trigger. */
export const choiceProposals = pgTable(
  'choice_proposals',
  {
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    /** Counts the proposals of the agency. */
    position: integer().notNull(),
    choice: text().notNull().$type<ChoiceName>(),
    value: jsonb().notNull().$type<ChoiceValue>(),
    fromDay: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    why: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.position] })],
)

/** What a second person decided of it, once. Append-only; who proposed cannot decide, by trigger. */
export const choiceDecisions = pgTable(
  'choice_decisions',
  {
    agencyId: text().notNull(),
    position: integer().notNull(),
    approved: boolean().notNull(),
    /** What held until then on the day from which the proposal is to hold. */
    before: jsonb().notNull().$type<ChoiceValue>(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    why: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.position] }),
    foreignKey({
      name: 'choice_decisions_of_proposal',
      columns: [t.agencyId, t.position],
      foreignColumns: [choiceProposals.agencyId, choiceProposals.position],
    }),
  ],
)
