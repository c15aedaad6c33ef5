/** Which administrator has been alarmed that open cases run into a year without a notice: once for each year. */
import { date, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'

export const calendarAlarms = pgTable(
  'calendar_alarms',
  {
    year: integer().notNull(),
    personId: uuid().notNull(),
    on: date({ mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.year, t.personId] })],
)
