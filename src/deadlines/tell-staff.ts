/**
 * Whose reminder is due: one digest on each working day at the hour that the person chose; what is urgent at once, outside their
 * quiet hours, in which nothing is lost: what came at night goes in the morning. Each is put down and enqueued in one transaction; what
 * it says is found when it is sent (`remind.ts`). SQL: a sweep asks, six times an hour.
 */
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import type { House } from '../house.ts'
import { enqueueInTurn } from '../jobs/enqueue.ts'
import { seatsOf } from '../people/seated.ts'
import { urgentSince } from './case-lines.ts'
import { isQuietAt, type OwnSettings, USUAL } from './own-settings.ts'
import type { MessageKind, WayName } from './tables.ts'

type Person = Partial<Pick<OwnSettings, 'hour' | 'quietFrom' | 'quietTo'>> & {
  id: string
  way: WayName | null
  /** Of this day. */
  hadDigest: boolean
  urgents: number
  /** Until when the last one of this day says what had come. */
  until: string | null
}

type Due = { personId: string; day: Day; kind: MessageKind; n: number }

/** What went out, and what became of it, is kept for so many days. */
const KEPT = 90

const HOUR = 3_600_000 // ms
const AHEAD = 8 * HOUR
/** The hour of the day in Asia/Shanghai. */
export const hourOf = (instant: Date): number => Math.floor(((instant.getTime() + AHEAD) % (24 * HOUR)) / HOUR)

/** @returns how many were made ready */
export async function tellStaff(house: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const { sql, time } = house
  const { calendar } = house.law()
  const [now, today] = [time.now(), time.today()]
  const [hour, isWorkingDay] = [hourOf(now), calendar.isWorkingDay(today)]
  const people = (await peopleToTell(house, today)).filter(
    ({ quietFrom, quietTo }) =>
      !isQuietAt({ quietFrom: quietFrom ?? USUAL.quietFrom, quietTo: quietTo ?? USUAL.quietTo }, hour),
  )
  const digests = people.filter((one) => isWorkingDay && !one.hadDigest && hour >= (one.hour ?? USUAL.hour))
  const others = people.filter((one) => !digests.includes(one))
  const urgent = await withUrgent(house, others, today, urgentSince(today, calendar))
  const due: Due[] = [
    ...digests.map(({ id }): Due => ({ personId: id, day: today, kind: 'digest', n: 1 })),
    ...urgent.map(({ id, urgents }): Due => ({ personId: id, day: today, kind: 'urgent', n: urgents + 1 })),
  ]
  if (due.length === 0) return 0
  return sql.begin(async (tx) => {
    if (digests.length > 0) await tx`delete from staff_messages where day < ${plusDays(today, -KEPT)}`
    const made = await tx<Due[]>`
      insert into staff_messages (person_id, day, kind, n, made_at, tries)
      select person_id, ${today}::date, kind, n, ${now.toISOString()}::timestamptz, 0
      from unnest(${due.map(({ personId }) => personId)}::uuid[], ${due.map(({ kind }) => kind)}::text[],
        ${due.map(({ n }) => n)}::int[]) as d (person_id, kind, n)
      on conflict do nothing returning person_id, day, kind, n`
    // One person's go one after the other: what the first one said the next one leaves out.
    await enqueueInTurn(
      tx,
      'remind',
      made.map((payload) => ({ payload, of: payload.personId })),
    )
    return made.length
  })
}

const peopleToTell = ({ sql }: Pick<House, 'sql'>, today: Day) => sql<Person[]>`
  select p.id, s.way, s.hour, s.quiet_from, s.quiet_to, coalesce(m.had_digest, false) as had_digest,
    coalesce(m.urgents, 0) as urgents, m.until
  from people p left join own_reminders s on s.person_id = p.id
  left join (
    select person_id, bool_or(kind = 'digest') as had_digest, (count(*) filter (where kind = 'urgent'))::int as urgents,
      max(made_at) as until
    from staff_messages where day = ${today} and kind <> 'test' group by 1
  ) m on m.person_id = p.id
  where p.ended_at is null and (p.email is not null or s.way <> 'mail')`

/** Those in whose agencies something urgent fell due since they were last told; whether it is theirs, its job finds out. */
async function withUrgent(
  { sql }: Pick<House, 'sql'>,
  people: readonly Person[],
  today: Day,
  urgentFrom: Day,
): Promise<readonly Person[]> {
  if (people.length === 0) return people
  const latest = await sql<{ agencyId: string; at: string }[]>`
    select a.id as agency_id, max(r.at) as at from agencies a join reminders r on r.agency_id = a.id
    where r.at >= ${`${today}T00:00:00+08:00`} and r."on" = ${today} and r.mark <> 'lapse' and r.due_on between ${urgentFrom} and ${today}
    group by 1`
  if (latest.length === 0) return []
  const seats = await seatsOf(
    sql,
    today,
    people.map(({ id }) => id),
  )
  const inHand = await sql<{ handlerId: string; agencyId: string }[]>`
    select distinct c.handler_id, c.agency_id from agencies a join cases c on c.agency_id = a.id
    where a.id = any(${latest.map(({ agencyId }) => agencyId)}) and c.stage <> 'archive' and c.handler_id is not null`
  return people.filter(({ id, until }) =>
    latest.some(
      ({ agencyId, at }) =>
        (until === null || Date.parse(at) > Date.parse(until)) &&
        seats
          .get(id)
          ?.some(
            (seat) =>
              seat.agencyIds.includes(agencyId) ||
              inHand.some((one) => one.agencyId === agencyId && one.handlerId === seat.id),
          ),
    ),
  )
}
