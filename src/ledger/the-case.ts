/** The case that an address names, for whoever asks: what is not theirs is not there. */
import { NOT_THEIRS, notFound, Refusal } from '../ground/errors.ts'
import { isId, isReceipt } from '../ground/ids.ts'
import type { House } from '../house.ts'
import type { Viewer } from '../people/sessions.ts'
import { sees, writes } from '../people/sight.ts'
import { type CaseRow, caseByReceipt, caseWithId } from './queries.ts'

/** The case, if this person sees it. @throws Refusal NOT_FOUND */
export async function theCase(house: Pick<House, 'sql'>, viewer: Viewer, id: string): Promise<CaseRow> {
  const row = isId(id) ? await caseWithId(house.sql, id) : undefined
  if (!row || !sees(viewer, row)) throw new Refusal('NOT_FOUND', { next: NOT_THEIRS })
  return row
}

/** The same for whoever is about to add to it. @throws Refusal NOT_FOUND, NOT_YOURS for who sees it and writes nothing */
export async function theCaseToWrite(house: Pick<House, 'sql'>, viewer: Viewer, id: string): Promise<CaseRow> {
  const row = await theCase(house, viewer, id)
  if (!writes(viewer, row)) throw new Refusal('NOT_YOURS')
  return row
}

/** @throws Refusal NOT_FOUND */
export const found = (row: CaseRow | undefined): CaseRow => {
  if (!row) throw notFound()
  return row
}

/** The case that receipt number and enquiry code open; an unknown receipt and a wrong code look alike. SQL: every look waits for it. */
export async function caseOpenedBy(
  { sql, keys }: Pick<House, 'sql' | 'keys'>,
  receipt: string,
  code: string,
): Promise<CaseRow | undefined> {
  const row = isReceipt(receipt) ? await caseByReceipt(sql, receipt) : undefined
  return row && keys.enquiryCodeFits(receipt, row, code, row.context.codes) ? row : undefined
}
