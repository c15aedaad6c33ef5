/**
 * What 信息处理费 the rates give for one application (国办函〔2020〕109号): proposed, never charged by itself. SQL: the answer to a
 * fact says it too, in its transaction.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { countedOn, type FeeRule, fee, feeRuleOn, noticed } from '../../workflows/statute/fees.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { computationInWords, placeInWords, standardInWords } from '../letters/fee-notice.ts'

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

/** What the form of a fee notice says, in Chinese: by item the place in the month and the computation, by page the tiers. */
export type FeeProposal = { basis: FeeRule['basis']; items: string; pages: string }

/** By item where that gives a fee, else by page; which, and whether, a person decides. */
export async function proposedFee(sql: Sql | Tx, row: CaseRow, law: LoadedLaw, today: Day): Promise<FeeProposal> {
  const notice = { basis: 'items', quantity: 1, on: today } as const
  const counted = { ...notice, earlierThisMonth: await earlierThisMonth(sql, row, law, today) }
  const { receivedOn, context } = row
  const place = placeInWords(counted, { you: '该申请人', receivedOn, registeredOn: context.registeredOn }, law)
  const reckoned = fee(noticed(counted), law.fees, today)
  const standard = (basis: FeeRule['basis']) => standardInWords(feeRuleOn(basis, law.fees, today))
  return {
    basis: reckoned.amount > 0 ? 'items' : 'pages',
    items: `${place}${computationInWords('items', reckoned)}。标准：${standard('items')}。含有几项内容的，按最小单位拆分计算件数。`,
    pages: `页数按A4及以下幅面、单面计一页。标准：${standard('pages')}。`,
  }
}

/** What the rates give for a notice whose sum was left open; nothing for a number that nothing has. */
export const reckonedAmount = (notice: FactOf<'feeNotified'>, { fees }: LoadedLaw): number =>
  fee(noticed(notice), fees, notice.on).amount
