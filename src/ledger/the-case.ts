/** The case that an address names, for whoever asks: what is not theirs is not there. */
import { notFound } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import type { Viewer } from '../people/sessions.ts'
import { type CaseRow, caseById } from './queries.ts'

/** The case, if it is one of the agencies that this person works for. */
export async function theCase(house: Pick<House, 'sql'>, viewer: Viewer, id: string): Promise<CaseRow> {
  return found(isId(id) ? await caseById(house.sql, viewer.agencyIds, id) : undefined)
}

/** @throws Refusal NOT_FOUND */
export const found = (row: CaseRow | undefined): CaseRow => {
  if (!row) throw notFound()
  return row
}
