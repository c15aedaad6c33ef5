/** 信息处理费: what may be charged, tier by tier. The engine proposes; whether to charge is a person's decision (Art 42: 可以). */
import type { Choices } from './choices.ts'
import { type Dated, inForceOn } from './dated.ts'
import type { Day } from './days.ts'
import { ClockFault } from './fault.ts'
import { sentence } from './sentences.ts'

/** The part of a quantity from `from` on, at `rate` yuan each. With `every` and `step`, each further block costs `step` more. */
type FeeTier = { from: number; to?: number; rate: number; every?: number; step?: number }

export type FeeRule = Dated & { basis: 'items' | 'pages'; article: string; tiers: FeeTier[] }

/** Items are counted per applicant, agency and calendar month; pages per application. */
export type FeeQuestion =
  | { basis: 'items'; earlierThisMonth: number; items: number }
  | { basis: 'pages'; pages: number }

export type FeeLine = { from: number; to: number; rate: number; amount: number }
export type Fee = { amount: number; lines: FeeLine[] }

/** More than any month or file has seen; beyond it a line for each block would only fill the disk. */
export const MOST = 100_000

/** What a notice asks the rates: by item, the place of this application in the month follows from those before it. */
export const noticed = ({ basis, quantity, earlierThisMonth = 0 }: Noticed): FeeQuestion =>
  basis === 'pages' ? { basis, pages: quantity } : { basis, earlierThisMonth, items: quantity }

/** The day by which an application belongs to a calendar month: as the agency chose. */
export const countedOn = (
  { receivedOn, registeredOn }: { receivedOn: Day | null; registeredOn: Day | null },
  feeMonth: Choices['feeMonth'],
): Day | null => (feeMonth === 'registration' ? registeredOn : receivedOn)

/** The standard by items or by pages on a day. @throws ClockFault NO_RULE_IN_FORCE */
export const feeRuleOn = (basis: FeeRule['basis'], rules: readonly FeeRule[], on: Day): FeeRule =>
  inForceOn(
    rules.filter((rule) => rule.basis === basis),
    on,
    'rule.fee',
  )

type Noticed = { basis: FeeRule['basis']; quantity: number; earlierThisMonth?: number }

/**
 * The fee for one application on a day (YYYY-MM-DD), in yuan, with a line for each tier (国办函〔2020〕109号).
 * @throws ClockFault UNKNOWN_BASIS, BAD_QUANTITY, NO_RULE_IN_FORCE
 */
export function fee(question: FeeQuestion, rules: readonly FeeRule[], on: Day): Fee {
  const { first, last } = rangeOf(question)
  const rule = feeRuleOn(question.basis, rules, on)
  const lines: FeeLine[] = []
  for (const tier of rule.tiers) {
    if (tier.every === undefined) addLine(lines, first, last, tier.from, tier.to ?? last, tier.rate)
    else addBlocks(lines, first, last, tier)
  }
  return { amount: lines.reduce((sum, line) => sum + line.amount, 0), lines }
}

/** The ordinal numbers that this application takes: in the month for items, in the application for pages. */
function rangeOf(question: FeeQuestion): { first: number; last: number } {
  if (question.basis === 'items') {
    const earlier = count(question.earlierThisMonth, 'earlierThisMonth', 0)
    return { first: earlier + 1, last: earlier + count(question.items, 'items', 0) }
  }
  if (question.basis === 'pages') return { first: 1, last: count(question.pages, 'pages', 0) }
  throw new ClockFault('UNKNOWN_BASIS', sentence('fault.unknownBasis'))
}

function count(value: unknown, field: string, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST) return value
  throw new ClockFault('BAD_QUANTITY', sentence('fault.quantity', { field, least, most: MOST }))
}

function addLine(lines: FeeLine[], first: number, last: number, tierFrom: number, tierTo: number, rate: number): void {
  const from = Math.max(first, tierFrom)
  const to = Math.min(last, tierTo)
  if (to >= from) lines.push({ from, to, rate, amount: (to - from + 1) * rate })
}

function addBlocks(lines: FeeLine[], first: number, last: number, tier: FeeTier): void {
  const every = tier.every!
  const skipped = Math.max(0, Math.floor((first - tier.from) / every))
  for (let block = skipped; tier.from + block * every <= last; block++) {
    const from = tier.from + block * every
    addLine(lines, first, last, from, Math.min(from + every - 1, tier.to ?? last), tier.rate + block * (tier.step ?? 0))
  }
}
