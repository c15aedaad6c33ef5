/**
 * The numbers of every agency side by side, for whoever supervises. Case rows only, and of them their indexes. SQL: with forty
 * agencies the builder takes longer to write the question than the page to be made.
 */
import type { Day } from '../../workflows/statute/days.ts'
import { askedOnce } from '../db/asked-once.ts'
import type { Sql } from '../db/client.ts'
import { counts, type Supervised } from './supervised.ts'

export type AgencyNumbers = {
  agencyId: string
  name: string
  open: number
  overdue: number
  /** As the desk counts them: the last day is today; it is soon, and not today. */
  today: number
  soon: number
  unconfirmed: number
  /** 无效件. */
  aside: number
  provisional: number
  /** Answered since the beginning of the year, and how many of them after the limit. */
  answered: number
  late: number
  /** The same by the reading least favourable to the agency. */
  lateCarefully: number
}

/** In the order of the agencies; each number is that of the desk behind its link. */
export function agencyNumbers(
  sql: Sql,
  agencyIds: readonly string[],
  today: Day,
  soonUntil: Day,
): Promise<AgencyNumbers[]> {
  return askedOnce(sql, ['supervision', agencyIds, today, soonUntil], () => count(sql, agencyIds, today, soonUntil))
}

/** What is open, what waits for its confirmation, and what was answered this year: each in an index that holds no more. */
async function count(sql: Sql, agencyIds: readonly string[], today: Day, soonUntil: Day): Promise<AgencyNumbers[]> {
  const these = sql`c.agency_id = any(${agencyIds as string[]})`
  const asked = { year: Number(today.slice(0, 4)), agencyIds, today, soonUntil }
  const of = (figure: Supervised) => counts(sql, figure, asked)
  const [named, ...counted] = await Promise.all([
    sql<Of[]>`
      select id as agency_id, name from agencies where id = any(${agencyIds as string[]}) order by position`,
    sql<Of[]>`
      select agency_id, (count(*) filter (where ${of('open')}))::int as open,
        (count(*) filter (where ${of('overdue')}))::int as overdue,
        (count(*) filter (where ${of('today')}))::int as today,
        (count(*) filter (where ${of('soon')}))::int as soon,
        (count(*) filter (where ${of('provisional')}))::int as provisional
      from cases c where ${these} and stage <> 'archive' group by agency_id`,
    sql<Of[]>`
      select agency_id, count(*)::int as unconfirmed from cases c
      where ${these} and ${of('unconfirmed')} group by agency_id`,
    sql<Of[]>`
      select agency_id, count(*)::int as aside from cases c where ${these} and ${of('aside')} group by agency_id`,
    sql<Of[]>`
      select agency_id, count(*)::int as answered, (count(*) filter (where ${of('late')}))::int as late,
        (count(*) filter (where ${of('lateCarefully')}))::int as late_carefully
      from cases c where ${these} and ${of('answered')} group by agency_id`,
  ])
  const byAgency = counted.map((rows) => new Map(rows.map((row) => [row.agencyId, row])))
  return named.map((agency) => Object.assign({ ...NONE }, ...byAgency.map((rows) => rows.get(agency.agencyId)), agency))
}

type Of = Partial<AgencyNumbers> & Pick<AgencyNumbers, 'agencyId'>

const NONE = {
  open: 0,
  overdue: 0,
  today: 0,
  soon: 0,
  unconfirmed: 0,
  aside: 0,
  provisional: 0,
  answered: 0,
  late: 0,
  lateCarefully: 0,
}
