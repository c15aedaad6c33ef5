/**
 * A district's report against those of its agencies: the sum is counted from the facts, a final report stands as it was frozen, so
 * the two may part where something was put right in between. Each such cell is named with its agency, and whose report is not final.
 */
import type { Sql, Tx } from '../db/client.ts'
import { frozenOf } from './annual-final.ts'
import type { Scope } from './annual-scope.ts'
import { type Tables34, tablesNow } from './annual-tables.ts'
import type { Period } from './annual-year.ts'
import { type CellName, COLUMN_NAMES, PROCEEDING_NAMES, RESULT_NAMES } from './shape.ts'

export type AgencyStands = { agency: string; name: string; final: boolean }
/** `expected` stands in the agency's final report, `found` is what the facts give of it now. */
export type Parted = { agency: string; cell: CellName; expected: number; found: number }

/**
 * @param own the district's report where it is final
 * @returns nothing for the report of one agency; `isCompared` is false where there was nothing to hold the sum against
 */
export async function agenciesIn(
  sql: Sql | Tx,
  { agencyIds, choices, kind }: Scope,
  period: Period,
  own: Tables34 | undefined,
): Promise<{ agencies: AgencyStands[]; parted: Parted[]; isCompared: boolean } | undefined> {
  if (kind !== null) return undefined
  const agencies: AgencyStands[] = []
  const parted: Parted[] = []
  const finals: Tables34[] = []
  for (const agencyId of agencyIds) {
    const name = choices.find(({ agency }) => agency === agencyId)?.name ?? agencyId
    const frozen = await frozenOf(sql, { agencyId, district: false }, period.year)
    agencies.push({ agency: agencyId, name, final: frozen !== undefined })
    if (frozen) finals.push(frozen.tables)
    if (frozen && !own) parted.push(...cellsApart(name, frozen.tables, await tablesNow(sql, [agencyId], period)))
  }
  // A frozen sum can be held against frozen parts only where it has all of them.
  const hasAll = finals.length === agencyIds.length
  if (own && hasAll) parted.push(...cellsApart('各机关合计', summed(finals), own))
  return { agencies, parted, isCompared: own ? hasAll : finals.length > 0 }
}

function summed(finals: readonly Tables34[]): Tables34 {
  const [first, ...others] = structuredClone(finals) as [Tables34, ...Tables34[]]
  for (const { table3, table4 } of others) {
    for (const row of first.table3)
      for (const column of COLUMN_NAMES) row[column] += table3.find((one) => one.row === row.row)?.[column] ?? 0
    for (const proceeding of PROCEEDING_NAMES)
      for (const result of RESULT_NAMES) first.table4[proceeding][result] += table4[proceeding][result]
  }
  return first
}

function cellsApart(agency: string, frozen: Tables34, now: Tables34): Parted[] {
  const cells: [CellName, number, number][] = [
    ...frozen.table3.flatMap((row) =>
      COLUMN_NAMES.map((column): [CellName, number, number] => [
        `table3/${row.row}/${column}`,
        row[column],
        now.table3.find((one) => one.row === row.row)?.[column] ?? 0,
      ]),
    ),
    ...PROCEEDING_NAMES.flatMap((proceeding) =>
      RESULT_NAMES.map((result): [CellName, number, number] => [
        `table4/${proceeding}/${result}`,
        frozen.table4[proceeding][result],
        now.table4[proceeding][result],
      ]),
    ),
  ]
  return cells.flatMap(([cell, expected, found]) => (expected === found ? [] : [{ agency, cell, expected, found }]))
}
