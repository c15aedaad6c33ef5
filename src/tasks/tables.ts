/** 工作台账: the tasks of a year, each version of a task, and what was put down of its progress. Append-only but for the reminders. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies, people } from '../people/tables.ts'
import type { MeasureName } from './measures.ts'

const said = {
  by: text().notNull(),
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
}

/** A task as it was set; of one id the last line holds, and agency and year are the same in all of them. */
export const workTasks = pgTable(
  'work_tasks',
  {
    id: uuid().notNull(),
    n: integer().notNull(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    year: integer().notNull(),
    title: text().notNull(),
    /** What is to be done, and what proves that it is. */
    demand: text().notNull(),
    /** The plan that asks for it (要点 and its number); empty where none is named. */
    source: text().notNull(),
    /** 责任单位. */
    unit: text().notNull(),
    /** 责任人, who is reminded; null where only the unit is named. */
    ownerId: uuid().references(() => people.id),
    dueOn: date({ mode: 'string' }).notNull(),
    /** The figure of the system by which it is judged, and what the figure has to come to. */
    measure: text().$type<MeasureName>(),
    target: integer(),
    /** 取消: why it is asked for no more. */
    droppedWhy: text(),
    /** The task of an earlier year that was left undone (回头看). */
    carriedFrom: uuid(),
    ...said,
  },
  (t) => [
    primaryKey({ columns: [t.id, t.n] }),
    index('work_tasks_year').on(t.agencyId, t.year),
    index('work_tasks_carried').on(t.carriedFrom).where(sql`carried_from is not null`),
    check('work_tasks_measured', sql`num_nulls(${t.measure}, ${t.target}) in (0, 2)`),
  ],
)

/** What was put down of a task: how far it is, by whom, with what proves it. */
export const workProgress = pgTable(
  'work_progress',
  {
    taskId: uuid().notNull(),
    n: integer().notNull(),
    /** Is it done with this? The last line holds. */
    done: boolean().notNull(),
    says: text().notNull(),
    /** 佐证: what proves it, a document with its number; and where it can be read. */
    evidence: text().notNull(),
    link: text().notNull(),
    ...said,
  },
  (t) => [primaryKey({ columns: [t.taskId, t.n] })],
)
