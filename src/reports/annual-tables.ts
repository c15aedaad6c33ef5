/** Tables 3 and 4 as the facts give them now. */
import type { Sql, Tx } from '../db/client.ts'
import { table4 } from '../ledger/table4.ts'
import { countTable3 } from './annual-count.ts'
import type { AnnualRow } from './annual-rows.ts'
import type { Period } from './annual-year.ts'
import type { Table4 } from './shape.ts'

export type Tables34 = { table3: AnnualRow[]; table4: Table4 }

/** Of these agencies together. */
export async function tablesNow(sql: Sql | Tx, agencyIds: readonly string[], period: Period): Promise<Tables34> {
  const [table3, four] = await Promise.all([countTable3(sql, agencyIds, period), table4(sql, agencyIds, period)])
  return { table3, table4: four }
}
