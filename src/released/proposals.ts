/**
 * 转主动公开 of the cases that somebody sees: what was proposed, where each proposal stands, and what was converted month by
 * month. SQL: a page of each agency is read from its index, see `desk/question.ts`.
 */
import type { Release } from '../../workflows/disclosure/readings.ts'
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { isId } from '../ground/ids.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import type { Who } from '../people/sight.ts'

/** What a list is filtered by; the readings of the open ones follow from what their agency has chosen. */
export const PROPOSAL_GROUPS = {
  open: '待决定',
  released: '已公开',
  refused: '不转主动公开',
  withdrawn: '已撤下',
} as const
export type ProposalGroup = keyof typeof PROPOSAL_GROUPS

export type ProposalRow = {
  agencyId: string
  agency: string
  caseId: string
  number: string | null
  receipt: string
  title: string
  /** What its case remembers. */
  release: Release
  /** By when an open one is decided; null of the others. */
  dueOn: Day | null
  /** What was published of it, and since when it is taken down. */
  item: string | null
  releasedOn: Day | null
  withdrawnOn: Day | null
}

export type ProposalQuestion = { agency?: string; group?: ProposalGroup; cursor?: string }

/** @returns the latest proposals first, one more than `most` where there are more */
export function proposalsOf(
  sql: Sql,
  who: Who,
  agencyIds: readonly string[],
  { group, cursor }: ProposalQuestion,
  most: number,
): Promise<ProposalRow[]> {
  const where = allOf(sql, [
    sql`c.agency_id = a.id and (c.context ->> 'releaseProposedOn') is not null`,
    group && GROUP[group](sql),
    after(sql, cursor),
    seenInSql(sql, who),
  ])
  return sql<ProposalRow[]>`
    select k.*, a.name as agency from agencies a cross join lateral (
      select c.agency_id, c.id as case_id, c.number, c.receipt, c.title, d.due_on, r.id as item, r.released_on, r.withdrawn_on,
        jsonb_strip_nulls(jsonb_build_object(
          'releaseProposed', c.context -> 'releaseProposed', 'releaseProposedOn', c.context -> 'releaseProposedOn',
          'releaseChosenOn', c.context -> 'releaseChosenOn',
          'released', c.context -> 'released', 'readings', c.context -> 'readings',
          'releaseWithdrawnOn', c.context -> 'releaseWithdrawnOn')) as release
      from cases c
      left join deadlines d on (d.agency_id, d.case_id, d.kind) = (c.agency_id, c.id, 'release')
      left join released r on (r.agency_id, r.case_id) = (c.agency_id, c.id)
      where ${where} order by (c.context ->> 'releaseProposedOn') desc, c.id desc limit ${most + 1}
    ) k where a.id = any(${agencyIds as string[]})
    order by (k.release ->> 'releaseProposedOn') desc, k.case_id desc limit ${most + 1}`
}

/** How many there are of each group, of the cases that somebody sees. */
export async function proposalCounts(
  sql: Sql,
  who: Who,
  agencyIds: readonly string[],
): Promise<Record<ProposalGroup, number>> {
  const number = (group: ProposalGroup) => sql`(count(*) filter (where ${GROUP[group](sql)}))::int as ${sql(group)}`
  const [row] = await sql<Record<ProposalGroup, number>[]>`
    select ${number('open')}, ${number('released')}, ${number('refused')}, ${number('withdrawn')}
    from cases c left join released r on (r.agency_id, r.case_id) = (c.agency_id, c.id)
    where c.agency_id = any(${agencyIds as string[]}) and (c.context ->> 'releaseProposedOn') is not null
      and ${seenInSql(sql, who) ?? sql`true`}`
  return row!
}

/** Where the next page begins. */
export const cursorOf = ({ release, caseId }: Pick<ProposalRow, 'release' | 'caseId'>): string =>
  `${release.releaseProposedOn}_${caseId}`

function after(sql: Sql, cursor: string | undefined): Fragment | undefined {
  const [, on, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  if (!on || !id || !isCommonDay(on) || !isId(id)) return undefined
  return sql`((c.context ->> 'releaseProposedOn'), c.id) < (${on}, ${id}::uuid)`
}

const GROUP: Record<ProposalGroup, (sql: Sql) => Fragment> = {
  open: (sql) => sql`(c.context ->> 'releaseProposed')::boolean`,
  released: (sql) => sql`(c.context ->> 'released')::boolean and r.withdrawn_on is null`,
  refused: (sql) => sql`not (c.context ->> 'releaseProposed')::boolean and not (c.context ->> 'released')::boolean
    and not c.context ? 'releaseWithdrawnOn'`,
  withdrawn: (sql) => sql`not (c.context ->> 'releaseProposed')::boolean
    and (r.withdrawn_on is not null or (c.context ? 'releaseWithdrawnOn' and not (c.context ->> 'released')::boolean))`,
}

/** So many items of cases were published in this month (`2026-03`), taken down, and published again. */
export type Converted = { month: string; published: number; withdrawn: number; restored: number }

/** What was converted in a year, month by month, those without any left out: by the acts, of which none is ever lost. */
export const convertedIn = (sql: Sql, agencyIds: readonly string[], year: number) => sql<Converted[]>`
  select to_char(a.at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
    (count(*) filter (where a.act = 'published'))::int as published,
    (count(*) filter (where a.act = 'withdrawn' and not exists (
      select from release_acts b where (b.released_id, b.version, b.act) = (a.released_id, a.version - 1, 'withdrawn'))))::int as withdrawn,
    (count(*) filter (where a.act = 'restored'))::int as restored
  from release_acts a join released r on r.id = a.released_id
  where r.agency_id = any(${agencyIds as string[]}) and r.case_id is not null and a.act <> 'corrected'
    and a.at >= ${`${year}-01-01T00:00:00+08:00`} and a.at < ${`${year + 1}-01-01T00:00:00+08:00`}
  group by 1 order by 1`

/** How many proposals of these agencies should have been decided before today. */
export async function undecided(sql: Sql, agencyIds: readonly string[], today: Day): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from deadlines
    where kind = 'release' and due_on < ${today} and agency_id = any(${agencyIds as string[]})`
  return row!.n
}
