/** 督办 that waits for an answer: it stands in each digest of whoever works on the case, and of the heads, until it is given. SQL: a job asks. */
import { inChineseWithWeekday } from '../../workflows/statute/days.ts'
import { handled } from '../cases/waiting.ts'
import type { House } from '../house.ts'
import { allOf, anyOf } from '../ledger/seen.ts'
import type { Seat } from '../people/seats.ts'
import type { Urging } from './urgings.ts'

type Open = Pick<Urging, 'caseId' | 'dueOn'> & { number: string }

/** One line each, what is due first on top; none that the person asked. */
export async function urgingsDue(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { username, seats }: { username: string; seats: readonly Seat[] },
): Promise<{ heading: string; lines: string[] }[]> {
  const theirs = seats.flatMap((seat) => [
    seat.roles.includes('head') && sql`c.agency_id = any(${[...seat.agencyIds]})`,
    seat.roles.includes('handler') && handled(sql, seat),
  ])
  const open = await sql<Open[]>`
    select u.case_id, u.due_on, coalesce(c.number, c.receipt) as number
    from urgings u join cases c on (c.agency_id, c.id) = (u.agency_id, u.case_id)
    where ${allOf(sql, [sql`u.answer is null and u."by" <> ${`staff:${username}`}`, anyOf(sql, theirs)])}
    order by u.due_on, number`
  if (open.length === 0) return []
  const today = time.today()
  const when = ({ dueOn }: Open) => (dueOn < today ? '，已经逾期' : dueOn === today ? '，今天到期' : '')
  return [
    {
      heading: `督办等待答复的有${open.length}项：`,
      lines: open.map((one) => `${one.number}　${inChineseWithWeekday(one.dueOn)}以前答复${when(one)}`),
    },
  ]
}
