/** 为什么是这一天: the counted steps, each with its day and its article, and the calendar they were counted on. */
import type { Clock } from '../../../workflows/statute/clock.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import type { StripDay } from '../shapes.ts'
import { type Words, zh } from '../words/zh.ts'
import { stepDays } from './format.ts'
import { Sentence } from './sentence.tsx'
import { Strip } from './strip.tsx'

type Props = { clock: Clock; days?: StripDay[] | undefined; today: Day; words?: Words; open?: boolean }

/** A <details> with steps and calendar; nothing while the clock has no step. `days` come from stripDays. */
export function ClockSteps({ clock, days, today, words = zh, open }: Props) {
  if (!clock.steps.length) return null
  // Where the page shows no due day, there is no day to ask about.
  const showsDay = clock.dueOn && !['waiting', 'settled', 'closed'].includes(clock.status)
  return (
    <details class="fold why" open={open} data-why>
      <summary>{showsDay ? words.tracking.why : words.tracking.how}</summary>
      <ol class="clock-steps">
        {clock.steps.map(({ on, article, text }) => (
          <li key={on + text}>
            <p class="when">{stepDays(on, words)}</p>
            <p>
              <Sentence>{text}</Sentence>
            </p>
            <p class="article">
              <Sentence>{article}</Sentence>
            </p>
          </li>
        ))}
      </ol>
      <Strip
        days={days}
        {...{ countedFrom: clock.countedFrom, receivedOn: clock.receivedOn, dueOn: clock.dueOn }}
        today={today}
        words={words}
      />
    </details>
  )
}
