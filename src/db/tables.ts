/** Which edition of the data a database holds. */
import { pgTable, text } from 'drizzle-orm/pg-core'

/** One row: the edition whose migrations made the tables. It changes where data of before cannot be carried over. */
export const dataEditions = pgTable('data_editions', { edition: text().primaryKey() })
