/** A small calendar, a week a row: each counted day with its number, each uncounted one with the reason. */
import { type Day, plusDays, weekday } from '../../../workflows/statute/days.ts'
import type { StripDay } from '../shapes.ts'
import { say } from '../words/say.ts'
import { type Words, zh } from '../words/zh.ts'

type Props = {
  days: StripDay[] | undefined
  countedFrom: Day | null | undefined
  receivedOn: Day | null
  dueOn: Day | null
  today: Day
  words?: Words
}

const monday = (day: Day): Day => plusDays(day, -((weekday(day) + 6) % 7))

/** @param days as stripDays gives them; nothing where there are none. */
export function Strip({ days = [], countedFrom, receivedOn, dueOn, today, words = zh }: Props) {
  const [first] = days
  const last = days.at(-1)
  if (!first || !last) return null
  const { tracking } = words
  const byDay = new Map(days.map((day) => [day.on, day]))
  const weeks: Day[] = []
  for (let week = monday(first.on); week <= last.on; week = plusDays(week, 7)) weeks.push(week)
  const marks = (on: Day) => [
    ...(on === countedFrom ? [on === receivedOn ? tracking.start : tracking.restart] : []),
    ...(on === dueOn ? [tracking.dueMark] : []),
    ...(on === today ? [tracking.todayMark] : []),
  ]
  return (
    <div class="calendar">
      <table class="strip">
        <caption>{tracking.legend}</caption>
        <thead>
          <tr>
            {tracking.weekdays.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week}>
              {tracking.weekdays.map((name, index) => {
                const on = plusDays(week, index)
                return (
                  <Cell
                    key={name}
                    {...{ on, day: byDay.get(on), marks: marks(on), first: on === first.on, words }}
                    weekday={tracking.weekday({ name })}
                  />
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type CellProps = {
  on: Day
  day: StripDay | undefined
  marks: string[]
  first: boolean
  /** Said beside the day where there is no room for columns (dates.css). */
  weekday: string
  words: Words
}

function Cell({ on, day, marks, first, weekday, words }: CellProps) {
  if (!day) return <td class="outside" />
  const { tracking } = words
  const date = Number(on.slice(8))
  const paused = day.suspended && (day.kind === 'working' || day.kind === 'makeUp')
  const kind = paused ? 'suspended' : day.kind
  const mark = paused ? tracking.excluded : day.kind === 'holiday' ? tracking.holiday : ''
  const makeUp = day.kind === 'makeUp' ? tracking.makeUp : ''
  return (
    <td
      class={marks.length ? `${kind} marked` : kind}
      title={day.holiday && say(words, day.holiday)}
      data-weekday={weekday}
    >
      <time dateTime={on}>
        <span class={first || date === 1 ? undefined : 'month'}>{`${Number(on.slice(5, 7))}/`}</span>
        {date}
      </time>
      {day.count !== undefined && <small>{day.count}</small>}
      {(mark || makeUp) && <em>{mark || makeUp}</em>}
      {marks.length > 0 && <b>{marks.join(tracking.and)}</b>}
    </td>
  )
}
