/**
 * 无效件 that speak against themselves, for 自查 (Art 18 asks for a look at what was withheld; here nothing was answered at all): of
 * the latest ones those that were set aside too late, or that ask for something. SQL: see `desk/question.ts`.
 */
import { type Aside, asidesOf } from '../cases/asides.ts'
import type { House } from '../house.ts'
import { isVoid } from '../ledger/moved.ts'
import { seenInSql } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'

export type Doubted = { id: string; receipt: string; agencyName: string; title: string; aside: Aside }

/** So many are read; what is older was looked at when it was new. */
export const LOOKED_THROUGH = 200

/** The latest submitted first, of these those that the viewer sees. @param agencyIds agencies that the viewer serves */
export async function doubtedAsides(
  house: Pick<House, 'sql' | 'lawFor' | 'time' | 'keys'>,
  viewer: Viewer,
  agencyIds: readonly string[],
): Promise<Doubted[]> {
  const { sql } = house
  const rows = await sql<Omit<Doubted, 'aside'>[]>`
    select c.id, c.receipt, a.name as agency_name, c.title from cases c join agencies a on a.id = c.agency_id
    where c.agency_id = any(${agencyIds as string[]}) and ${isVoid(sql)} and ${seenInSql(sql, viewer)}
    order by c.submitted_on desc, c.id limit ${LOOKED_THROUGH}`
  const asides = await asidesOf(
    house,
    agencyIds,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) => {
    const aside = asides.get(row.id)
    return aside && aside.doubts.length > 0 ? [{ ...row, aside }] : []
  })
}
