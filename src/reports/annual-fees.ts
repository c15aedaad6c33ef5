/**
 * 信息处理费 of a year, which chapter 6 reports (国办函〔2020〕109号): what was asked for and what was paid, as the cases have it.
 * A fee is of the year of its notice; what was paid for it counts there, too. SQL: over the rows of the year alone.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { Fees } from './annual-final.ts'
import type { Period } from './annual-year.ts'

/** In whole yuan. */
export async function feesOf(sql: Sql | Tx, agencyIds: readonly string[], { from, to }: Period): Promise<Fees> {
  const [fees] = await sql<Fees[]>`
    select count(*)::int as notified, coalesce(sum(amount), 0)::int as notified_amount,
      (count(*) filter (where paid))::int as paid, coalesce(sum(amount) filter (where paid), 0)::int as paid_amount
    from (
      select (context #>> '{fee,amount}')::int as amount, (context #>> '{fee,paid}')::boolean as paid
      from cases where agency_id = any(${agencyIds as string[]}) and (counted_on >= ${from} or counted_on is null)
        and jsonb_typeof(context -> 'fee') = 'object' and (context #>> '{fee,notifiedOn}')::date between ${from} and ${to}
    ) asked`
  return fees!
}

/** The sentence of chapter 6, which the format asks for where nothing was charged, too. */
export const feesInWords = (year: number, { notified, notifiedAmount, paid, paidAmount }: Fees): string =>
  notified === 0
    ? `${year}年没有收取信息处理费。`
    : `${year}年发出收费通知${notified}件，金额${notifiedAmount}元；其中已经缴纳${paid}件，${paidAmount}元。`
