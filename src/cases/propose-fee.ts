/**
 * What 信息处理费 the rules give for one application by item (国办函〔2020〕109号 Art 4): proposed, never charged by itself. SQL:
 * the answer to a fact says it too, in its transaction.
 */
import type { Day } from '../../workflows/statute/days.ts'
import { fee } from '../../workflows/statute/fees.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseRow } from '../ledger/queries.ts'

/**
 * The fee in yuan if the case is charged by item, and why, in Chinese: by how many applications of the same applicant the
 * agency has received in that calendar month before this one (Art. 42, 国办函〔2020〕109号).
 */
export async function proposedFee(
  sql: Sql | Tx,
  row: CaseRow,
  law: LoadedLaw,
  today: Day,
): Promise<{ amount: number; because: string }> {
  const month = (row.receivedOn ?? today).slice(0, 7)
  const [count] = await sql<{ earlier: number }[]>`
    select count(*)::int as earlier from cases c
    where c.agency_id = ${row.agencyId} and c.applicant_key = (select applicant_key from cases where agency_id = ${row.agencyId} and id = ${row.id})
      and to_char(c.received_on, 'YYYY-MM') = ${month} and c.id < ${row.id} and c.outcome is distinct from 'other'`
  const earlierThisMonth = count!.earlier
  const { amount } = fee({ basis: 'items', earlierThisMonth, items: 1 }, law.fees, today)
  const because = `按收到之日计，同一申请人本月此前已有 ${earlierThisMonth} 件，本件按件计收 ${amount} 元；也可以按页数计收，二者只能选一。是否收费由机关决定。`
  return { amount, because }
}
