/**
 * 一并答复: the cases that one draft answers. Each is drafted, reviewed, signed and served for itself, on its own ledger;
 * that happens in one transaction, and they are always locked in the same order, so that nobody waits in a circle.
 * SQL: facts ask in their transaction.
 */
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import { nameAgency, type Sql, type Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import { type CaseRow, caseColumns } from '../ledger/queries.ts'
import type { IssuedLetter } from './together-letter.ts'

/** What happens to the one letter happens to it in every case that it answers. */
export const SHARED: readonly FactType[] = [
  ...(['replyReviewed', 'replyApproved', 'replySigned', 'replyReturned', 'replyServed'] as const),
]

/** Those who are answered with one letter, in the order of their numbers; and the letter, once the first has made it. */
export type Together = { members: readonly CaseRow[]; issued?: IssuedLetter }

/** 登记编号 of the cases that this case's draft answers; none where it answers the case alone. */
export const numbersOf = ({ context }: Pick<CaseRow, 'context'>) => context.draft?.together

/** Whether the case is one of these 登记编号 and its own draft answers exactly them. */
export const answers = (row: CaseRow, numbers: readonly string[]): boolean =>
  row.number !== null && numbersOf(row)?.join() === numbers.join() && numbers.includes(row.number)

/** In the order of their numbers, as the letter names them. */
export const casesNumbered = (sql: Sql | Tx, agencyId: string, numbers: readonly string[]) => sql<CaseRow[]>`
  select ${caseColumns(sql)} from cases c where agency_id = ${agencyId} and number = any(${numbers as string[]}) order by number`

/** Locked by id, the same way round for everybody. */
export const lockCases = (tx: Tx, agencyId: string, ids: readonly string[]) => tx<CaseRow[]>`
  select ${caseColumns(tx)}, ${nameAgency(tx)} as named from cases c
  where agency_id = ${agencyId} and id = any(${ids as string[]}::uuid[]) order by id for update`

/** Sorted by 登记编号; cases without one come first. */
export const byNumber = <T extends Pick<CaseRow, 'number'>>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => ((a.number ?? '') < (b.number ?? '') ? -1 : 1))

/** A refusal TOGETHER_REFUSED (409) with its reason in Chinese; to be thrown. */
export const refusedTogether = (message: string) => new Refusal('TOGETHER_REFUSED', { message })
