/** The fee as its form offers it: what the rules give, and the applications of the month that it counts. */
import type { CaseRow } from '../ledger/queries.ts'
import type { Field, Reckoned } from '../web/shapes.ts'
import type { CountedCase, FeeProposal } from './propose-fee.ts'

/** What the number counts, and the standard, for the basis that is chosen. */
export function feeField(name: string, { basis, quantity, standards }: FeeProposal): Partial<Field> {
  if (name === 'basis') return { value: basis }
  if (name !== 'quantity') return {}
  return {
    value: quantity,
    when: { field: 'basis', is: ['items', 'pages'] },
    helps: Object.entries(standards).map(([is, text]) => ({ is, text })),
  }
}

/** The sum, where it is reckoned anew, and what it counts. */
export const reckonedFee = ({ id }: CaseRow, { says, counted }: FeeProposal): Reckoned => ({
  url: `/api/v1/cases/${id}/fee`,
  says,
  counted: counted.map(countedLink),
})

/** An earlier application of the month, as the form of the fee names it. */
export const countedLink = ({ id, number, title, items }: CountedCase) => ({
  url: `/cases/${id}`,
  label: `${number} ${title}${items > 1 ? `（计${items}件）` : ''}`,
})
