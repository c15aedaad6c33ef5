/** The page of whoever supervises: every agency's numbers side by side, and what is over its limit. */
import type postgres from 'postgres'
import { type Asked, besideSql } from './asked.ts'
import { caseIdsIn, overdueCases } from './desk.ts'
import { manyCases } from './million.ts'
import { type Office, signedInAs } from './office.ts'

const WANTED = 200 // ms
const ESCALATED = 100
const SOON = 5 // working days

export async function benchSupervision() {
  const office = await manyCases()
  return besideSql('supervision', 'all agencies', office, await supervisionQuestions(office), WANTED)
}

export async function supervisionQuestions({ app, house }: Office): Promise<Asked> {
  const headers = await signedInAs(app, 'supervisor')
  const today = house.time.today()
  const soon = house.law().calendar.plus(today, SOON).on
  const raw = async (sql: postgres.Sql) => {
    const [escalated, numbers] = await Promise.all([
      overdueCases(sql, today, ESCALATED),
      agencyNumbers(sql, today, soon),
      sql`select agency_id, step, count(*) from satisfaction group by 1, 2`,
    ])
    return { ids: escalated.map(({ id }) => id), numbers }
  }
  return { questions: [{ path: '/supervision', headers, raw }], idsIn: caseIdsIn }
}

/** The open ones by their index; those answered this year in one pass over the rows, for which there is no index. */
async function agencyNumbers(sql: postgres.Sql, today: string, soon: string): Promise<number[]> {
  const rows = await sql<Record<string, number | string>[]>`
    with open as (
      select agency_id,
        count(*) filter (where status not in ('settled', 'closed'))::int as open,
        count(*) filter (where next_due_on < ${today})::int as overdue,
        count(*) filter (where next_due_on = ${today})::int as today,
        count(*) filter (where next_due_on > ${today} and next_due_on <= ${soon})::int as soon,
        count(*) filter (where status = 'awaitingConfirmation')::int as unconfirmed,
        count(*) filter (where provisional and status in ('running', 'suspended'))::int as provisional
      from cases where stage <> 'archive' and agency_id = any(array(select id from agencies)) group by agency_id
    ), answered as (
      select agency_id, count(*)::int as answered, count(*) filter (where late)::int as late
      from cases where settled_on >= ${`${today.slice(0, 4)}-01-01`} group by agency_id
    )
    select a.name, o.open, o.overdue, o.today, o.soon, o.unconfirmed, o.provisional, s.answered, s.late
    from agencies a left join open o on o.agency_id = a.id left join answered s on s.agency_id = a.id order by a.position`
  return rows.flatMap((row) => Object.values(row).filter((value) => typeof value === 'number'))
}
