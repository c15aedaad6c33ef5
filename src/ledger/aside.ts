/**
 * 无效件: no application, and so in no list and no number but their own. Their rows have neither a day of receipt nor a date by
 * which it is replied, and wait for nobody but who answers a remedy that was sought all the same, so that whoever counts by these
 * counts none of them; whoever counts cases as such asks here. A case in `receive` is closed in this way alone: the two columns
 * stand in the desk's index.
 */
import type { Fragment, Sql, Tx } from '../db/client.ts'

/** Is the case `c` set aside? */
export const isAside = (sql: Sql | Tx): Fragment => sql`(c.stage = 'receive' and c.status = 'closed')`

/** Is the case `c` an application? */
export const isApplication = (sql: Sql | Tx): Fragment => sql`not (c.stage = 'receive' and c.status = 'closed')`
