/** 到期日历: five weeks with what is due on each day, each day a list (on a telephone, the days on which something is due); days off are marked, for nothing that falls on them waits for Monday by itself. */
import { type Day, inChinese, plusDays } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { monthDay } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  today: Day
  /** A Monday. */
  from: Day
  counts: ReadonlyMap<Day, number>
  isOff: (day: Day) => boolean
}

export const WEEKS = 5
const DAYS = 7
const NAMES = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日']

export function DueCalendarPage({ viewer, csrf, today, from, counts, isOff }: Props) {
  const weeks = Array.from({ length: WEEKS }, (_, w) =>
    Array.from({ length: DAYS }, (__, d) => plusDays(from, w * DAYS + d)),
  )
  return (
    <StaffPage title="到期日历" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/desk">办件台</a>
      </p>
      <h1>到期日历</h1>
      <p class="lead">{`各日最先到期的法定期限，自${inChinese(from)}起五周；已经超期的见办件台。`}</p>
      <table class="due-calendar">
        <caption class="unseen">各日到期的件数</caption>
        <TableHead names={NAMES} />
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day, d) => (
                <td
                  key={day}
                  data-label={NAMES[d]}
                  data-due={counts.has(day) || day === today ? '' : undefined}
                  class={isOff(day) ? 'off' : undefined}
                  aria-current={day === today ? 'date' : undefined}
                >
                  <span class="figure">{monthDay(day)}</span>
                  {isOff(day) && <small> 休</small>}
                  <Due day={day} count={counts.get(day) ?? 0} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </StaffPage>
  )
}

const Due = ({ day, count }: { day: Day; count: number }) =>
  count === 0 ? null : (
    <p>
      <a href={`/desk?on=${day}`} class="offered" aria-label={`${inChinese(day)}到期${count}件`}>
        {`${count}件`}
      </a>
    </p>
  )
