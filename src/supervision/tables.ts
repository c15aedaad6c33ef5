/** 监督: how each answered case went, reckoned by night from its facts, and what these come to; and 督办, whose words stand in the ledger. No words here. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'

export const caseCourses = pgTable(
  'case_courses',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** How many facts it had when it was reckoned: one more, and it is reckoned again. */
    length: integer().notNull(),
    settledOn: date({ mode: 'string' }).notNull(),
    unitId: text(),
    outcome: text().$type<Outcome>(),
    /** Calendar days of each stage, of the last round (`course.ts`); null of one that the case did not go through. */
    register: integer(),
    assign: integer(),
    draft: integer(),
    review: integer(),
    sign: integer(),
    serve: integer(),
    /** How often legal review sent the draft back. */
    returns: integer().notNull(),
    /** Whether its first reading by legal review was the last; null of a case that was never reviewed. */
    firstTime: boolean(),
    /** Calendar days until both sides had confirmed the receipt; null where nobody had to. */
    confirm: integer(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId] }), index('case_courses_settled').on(t.agencyId, t.settledOn)],
)

/** What the courses of a year come to, a row for each agency, unit and result: made anew each night with them. */
export const courseSums = pgTable(
  'course_sums',
  {
    agencyId: text().notNull(),
    year: integer().notNull(),
    unitId: text(),
    outcome: text().$type<Outcome>(),
    answered: integer().notNull(),
    returned: integer().notNull(),
    returns: integer().notNull(),
    reviewed: integer().notNull(),
    firstTime: integer().notNull(),
    /** Of each stage the days together; null where no case went through it. */
    register: integer(),
    assign: integer(),
    draft: integer(),
    review: integer(),
    sign: integer(),
    serve: integer(),
    confirm: integer(),
    /** How many went through it. */
    registerOf: integer().notNull(),
    assignOf: integer().notNull(),
    draftOf: integer().notNull(),
    reviewOf: integer().notNull(),
    signOf: integer().notNull(),
    serveOf: integer().notNull(),
    confirmOf: integer().notNull(),
  },
  (t) => [index('course_sums_year').on(t.agencyId, t.year)],
)

/** 督办: which fact of a case says it, by when it is to be answered, and which fact answers. */
export const urgings = pgTable(
  'urgings',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Of the note that urges. */
    position: integer().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Of the note that answers. */
    answer: integer(),
    answeredBy: text(),
    answeredAt: timestamp({ withTimezone: true, mode: 'string' }),
    /** 督办〔2026〕7号: the agency in whose name it was put, the year, and its place there; null of those from before they were numbered. */
    issuer: text(),
    year: integer(),
    serial: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.position] }),
    uniqueIndex('urgings_serial').on(t.issuer, t.year, t.serial).where(sql`serial is not null`),
    index('urgings_open').on(t.agencyId, t.dueOn).where(sql`answer is null`),
  ],
)
