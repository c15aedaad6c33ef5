/**
 * 依法行政问题 that nobody has answered: from the day on which it was handed over it stands in each digest of the department, until it is
 * answered. Numbers and days alone. SQL: a job asks.
 */
import { type Day, inChineseWithWeekday } from '../../workflows/statute/days.ts'
import type { House } from '../house.ts'
import type { Seat } from '../people/seats.ts'

type Open = { number: string; dueOn: Day; toAgency: string; toUnit: string | null }

/**
 * Of the unit's handlers; of an agency, of its heads and those of the office that takes in for it. One line each, what is due first on top;
 * none that the person raised.
 */
export async function problemsDue(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { username, seats }: { username: string; seats: readonly Seat[] },
): Promise<{ heading: string; lines: string[] }[]> {
  const today = time.today()
  const units = seats.filter(({ roles }) => roles.includes('handler')).flatMap((seat) => seat.units.map(({ id }) => id))
  const agencies = seats.filter(({ roles }) => roles.includes('head')).flatMap(({ agencyIds }) => agencyIds)
  const open = await sql<Open[]>`
    select coalesce(c.number, c.receipt) as number, p.due_on, p.to_agency, p.to_unit
    from problems p join cases c on (c.agency_id, c.id) = (p.agency_id, p.case_id)
    where p.answer is null and p."by" <> ${`staff:${username}`}
      and (p.to_unit = any(${units}) or (p.to_unit is null and p.to_agency = any(${agencies})))
    order by p.due_on, number`
  if (open.length === 0) return []
  const when = ({ dueOn }: Open) => (dueOn < today ? '，已经逾期' : dueOn === today ? '，今天到期' : '')
  return [
    {
      heading: `移送的依法行政问题等待答复的有${open.length}项：`,
      lines: open.map((one) => `${one.number}　${inChineseWithWeekday(one.dueOn)}以前答复${when(one)}`),
    },
  ]
}
