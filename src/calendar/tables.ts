/** Holiday arrangements that were loaded after the shipped ones. Each version stays; the highest of a year holds. */
import { date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Arrangement } from '../../workflows/statute/working-days.ts'

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

/** Which administrator has been alarmed that open cases run into a year without a notice: once for each year. */
export const calendarAlarms = pgTable(
  'calendar_alarms',
  {
    year: integer().notNull(),
    personId: uuid().notNull(),
    on: date({ mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.year, t.personId] })],
)
