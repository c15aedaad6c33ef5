/**
 * What a fee notice says of its sum (国办函〔2020〕109号): the standard tier by tier, the place in the month or the pages, the
 * computation, how to pay, and the notice that it replaces. In Chinese, as letters are. Pure: letters, the desk, and the
 * applicant's page say the same.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { countedOn, type Fee, type FeeRule, fee, feeRuleOn, noticed } from '../../workflows/statute/fees.ts'
import type { AgencyProfile } from '../people/tables.ts'

type Basis = FeeRule['basis']
const UNIT: Record<Basis, string> = { items: '件', pages: '页' }
const BEGINS: Record<Basis, string> = { items: '同一申请人一个自然月内累计申请', pages: '一件申请' }

/** What a sum is reckoned from. */
type Counted = Pick<FactOf<'feeNotified'>, 'basis' | 'quantity' | 'earlierThisMonth' | 'on'>

/** Who asks, and on which days the application came. */
export type FeeCase = { you: string; receivedOn: Day | null; registeredOn: Day | null }

/** The blanks `fee.*`. @param voided numbers of earlier notices of the same case that are void */
export function feeNotice(notice: FactOf<'feeNotified'>, of: FeeCase, voided: readonly string[], law: Law) {
  const rule = feeRuleOn(notice.basis, law.fees, notice.on)
  const reckoned = fee(noticed(notice), law.fees, notice.on)
  const byItems = notice.basis === 'items'
  return {
    beyond: beyondInWords(notice, of),
    basis: byItems ? '按件计收' : '按量计收',
    article: byItems ? '第四条' : '第五条',
    standard: `${standardInWords(rule)}。`,
    place: placeInWords(notice, of, law),
    computation: `按照标准计算，${computationInWords(notice.basis, reckoned)}。${reduced(notice, reckoned)}`,
    amount: String(notice.amount),
    instead: voided.length > 0 ? `本机关此前发出的收费通知书（${voided.join('、')}）作废，以本通知书为准。` : undefined,
  }
}

/**
 * What there is too much of (Art 42). 频次 is of several applications: one that was charged by its pages, or that holds all
 * the items that count, shows 数量 alone.
 */
const beyondInWords = ({ basis, earlierThisMonth = 0 }: Counted, { you }: Pick<FeeCase, 'you'>): string =>
  basis === 'pages'
    ? `${you}本件申请所涉政府信息的数量`
    : `${you}申请公开政府信息的${earlierThisMonth > 0 ? '数量、频次' : '数量'}`

/** The tiers of a standard, without a full stop. */
export function standardInWords({ basis, tiers }: FeeRule): string {
  const unit = UNIT[basis]
  const parts = tiers.map(({ from, to, rate, every, step }) => {
    const price = rate === 0 ? '不收费' : `每${unit}${rate}元`
    if (every)
      return `${from}${unit}以上的部分，以${every}${unit}为一档，${from}${unit}至${from + every - 1}${unit}${price}，每增加一档，每${unit}提高${step}元`
    if (!to) return `${from}${unit}以上的部分${price}`
    return from === 1
      ? `${to}${unit}以下（含${to}${unit}）的部分${price}`
      : `${from}${unit}至${to}${unit}（含${to}${unit}）的部分${price}`
  })
  return `${BEGINS[basis]}${parts.join('；')}`
}

/** How a sum comes about, tier by tier, without a full stop. */
export function computationInWords(basis: Basis, { lines }: Fee): string {
  const unit = UNIT[basis]
  return lines
    .map(({ from, to, rate, amount }) => {
      const span = from === to ? `第${from}${unit}` : `第${from}${unit}至第${to}${unit}共${to - from + 1}${unit}`
      return rate === 0 ? `${span}不收费` : `${span}，每${unit}${rate}元，计${amount}元`
    })
    .join('；')
}

/** Which application of the month this is, or how many pages. */
export function placeInWords({ basis, quantity, earlierThisMonth = 0, on }: Counted, of: FeeCase, law: Law): string {
  if (basis === 'pages') return `本件申请需要提供的政府信息共${quantity}页（A4及以下幅面，单面计一页）。`
  const { feeMonth } = law.choices(on)
  const [year, month] = (countedOn(of, feeMonth) ?? on).split('-').map(Number)
  const act = feeMonth === 'registration' ? '登记' : '收到'
  const first = earlierThisMonth + 1
  const which =
    quantity === 1
      ? `本件为第${first}件。`
      : `本件含有多项内容，按照“一事一申请”原则，以合理的最小单位拆分为${quantity}件，为第${first}件至第${first + quantity - 1}件。`
  return `本机关${year}年${month}月${act}的${of.you}的政府信息公开申请中，${which}`
}

/** Less than the rates give, and why. */
const reduced = ({ amount, reason }: FactOf<'feeNotified'>, reckoned: Fee): string =>
  amount < reckoned.amount && reason ? `因${reason.replace(/[。；]$/, '')}，少收${reckoned.amount - amount}元。` : ''

export type Payment = {
  payee?: string
  account?: string
  place?: string
  office?: string
  address?: string
  phone?: string
}
/** How to pay as its parts, for pages of another language: what the office entered is told as it stands. */
export function paymentOf({ feePayee, feeAccount, feePlace, office, address, phone }: AgencyProfile): Payment {
  return {
    ...(feePayee && { payee: feePayee }),
    ...(feeAccount && { account: feeAccount }),
    ...(feePlace && { place: feePlace }),
    // A payee alone tells nobody where to pay.
    ...(!feeAccount && !feePlace && { office, address, phone }),
  }
}

/** How and where to pay, as the agency has set it; where it has set nothing, at its own office. */
export function paymentInWords({ feePayee, feeAccount, feePlace, office, address, phone }: AgencyProfile): string {
  const transfer = [feePayee && `收款单位：${feePayee}`, feeAccount && `开户行和账号：${feeAccount}`].filter(Boolean)
  const ways = [
    transfer.length > 0 && `请将款项缴入以下账户。${transfer.join('；')}。`,
    feePlace && `现场缴纳的地点和时间：${feePlace}。`,
    // A payee alone tells nobody where to pay.
    !feeAccount &&
      !feePlace &&
      `请持本通知书到${office}（地址：${address}，电话：${phone}）领取缴款凭证，按照政府非税收入收缴的规定缴入国库。`,
  ]
  return `${ways.filter(Boolean).join('')}缴款后取得的财政票据请妥善保存。`
}
