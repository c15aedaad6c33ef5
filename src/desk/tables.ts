/** What somebody keeps of the desk for themselves. */
import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { people } from '../people/tables.ts'

/** 常用筛选: the filter words of a list under a name of one's own; nothing of what was searched for. */
export const keptLists = pgTable(
  'kept_lists',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id),
    name: text().notNull(),
    /** As in the address of the desk, behind its `?`. */
    words: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.name] })],
)
