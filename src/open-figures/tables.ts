/** Anonymous figures as they were published: each publication of a year stays as it was. */
import { boolean, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { agencies } from '../people/tables.ts'
import type { Figures } from './figures.ts'

/** Append-only: the last line of a year says whether it is public. */
export const openFigures = pgTable(
  'open_figures',
  {
    /** Who published them: for itself and the agencies that it takes in for. */
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    year: integer().notNull(),
    n: integer().notNull(),
    published: boolean().notNull(),
    /** As they are read; null where the year was withdrawn. */
    content: jsonb().$type<Figures>(),
    why: text().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.year, t.n] })],
)
