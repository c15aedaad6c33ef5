/**
 * What 信息处理费 the rates give for one application by item (国办函〔2020〕109号 Art 4): proposed, never charged by itself. SQL:
 * the answer to a fact says it too, in its transaction.
 */
import type { Day } from '../../workflows/statute/days.ts'
import { countedOn, fee } from '../../workflows/statute/fees.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseRow } from '../ledger/queries.ts'

/**
 * How many items the same applicant had in that calendar month before this application: all kinds of decisions count, an
 * application that was split counts for each of its items; the month, and what was withdrawn, as the agency has chosen.
 * @param on the day of the notice: its choices hold
 */
export async function earlierThisMonth(sql: Sql | Tx, row: CaseRow, law: LoadedLaw, on: Day): Promise<number> {
  const { feeMonth, withdrawnCountsForFee } = law.choices(on)
  const registered = feeMonth === 'registration'
  const day = countedOn({ receivedOn: row.receivedOn, registeredOn: row.context.registeredOn }, feeMonth)
  const theirs = registered ? sql`(c.context->>'registeredOn')::date` : sql`c.received_on`
  const [count] = await sql<{ earlier: number }[]>`
    select coalesce(sum(case when c.context->'fee'->>'basis' = 'items' then (c.context->'fee'->>'quantity')::int else 1 end), 0)::int
      as earlier
    from cases c join cases own on own.agency_id = c.agency_id and own.applicant_key = c.applicant_key
    where own.agency_id = ${row.agencyId} and own.id = ${row.id} and c.id <> own.id
      and to_char(${theirs}, 'YYYY-MM') = ${(day ?? on).slice(0, 7)}
      and (${theirs}, c.id) < (${day ?? on}::date, own.id)
      ${withdrawnCountsForFee ? sql`` : sql`and c.context->>'withdrawnOn' is null`}`
  return count!.earlier
}

/** The fee in yuan if the case is charged by item, and why, in Chinese. */
export async function proposedFee(
  sql: Sql | Tx,
  row: CaseRow,
  law: LoadedLaw,
  today: Day,
): Promise<{ amount: number; because: string }> {
  const earlier = await earlierThisMonth(sql, row, law, today)
  const { amount } = fee({ basis: 'items', earlierThisMonth: earlier, items: 1 }, law.fees, today)
  const because = `同一申请人本月此前已有 ${earlier} 件，本件为第 ${earlier + 1} 件，按件计收 ${amount} 元；也可以按页数计收，二者只能选一。是否收费由机关决定。`
  return { amount, because }
}
