/**
 * What was published cannot be unsaid: whoever kept it lays it beside whatever comes later. Two tables of one year tell small figures
 * that neither of them tells, where they count the same cases otherwise: by the sums of two offices that have agencies in common; or
 * once before and once after a case was added. So an agency stands in the tables of one office alone, and whatever hides
 * a figure has one version. Taking back changes nothing of it. Pure.
 */
import type { Figures } from './figures.ts'

/** Whether somebody reads the same figures in both; names may have changed. */
export const saysTheSame = (a: Figures, b: Figures): boolean =>
  JSON.stringify(figuresIn(a)) === JSON.stringify(figuresIn(b))

// In a column of jsonb the names have another order.
const figuresIn = ({ agencies, tables }: Figures) => [
  agencies.map(({ code }) => code),
  tables.map(({ of, kinds, cells, sums, totals }) => [of, kinds, cells, sums, totals]),
]

/** Whether a figure of it is not published. */
export const hidesAny = ({ tables }: Figures): boolean =>
  tables.some(({ cells, sums }) => [...cells.flat(), ...sums].includes(null))

/**
 * Whether this version may stand beside those of the same office and year that were published before. One without a hidden
 * figure tells small ones all the same where another hides them.
 */
export const mayFollow = (now: Figures, before: readonly Figures[]): boolean =>
  before.every((one) => saysTheSame(one, now) || !(hidesAny(one) || hidesAny(now)))

/** The agencies of these figures that stand in figures of other offices. */
export function alsoIn<T extends { content: Figures }>(
  now: Figures,
  others: readonly T[],
): { code: string; name: string; in: T }[] {
  const codes = new Set(now.agencies.map(({ code }) => code))
  return others.flatMap((one) =>
    one.content.agencies.filter(({ code }) => codes.has(code)).map(({ code, name }) => ({ code, name, in: one })),
  )
}
