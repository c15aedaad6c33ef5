/**
 * Annual reports and monthly returns as they are kept: what was made final, frozen, and what people wrote or entered as they saved it. All but
 * the reminders is append-only.
 */
import { boolean, date, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies, people } from '../people/tables.ts'

const key = {
  agencyId: text()
    .notNull()
    .references(() => agencies.id),
  /** The report of the district, by its intake office (Art 49: by 31 March); else the agency's own. */
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

const whose = {
  agencyId: text()
    .notNull()
    .references(() => agencies.id),
  /** Of the district, by its intake office; else the agency's own. */
  district: boolean().notNull(),
}
/** `2026-03`. */
const month = text().notNull()
const said = { by: text().notNull(), at: timestamp({ withTimezone: true, mode: 'string' }).notNull() }

/** What was done to a return, one after the other, each with the hash of the one before. */
export const monthlyReturns = pgTable(
  'monthly_returns',
  {
    ...{ ...whose, month },
    /** From 1. */
    n: integer().notNull(),
    /** `final`: reported. */
    act: text().notNull().$type<'final' | 'reopened'>(),
    /** Of a reported one what it says, as canonical JSON; empty of a reopening. */
    content: text().notNull(),
    /** SHA-256 of the content. */
    digest: text().notNull(),
    ...said,
    why: text().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.district, t.month, t.n] })],
)

/** A field that no case holds, or the analysis, as somebody saved it; the last one holds, empty where it was taken back. */
export const monthlyEntries = pgTable(
  'monthly_entries',
  { ...{ ...whose, month }, code: text().notNull(), n: integer().notNull(), content: text().notNull(), ...said },
  (t) => [primaryKey({ columns: [t.agencyId, t.district, t.month, t.code, t.n] })],
)

/** Fields, checks and the day by which returns are due, as JSON; the last one is in force. */
export const monthlyDefinitions = pgTable(
  'monthly_definitions',
  { ...whose, n: integer().notNull(), content: text().notNull(), ...said },
  (t) => [primaryKey({ columns: [t.agencyId, t.district, t.n] })],
)

/** Each try to hand a reported return (`n`) to the platform above, with what that answered: of a taken one the receipt. */
export const monthlyPushes = pgTable(
  'monthly_pushes',
  {
    ...{ ...whose, month },
    n: integer().notNull(),
    attempt: integer().notNull(),
    outcome: text().notNull().$type<'taken' | 'refused' | 'failed'>(),
    answer: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.district, t.month, t.n, t.attempt] })],
)

/** Who was reminded on which day: of everything together, once. */
export const monthlyReminders = pgTable(
  'monthly_reminders',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id),
    on: date({ mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.on] })],
)
