/** 对账: how many applications and steps went over on a day, by what is on record here. SQL: counts by the index of each agency. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'

type Counts = { applications: number; steps: number }
export type DayCounts = { sent: Counts; received: Counts }

/** @param agencyIds of these; without them of all */
export async function countsOf(sql: Sql, day: Day, agencyIds?: readonly string[]): Promise<DayCounts> {
  const ids = agencyIds ? sql`select unnest(${agencyIds as string[]}::text[]) as id` : sql`select id from agencies`
  const [from, to] = [
    sql`${`${day}T00:00:00+08:00`}::timestamptz`,
    sql`${`${day}T00:00:00+08:00`}::timestamptz + interval '1 day'`,
  ]
  const [row] = await sql<{ out: number; outSteps: number; came: number; cameSteps: number }[]>`
    with ids as (${ids})
    select
      (select count(*) filter (where m.kind = 'application')::int from ids join exchange_messages m on m.agency_id = ids.id
        where m.state = 'taken' and m.taken_at >= ${from} and m.taken_at < ${to}) as out,
      (select count(*) filter (where m.kind <> 'application')::int from ids join exchange_messages m on m.agency_id = ids.id
        where m.state = 'taken' and m.taken_at >= ${from} and m.taken_at < ${to}) as out_steps,
      (select count(*) filter (where r.n = 0)::int from ids join exchange_received r on r.agency_id = ids.id
        where r.at >= ${from} and r.at < ${to}) as came,
      (select count(*) filter (where r.n > 0)::int from ids join exchange_received r on r.agency_id = ids.id
        where r.at >= ${from} and r.at < ${to}) as came_steps`
  const { out, outSteps, came, cameSteps } = row!
  return {
    sent: { applications: out, steps: outSteps },
    received: { applications: came, steps: cameSteps },
  }
}
