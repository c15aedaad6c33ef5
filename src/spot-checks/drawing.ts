/**
 * Which cases are drawn: every closed case of the month has a place in its stratum, by the SHA-256 of the seed and its id; the first
 * ones of each stratum are drawn. The seed is made when the office draws and shown with all places, so that anybody finds the same
 * places again: `printf '%s %s' SEED ID | openssl dgst -sha256`.
 *
 * A stratum is an agency and a group of results: the first three characters of the row of table 3 (3.1 to 3.6). The draw has one
 * statement, which numbers in the same order as `placesOf`; a test holds one against the other.
 */
import { OUTCOMES } from '../../workflows/disclosure/vocabulary.ts'
import { json, type Tx } from '../db/client.ts'
import { sha256 } from '../ground/canonical.ts'

/** Of table 3: 3.3.4 belongs to 3.3. */
export const groupOf = (row: string): string => row.slice(0, 3)

export const GROUPS: Readonly<Record<string, string>> = {
  '3.1': '予以公开',
  '3.2': '部分公开',
  '3.3': '不予公开',
  '3.4': '无法提供',
  '3.5': '不予处理',
  '3.6': '其他处理',
}

/** By which a case is ordered in its stratum: lower-case hexadecimal. */
export const digestOf = (seed: string, caseId: string): string => sha256(`${seed} ${caseId}`)

type Member = { agencyId: string; caseId: string; row: string }

/** Each member with its place in its stratum, from 1. */
export function placesOf<T extends Member>(seed: string, members: readonly T[]): (T & { place: number })[] {
  const inOrder = members
    .map((member) => ({ member, digest: digestOf(seed, member.caseId) }))
    .toSorted((a, b) => (a.digest < b.digest ? -1 : 1))
  const last = new Map<string, number>()
  return inOrder.map(({ member }) => {
    const stratum = `${member.agencyId} ${groupOf(member.row)}`
    const place = 1 + (last.get(stratum) ?? 0)
    last.set(stratum, place)
    return { ...member, place }
  })
}

const ROWS = Object.fromEntries(Object.entries(OUTCOMES).map(([outcome, { row }]) => [outcome, row]))

/** Puts down every closed case of the month with its place. @returns how many there were, and were drawn */
export async function drawInto(
  tx: Tx,
  { id, seed, perStratum }: { id: string; seed: string; perStratum: number },
  agencyIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<{ population: number; drawn: number }> {
  const [counted] = await tx<[{ population: number; drawn: number }]>`
    with closed as (
      select c.agency_id, c.id, r.value as row, c.counted_on,
        row_number() over (partition by c.agency_id, left(r.value, 3)
          order by encode(sha256(convert_to(${seed}::text || ' ' || c.id::text, 'UTF8')), 'hex') collate "C") as place
      from cases c join jsonb_each_text(${json(ROWS)}::jsonb) r on r.key = c.counted_as
      where c.agency_id = any(${agencyIds as string[]}) and c.counted_on between ${from}::date and ${to}::date
    ), kept as (
      insert into spot_cases (draw_id, agency_id, case_id, row, counted_on, place, drawn)
      select ${id}::uuid, agency_id, id, row, counted_on, place, place <= ${perStratum}::int from closed
      returning drawn
    )
    select count(*)::int as population, (count(*) filter (where drawn))::int as drawn from kept`
  return counted
}
