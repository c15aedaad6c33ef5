/** The date of the answer, large, with a word and a shape for how near it is: never colour alone. */

import type { Clock } from '../../../workflows/statute/clock.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import { SOON } from '../../ground/soon.ts'
import { say } from '../words/say.ts'
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

/** The date by the reading least favourable to the agency, and what parts it from the other; nothing where nothing does. */
function Careful({ clock: { careful }, words }: { clock: Clock; words: Words }) {
  if (careful.because === null) return null
  const told = words.tracking.careful({ day: words.dayLong(careful.dueOn), because: say(words, careful.because) })
  return <p class="hint">{careful.inTime === false ? `${told}${words.tracking.carefullyLate}` : told}</p>
}

/** In time by both readings, late by both, or in time by one of them alone: then both are said, and nothing is ticked. */
function Judged({ inTime, carefully, words: { tracking } }: { inTime: boolean; carefully: boolean; words: Words }) {
  const [look, shape, told] = !inTime
    ? ['overdue', '▲', tracking.late]
    : carefully
      ? ['done', '✓', tracking.inTime]
      : ['soon', '◇', tracking.inTimeByOne]
  return (
    <p class={`left ${look}`}>
      <span aria-hidden="true">{`${shape} `}</span>
      {told}
    </p>
  )
}

/**
 * What the clock says of the reply: due, paused, waiting for the applicant or for confirmation, settled.
 * @param today decides whether a due date is past; `clock.workingDays.left` counts working days alone.
 */
export function DueDate({ clock, today, words = zh }: { clock: Clock; today: Day; words?: Words }) {
  const told = words.tracking
  const { status, dueOn, settledOn, inTime, provisional, workingDays, careful, feeDueOn } = clock
  if (status === 'settled' || status === 'closed')
    return (
      <div class="due" data-status={status}>
        <p class="due-date">{settledOn ? told.settledOn({ day: words.dayLong(settledOn) }) : told.closed}</p>
        {inTime !== null && <Judged inTime={inTime} carefully={careful.inTime !== false} words={words} />}
        {inTime !== null && <Careful clock={clock} words={words} />}
      </div>
    )
  if (status === 'awaitingConfirmation')
    return (
      <div class="due" data-status={status}>
        <p class="due-date">{told.awaiting}</p>
        <p>{told.awaitingText}</p>
        <p class="hint">{told.safe({ day: words.dayLong(careful.dueOn) })}</p>
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
            {status === 'waiting' ? told.waiting : told.suspended}
          </p>
          <p>{status === 'waiting' ? told.waitingText : told.suspendedText}</p>
        </>
      ) : (
        <p>
          <Left left={workingDays.left} past={dueOn !== null && dueOn < today} words={words} />
        </p>
      )}
      <Careful clock={clock} words={words} />
      {feeDueOn && <p>{told.payBy({ day: words.dayLong(feeDueOn) })}</p>}
      {provisional && <p class="hint">{told.provisional}</p>}
    </div>
  )
}
