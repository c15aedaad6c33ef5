/** Why the drafts of a heap came back, read with its page. SQL: the cases of one page. */
import { lastReturn, type Returned } from '../cases/returned.ts'
import { readAs } from '../db/client.ts'
import type { House } from '../house.ts'
import { type CaseRow, factsOfEach } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'

/** By the id of the case. @param agencyIds those that the viewer serves, so that the wall lets the words through */
export async function returnedOf(
  house: Pick<House, 'sql' | 'keys'>,
  agencyIds: readonly string[],
  rows: readonly Pick<CaseRow, 'id'>[],
): Promise<Map<string, Returned>> {
  if (rows.length === 0) return new Map()
  return readAs(house, agencyIds, async ({ sql }) => {
    const ids = rows.map(({ id }) => id)
    const cases = await sql<Pick<CaseRow, 'agencyId' | 'id'>[]>`
      select agency_id, id from cases where agency_id = any(${[...agencyIds]}) and id = any(${ids}::uuid[])`
    const lasts = (await factsOfEach(sql, house.keys, cases)).map(lastReturn)
    const names = await namesOf(
      sql,
      lasts.flatMap((last) => (last ? [last.by] : [])),
    )
    return new Map(
      lasts.flatMap((last, i) => (last ? [[cases[i]!.id, { ...last, by: names.get(last.by) ?? last.by }]] : [])),
    )
  })
}
