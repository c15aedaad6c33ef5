/**
 * 各机关排名: the agencies of whoever supervises, in the order of how they have answered in a year: the share in time, what was
 * late, what was lost before a review body or a court. SQL: as `supervision.ts`, whose indexes these are.
 */
import type { Sql } from '../db/client.ts'
import { counts, lastOfSuits } from './supervised.ts'

export const RANKED_BY = { inTime: '按期答复率', late: '逾期件数', lost: '被纠正件数' } as const
export type RankedBy = keyof typeof RANKED_BY

export type Figures = {
  agencyId: string
  name: string
  /** Replies of the year, and how many of them came after the statutory limit. */
  answered: number
  late: number
  /** Matters that were decided in the year, and how many of them against the agency (table 4: 结果纠正). */
  decided: number
  lost: number
}
/** `place`: from 1; those that are alike share one. Null of whom nothing is to be compared: it answered nothing, and no matter was decided. */
export type Ranked = Figures & { place: number | null }

/** In the order of the agencies. Of a suit with several instances the last result counts, as in table 4. */
export async function figuresOf(sql: Sql, agencyIds: readonly string[], year: number): Promise<Figures[]> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const asked = { year, agencyIds, today: to, soonUntil: to }
  const [named, answered, decided] = await Promise.all([
    sql<{ agencyId: string; name: string }[]>`
      select id as agency_id, name from agencies where id = any(${agencyIds as string[]}) order by position`,
    sql<Pick<Figures, 'agencyId' | 'answered' | 'late'>[]>`
      select agency_id, count(*)::int as answered, (count(*) filter (where ${counts(sql, 'late', asked)}))::int as late
      from cases c where agency_id = any(${agencyIds as string[]}) and ${counts(sql, 'answered', asked)} group by agency_id`,
    sql<Pick<Figures, 'agencyId' | 'decided' | 'lost'>[]>`
      select agency_id, count(*)::int as decided, (count(*) filter (where result = 'corrected'))::int as lost
      from (${lastOfSuits(sql, asked)}) l where decided_on between ${from} and ${to} group by agency_id`,
  ])
  const of = [answered, decided].map((rows) => new Map(rows.map((row) => [row.agencyId, row])))
  const none = { answered: 0, late: 0, decided: 0, lost: 0 }
  return named.map((agency) => Object.assign({ ...none }, ...of.map((rows) => rows.get(agency.agencyId)), agency))
}

/** Of `lost` who had no matter decided has lost none, and may be first all the same. */
const COUNTS: Record<RankedBy, (of: Figures) => boolean> = {
  inTime: ({ answered }) => answered > 0,
  late: ({ answered }) => answered > 0,
  lost: ({ answered, decided }) => answered + decided > 0,
}

/** Negative where the first is better. Shares are compared without dividing: what is alike is alike. */
const BETTER: Record<RankedBy, (one: Figures, other: Figures) => number> = {
  inTime: (one, other) => one.late * other.answered - other.late * one.answered,
  late: (one, other) => one.late - other.late,
  lost: (one, other) => one.lost - other.lost,
}

/** Best first; those that are alike in their given order, under one place; last those without anything to compare. */
export function ranked(figures: readonly Figures[], by: RankedBy): Ranked[] {
  const compared = figures.filter(COUNTS[by]).sort(BETTER[by])
  const rows = compared.map((one): Ranked => {
    const place = compared.findIndex((other) => BETTER[by](one, other) === 0) + 1
    return { ...one, place }
  })
  return [...rows, ...figures.filter((one) => !COUNTS[by](one)).map((one): Ranked => ({ ...one, place: null }))]
}
