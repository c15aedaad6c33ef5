/** 年度轮训: trainings that were held, and who came. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies, people } from '../people/tables.ts'

export const trainings = pgTable(
  'trainings',
  {
    id: uuid().primaryKey(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    heldOn: date({ mode: 'string' }).notNull(),
    title: text().notNull(),
    /** What it was about, and by what it was taught. */
    content: text().notNull(),
    trainer: text().notNull(),
    /** 学时, in halves. */
    halves: integer().notNull(),
    /** Put down by mistake, and why; null where it counts. */
    cancelledWhy: text(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    index('trainings_of').on(t.agencyId, t.heldOn),
    check('trainings_halves', sql`${t.halves} between 1 and 200`),
  ],
)

export const trainingPeople = pgTable(
  'training_people',
  {
    trainingId: uuid()
      .notNull()
      .references(() => trainings.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    attended: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.trainingId, t.personId] }), index('training_people_of').on(t.personId)],
)
