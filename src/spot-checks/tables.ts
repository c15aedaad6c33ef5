/** 抽查: how an office checks, which closed cases it drew in a month, what was found of each and answered, and who looks from outside. */
import { sql } from 'drizzle-orm'
import {
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
import { agencies } from '../people/tables.ts'

/** One item of the scoring sheet: what is looked at, how many points it is worth, and when they are lost. */
export type SheetItem = { name: string; points: number; help: string }
/** How an office checks: so many cases of each stratum, scored by this sheet. */
export type Rules = { perStratum: number; title: string; items: SheetItem[] }

/** The versions of how an office checks. Append-only: the last one holds for the next draw. */
export const spotRules = pgTable(
  'spot_rules',
  {
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    n: integer().notNull(),
    rules: jsonb().notNull().$type<Rules>(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.n] })],
)

/** A draw: one a month of an office, so that nobody draws until the sample pleases. Append-only. */
export const spotDraws = pgTable(
  'spot_draws',
  {
    id: uuid().primaryKey(),
    /** Who checks. */
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    /** The first day of the month whose results were drawn from. */
    month: date({ mode: 'string' }).notNull(),
    /** From which the order follows, for whoever repeats it (`drawing.ts`). */
    seed: text().notNull(),
    /** As they were when it was drawn. */
    rules: jsonb().notNull().$type<Rules>(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    uniqueIndex('spot_draws_of').on(t.agencyId, t.month),
    check('spot_draws_month', sql`extract(day from ${t.month}) = 1`),
  ],
)

/** Every case that could have been drawn, in the order of its stratum; `drawn`: the first of each. Append-only. */
export const spotCases = pgTable(
  'spot_cases',
  {
    drawId: uuid()
      .notNull()
      .references(() => spotDraws.id),
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Row of table 3 as it stood when it was drawn; a later result moves no case into another stratum. */
    row: text().notNull(),
    countedOn: date({ mode: 'string' }).notNull(),
    /** In its stratum, from 1. */
    place: integer().notNull(),
    drawn: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.drawId, t.agencyId, t.caseId] }),
    index('spot_cases_drawn').on(t.drawId, t.agencyId, t.place).where(sql`drawn`),
    // Whether anything of an agency was ever drawn: each view of a desk asks.
    index('spot_cases_of').on(t.agencyId).where(sql`drawn`),
  ],
)

/**
 * What a line says: points by item, of whoever checks or of an evaluator from outside; something found, answered by the agency; the
 * answer found enough, or not.
 */
export type LineKind = 'scored' | 'evaluated' | 'found' | 'answered' | 'settled' | 'returned'

/** What was put down of a drawn case. Append-only; the words go with the content of the case (migration 0097). Walled. */
export const spotLines = pgTable(
  'spot_lines',
  {
    drawId: uuid()
      .notNull()
      .references(() => spotDraws.id),
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    n: integer().notNull(),
    kind: text().notNull().$type<LineKind>(),
    /** Of what was found: its own `n`; of all that follows, that of what it is about. */
    finding: integer(),
    /** Points, item by item of the sheet. */
    scores: integer().array(),
    /** By when the agency answers. */
    dueOn: date({ mode: 'string' }),
    says: text().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.drawId, t.agencyId, t.caseId, t.n] }),
    index('spot_lines_of_case').on(t.agencyId, t.caseId),
    // What was ever found of an agency's cases, whatever else was put down of them.
    index('spot_lines_found').on(t.agencyId, t.drawId, t.caseId, t.n).where(sql`kind = 'found'`),
    check(
      'spot_lines_says',
      sql`${t.kind} in ('scored', 'evaluated', 'found', 'answered', 'settled', 'returned')
      and (${t.kind} in ('scored', 'evaluated')) = (${t.finding} is null)
      and (${t.kind} in ('scored', 'evaluated')) = (${t.scores} is not null)
      and (${t.kind} in ('found', 'returned')) = (${t.dueOn} is not null)`,
    ),
  ],
)

/** Who looks at the drawn cases from outside (第三方评估), with a code, to a day. */
export const spotEvaluators = pgTable(
  'spot_evaluators',
  {
    id: uuid().primaryKey(),
    drawId: uuid()
      .notNull()
      .references(() => spotDraws.id),
    name: text().notNull(),
    organisation: text().notNull(),
    /** SHA-256 of the code, which is given once and kept nowhere. */
    codeHash: text().notNull().unique('spot_evaluators_code'),
    /** The last day. */
    until: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    endedBy: text(),
    endedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [index('spot_evaluators_of').on(t.drawId)],
)
