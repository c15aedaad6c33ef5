/**
 * What of a guide has to be announced, and by when: words that wait for approval, and what was changed of the agency elsewhere and no
 * version says yet. Both within the office's own period (`guideChange`). SQL: a job asks.
 */
import { type Day, inChineseWithWeekday } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import type { Seat } from '../people/seats.ts'
import type { AgencyProfile } from '../people/tables.ts'
import { differing, type Element, SHARED, sharedOf } from './content.ts'
import { GUIDE_EDITORS, linesOf, publishedIn, waitingIn } from './guide.ts'

export type Due = {
  agencyId: string
  name: string
  what: 'waiting' | 'changedElsewhere'
  /** The last day on which it is announced in time. */
  by: Day
  elements: Element[]
  /** Who wrote what waits. */
  writer?: string
}

/** When something of the agency was last changed: its line in the audit, which no change of an agency is without. */
async function changedAt(sql: Sql, agencyId: string): Promise<string | undefined> {
  const [line] = await sql<{ at: string }[]>`
    select at from audit_lines where agency_id = ${agencyId} and what = 'agency' and subject = ${agencyId} order by id desc limit 1`
  return line?.at
}

/** Of one agency that the connection has named; undefined where its guide says what is so, or it has none. */
export async function dueOf(
  { sql, law, time }: Pick<House, 'sql' | 'law' | 'time'>,
  agency: { id: string; name: string; profile: AgencyProfile },
): Promise<Due | undefined> {
  const lines = await linesOf(sql, agency.id)
  const { calendar, office } = law()
  const within = (at: string): Day => calendar.plus(dayIn(new Date(at)), office.guideChange).on
  const waits = waitingIn(lines)
  const inForce = publishedIn(lines).at(-1)
  const of = { agencyId: agency.id, name: agency.name }
  if (waits)
    return {
      ...{ ...of, what: 'waiting', by: within(waits.at), writer: waits.by },
      elements: differing(inForce?.content ?? {}, waits.content),
    }
  if (!inForce) return undefined
  const shared: readonly Element[] = SHARED
  const now = { ...inForce.content, ...sharedOf(agency.profile) }
  // Who has no fax says so in the guide alone.
  const elements = differing(inForce.content, now).filter((name) => shared.includes(name) && now[name] !== '')
  if (elements.length === 0) return undefined
  const at = (await changedAt(sql, agency.id)) ?? time.now().toISOString()
  return { ...of, what: 'changedElsewhere', by: within(at), elements }
}

/** In the digest of heads and administrators, each for the agencies that they serve; none of one's own words that somebody else approves. */
export async function guidesDue(
  house: Pick<House, 'sql' | 'law' | 'time'>,
  { username, seats }: { username: string; seats: readonly Seat[] },
): Promise<{ heading: string; lines: string[] }[]> {
  const agencyIds = seats
    .filter(({ roles }) => GUIDE_EDITORS.some((role) => roles.includes(role)))
    .flatMap((seat) => [...seat.agencyIds])
  if (agencyIds.length === 0) return []
  const agencies = await house.sql<{ id: string; name: string; profile: AgencyProfile }[]>`
    select a.id, a.name, a.profile from agencies a
    where a.id = any(${agencyIds}) and exists (select from guide_versions g where g.agency_id = a.id) order by a.position`
  const all: (Due | undefined)[] = []
  for (const agency of agencies) all.push(await dueOf(house, agency))
  const today = house.time.today()
  const lines = all.flatMap((due) => {
    if (!due || due.writer === `staff:${username}`) return []
    const late = due.by < today ? '，已经逾期' : due.by === today ? '，今天是最后一天' : ''
    const what = due.what === 'waiting' ? '公开指南的修改等待批准' : '机关资料已经改动，公开指南还没有更新'
    return [`${due.name}　${what}　${inChineseWithWeekday(due.by)}以前公布${late}`]
  })
  return lines.length === 0 ? [] : [{ heading: `公开指南有${lines.length}项变动等待公布：`, lines }]
}
