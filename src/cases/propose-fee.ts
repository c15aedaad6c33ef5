/**
 * What 信息处理费 the rates give for one application (国办函〔2020〕109号): proposed, never charged by itself. SQL: the answer to a
 * fact says it too, in its transaction.
 */
import { pagesFound } from '../../workflows/disclosure/rules.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isDay } from '../../workflows/statute/days.ts'
import { countedOn, type FeeRule, fee, feeRuleOn, MOST, noticed } from '../../workflows/statute/fees.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { LoadedLaw } from '../ground/law.ts'
import { casesUnder, ofApplicant } from '../ledger/found-by.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { computationInWords, placeInWords, standardInWords } from '../letters/fee-notice.ts'
import { type Place, sees, type Who } from '../people/sight.ts'
import { decimal } from '../web/decimal.ts'

/** An earlier application of the month, and for how many items it counts. */
export type CountedCase = { id: string; number: string; title: string; items: number }

/**
 * The applications of the same applicant in that calendar month before this one: all kinds of decisions count, an
 * application that was split counts for each of its items; the month, and what was withdrawn, as the agency has chosen.
 * @param on the day of the notice: its choices hold
 */
export async function countedBefore(
  sql: Sql | Tx,
  row: CaseRow,
  law: LoadedLaw,
  on: Day,
): Promise<(CountedCase & Place)[]> {
  const { feeMonth, withdrawnCountsForFee } = law.choices(on)
  const registered = feeMonth === 'registration'
  const day = countedOn({ receivedOn: row.receivedOn, registeredOn: row.context.registeredOn }, feeMonth)
  const theirs = registered ? sql`(c.context->>'registeredOn')::date` : sql`c.received_on`
  return sql<(CountedCase & Place)[]>`
    select c.agency_id, c.unit_id, c.handler_id, c.id, coalesce(c.number, c.receipt) as number, c.title,
      case when c.context->'fee'->>'basis' = 'items' then (c.context->'fee'->>'quantity')::int else 1 end as items
    from ${casesUnder(sql, ofApplicant(row))} c
    where c.agency_id = ${row.agencyId} and c.id <> ${row.id}
      and to_char(${theirs}, 'YYYY-MM') = ${(day ?? on).slice(0, 7)}
      and (${theirs}, c.id) < (${day ?? on}::date, ${row.id}::uuid)
      ${withdrawnCountsForFee ? sql`` : sql`and c.context->>'withdrawnOn' is null`}
    order by ${theirs}, c.id`
}

/** The items that those applications come to. */
export const itemsOf = (counted: readonly CountedCase[]): number => counted.reduce((sum, { items }) => sum + items, 0)

/** What the form of a fee notice says so far, as it was typed. */
export type AskedFee = { basis?: string; quantity?: string; amount?: string; reason?: string; on?: string }

/** What the form of a fee notice shows before anything is recorded, in Chinese. */
export type FeeProposal = {
  basis: FeeRule['basis']
  quantity: string
  /** What the number counts, and the standard, by basis. */
  standards: Record<FeeRule['basis'], string>
  /** The computation and its sum, or what is still to be filled in. */
  says: string
  /** In yuan; null where it cannot be reckoned yet. */
  amount: number | null
  /** Less than that was typed: a reason is asked for. */
  lower: boolean
  /** By item: the earlier applications of the month. */
  counted: CountedCase[]
}

/**
 * By item where that gives a fee, else by page, unless the form says; which, and whether, a person decides.
 * @param who hears of the cases counted that they see
 */
export async function proposedFee(
  sql: Sql | Tx,
  row: CaseRow,
  law: LoadedLaw,
  today: Day,
  who: Who,
  asked: AskedFee = {},
): Promise<FeeProposal> {
  const on = dayOfNotice(asked, law, today)
  const before = await countedBefore(sql, row, law, on)
  const earlier = itemsOf(before)
  const reckon = (basis: FeeRule['basis'], quantity: number) =>
    fee(noticed({ basis, quantity, earlierThisMonth: earlier }), law.fees, on)
  const basis = isBasis(asked.basis) ? asked.basis : reckon('items', 1).amount > 0 ? 'items' : 'pages'
  const pages = pagesFound(row.context)
  const quantity = asked.quantity ?? (basis === 'items' ? '1' : pages > 0 ? String(pages) : '')
  const standard = (of: FeeRule['basis']) => standardInWords(feeRuleOn(of, law.fees, on))
  const ground = {
    basis,
    quantity,
    standards: {
      items: `含有几项内容的，按最小单位拆分计算件数。标准：${standard('items')}。`,
      pages: `页数按A4及以下幅面、单面计一页。标准：${standard('pages')}。`,
    },
    // All of them count; named are those that the asker sees.
    counted: basis === 'items' ? before.filter((one) => sees(who, one)).map(named) : [],
  }
  const elsewhere = basis === 'items' ? before.length - ground.counted.length : 0
  const n = decimal(quantity)
  if (n === undefined || n > MOST)
    return { ...ground, amount: null, lower: false, says: `填写${basis === 'items' ? '件数' : '页数'}以后计算金额。` }
  const reckoned = reckon(basis, n)
  const { receivedOn, context } = row
  const of = { you: '该申请人', receivedOn, registeredOn: context.registeredOn }
  const place = placeInWords({ basis, quantity: n, earlierThisMonth: earlier, on }, of, law)
  const typed = asked.amount === '0' ? 0 : (decimal(asked.amount) ?? reckoned.amount)
  const lower = typed < reckoned.amount
  return {
    ...ground,
    amount: reckoned.amount,
    lower,
    says: `${place}${computationInWords(basis, reckoned)}。${sumInWords(reckoned.amount, typed, !!asked.reason?.trim())}${elsewhere > 0 ? `计入的申请中有${elsewhere}件由其他承办机构办理。` : ''}`,
  }
}

const named = ({ id, number, title, items }: CountedCase): CountedCase => ({ id, number, title, items })

/** As the form has it, where that is a day on which there were rates. */
function dayOfNotice({ on = '' }: AskedFee, { fees }: LoadedLaw, today: Day): Day {
  return isDay(on) && on <= today && fees.every(({ inForce }) => inForce <= on) ? on : today
}

const isBasis = (basis: unknown): basis is FeeRule['basis'] => basis === 'items' || basis === 'pages'

/** The sum of the standard, and how the one that was typed stands to it. */
function sumInWords(reckoned: number, typed: number, hasReason: boolean): string {
  if (reckoned === 0) return '按标准不收费，不发收费通知。'
  const sum = `按标准应收${reckoned}元。`
  if (typed > reckoned) return `${sum}填写的金额高于${reckoned}元，不能收取。`
  if (!(typed < reckoned)) return sum
  return `${sum}填写的金额少收${reckoned - typed}元，${hasReason ? '理由印在通知书上' : '请写明少收的理由'}。`
}

/** What the rates give for a notice whose sum was left open; nothing for a number that nothing has. */
export const reckonedAmount = (notice: FactOf<'feeNotified'>, { fees }: LoadedLaw): number =>
  fee(noticed(notice), fees, notice.on).amount
