/** One fact in many cases (contract, section 6): each case for itself, so that one that is not ready keeps no other back. */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { requireTheirs } from '../acts/may-record.ts'
import { tell } from '../audit/write.ts'
import { accept } from '../cases/accept.ts'
import { Refusal } from '../ground/errors.ts'
import type { Working } from '../house.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { theCaseToWrite } from '../ledger/the-case.ts'
import type { Viewer } from '../people/sessions.ts'
import { recordedSince, type Since } from './since.ts'

/** How a case took the fact: the status that it alone would have been answered with. */
export type Recorded = {
  case: string
  status: number
  /** Why it was refused. */
  code?: string
  message?: string
  number?: string | null
  receipt?: string
  title?: string
  /** Of one that was refused, what others recorded after the list was read. */
  since?: readonly Since[]
}

/** A page of the desk. */
export const MOST_CASES = 200

type From = {
  address: string
  request: string
  key: string | undefined
  /** When the list was read from which the cases were chosen. */
  listedAt?: string | undefined
}

/**
 * Records a fact in each of these cases, one after the other, in a transaction of each. A repeat under the same key is answered
 * by what was recorded first. Each is on the audit as if it had been asked for alone.
 * @param ids each case once; at most MOST_CASES
 * @param fact as it was read from outside, for all of them the same
 * @throws what is no refusal: then the cases before have the fact, and a repeat under the same key goes on
 */
export async function recordInEach(
  house: Working,
  ids: readonly string[],
  fact: Fact,
  viewer: Viewer,
  { address, request, key, listedAt }: From,
): Promise<Recorded[]> {
  const by = `staff:${viewer.username}`
  const results: Recorded[] = []
  for (const id of ids) {
    const { agencyId, ...result } = await inOne(house, id, fact, viewer, key)
    await tell(house.sql, house, {
      ...{ by, what: 'fact', succeeded: result.status < 400, address, request },
      ...(agencyId !== undefined && { agencyId, caseId: id }),
      detail: { route: 'POST /api/v1/cases/:id/facts', status: result.status },
    })
    const isOverTaken = result.status === 409 && agencyId !== undefined && listedAt !== undefined
    const since = isOverTaken ? await recordedSince(house, { agencyId, caseId: id }, listedAt) : []
    results.push(since.length > 0 ? { ...result, since } : result)
  }
  return results
}

async function inOne(
  house: Working,
  id: string,
  fact: Fact,
  viewer: Viewer,
  key: string | undefined,
): Promise<Recorded & { agencyId?: string }> {
  let known: Pick<Recorded, 'number' | 'receipt' | 'title'> & { agencyId?: string } = {}
  try {
    const row = await theCaseToWrite(house, viewer, id)
    known = { agencyId: row.agencyId, number: row.number, receipt: row.receipt, title: row.title }
    requireTheirs(viewer, fact, row)
    const actor = { by: `staff:${viewer.username}`, at: house.time.now() }
    const keyed = { scope: `${viewer.id} ${id} many`, key }
    const number = async (_: unknown, { row }: CaseFile) => ({ number: row.number })
    const { status, body } = await accept(house, row, fact, [], actor, keyed, viewer, number)
    return { case: id, status, ...known, ...body }
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    return { case: id, status: error.status, ...codeOf(error), ...known }
  }
}

/** Of a payload that does not fit this case, the code of its first field tells more than that it does not fit. */
const codeOf = ({ code, errors, message }: Refusal) => ({
  code,
  message: errors.length > 0 ? errors.map((one) => String(one.message)).join('；') : message,
})
