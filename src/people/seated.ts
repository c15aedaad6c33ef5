/**
 * The places in which somebody works today, as `sessions.ts` has them of who is signed in: for work that is done while nobody is
 * there. Here nobody shows a factor, for nothing is opened by it. SQL: a sweep and its jobs ask.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import type { Seat } from './seats.ts'

/** @param ids of people who have not left; left out, all of them. @returns of each their own place first, then those that they cover on this day */
export async function seatsOf(sql: Sql, today: Day, ids?: readonly string[]): Promise<Map<string, Seat[]>> {
  const rows = await sql<(Seat & { me: string; until: Day | null })[]>`
    with me as (
      select id from people where ended_at is null ${ids ? sql`and id = any(${ids as string[]}::uuid[])` : sql``}
    ), places as (
      select id as me, id as place, null::date as until from me
      union all
      select c.covered_by, c.person_id, max(c.to_day) from covers c join me on me.id = c.covered_by
      where c.ended_at is null and c.approved and ${today} between c.from_day and c.to_day group by 1, 2
    ), takes_in as (
      select a.id, array(select b.id from agencies b where b.taken_in_by = a.id or b.id = a.id order by b.position) as agency_ids
      from agencies a
    )
    select places.me, p.id, p.username, p.name, p.roles, places.until, p.agency_id, takes_in.agency_ids,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.position)
        from person_units w join units u on u.id = w.unit_id where w.person_id = p.id), '[]') as units
    from places join people p on p.id = places.place join takes_in on takes_in.id = p.agency_id
    order by places.me, p.id <> places.me, p.username`
  const seats = new Map<string, Seat[]>()
  for (const { me, until, ...seat } of rows) {
    const theirs = seats.get(me) ?? []
    theirs.push({ ...seat, ...(until && { until }) })
    seats.set(me, theirs)
  }
  return seats
}
