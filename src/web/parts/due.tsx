/** The date of the answer, large, with a word and a shape for how near it is: never colour alone. */

import type { Clock } from '../../../workflows/statute/clock.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import { SOON } from '../../ground/soon.ts'
import { type Words, zh } from '../words/zh.ts'
import { workingDaysLeft } from './format.ts'

export type Nearness = 'overdue' | 'today' | 'soon' | 'calm'
/** @param left working days to the due date: 0 today, negative past it, null where none is counted (calm). */
export const nearness = (left: number | null): Nearness =>
  left === null || left > SOON ? 'calm' : left < 0 ? 'overdue' : left === 0 ? 'today' : 'soon'

const SHAPES: Record<Nearness, string> = { overdue: '▲', today: '◆', soon: '◇', calm: '○' }

/** On a Saturday, Friday's date is no working day behind, and is past all the same. */
function Left({ left, past, words }: { left: number; past: boolean; words: Words }) {
  const near = past ? 'overdue' : nearness(left)
  return (
    <span class={`left ${near}`}>
      <span aria-hidden="true">{SHAPES[near]} </span>
      {past && left >= 0 ? words.past : workingDaysLeft(left, words)}
    </span>
  )
}

/**
 * What the clock says of the reply: due, paused, waiting for the applicant or for confirmation, settled.
 * @param today decides whether a due date is past; `clock.workingDays.left` counts working days alone.
 */
export function DueDate({ clock, today, words = zh }: { clock: Clock; today: Day; words?: Words }) {
  const say = words.tracking
  const { status, dueOn, settledOn, inTime, provisional, workingDays, careful, feeDueOn } = clock
  if (status === 'settled' || status === 'closed')
    return (
      <div class="due" data-status={status}>
        <p class="due-date">{settledOn ? say.settledOn({ day: words.dayLong(settledOn) }) : say.closed}</p>
        {inTime !== null && (
          <p class={inTime ? 'left done' : 'left overdue'}>
            <span aria-hidden="true">{inTime ? '✓ ' : '▲ '}</span>
            {inTime ? say.inTime : say.late}
          </p>
        )}
      </div>
    )
  if (status === 'awaitingConfirmation')
    return (
      <div class="due" data-status={status}>
        <p class="due-date">{say.awaiting}</p>
        <p>{say.awaitingText}</p>
        <p class="hint">{say.safe({ day: words.dayLong(careful.dueOn) })}</p>
      </div>
    )
  const paused = status === 'suspended' || status === 'waiting'
  return (
    <div class="due" data-status={status}>
      {dueOn && status !== 'waiting' && (
        <p class="due-date">
          <time dateTime={dueOn}>{words.dayLong(dueOn)}</time>
        </p>
      )}
      {paused ? (
        <>
          <p class={status === 'waiting' ? 'due-date' : 'left'}>
            <span aria-hidden="true">‖ </span>
            {status === 'waiting' ? say.waiting : say.suspended}
          </p>
          <p>{status === 'waiting' ? say.waitingText : say.suspendedText}</p>
        </>
      ) : (
        <p>
          <Left left={workingDays.left} past={dueOn !== null && dueOn < today} words={words} />
        </p>
      )}
      {feeDueOn && <p>{say.payBy({ day: words.dayLong(feeDueOn) })}</p>}
      {provisional && <p class="hint">{say.provisional}</p>}
    </div>
  )
}
