/** 不可抗力或者其他障碍: on record and shown. The Regulations do not stop the count for it; an office may choose otherwise. */
import { addSpan } from './count.ts'
import { type Course, carefullyCounted, dueOf, type Hears, nameExcluded, nameHolidays, span, step } from './course.ts'
import { dayOf } from './days.ts'
import { payloadDay } from './entries.ts'
import { ClockFault } from './fault.ts'
import { sentence } from './sentences.ts'

const ARTICLE = '条例第三十三条'
const WHY = sentence('obstacle.why').text

const obstacle: Hears = (course, entry) => {
  const from = payloadDay(entry, 'from') ?? entry.on
  const to = payloadDay(entry, 'to')
  if (to === null) {
    step(course, dayOf(from), ARTICLE, 'obstacle.lasting', { from, due: course.period.due })
    return
  }
  if (to < from) throw new ClockFault('OBSTACLE_ENDS_FIRST', sentence('fault.obstacleEndsFirst', { from, to }))
  const counts = course.law.choices(dayOf(from)).obstacleSuspends && course.settled === null && course.closed === null
  if (counts) leaveOut(course, from, to)
  else step(course, span(from, to), ARTICLE, 'obstacle.movesNothing', { from, to, due: course.period.due })
}

/** By choice of the office; the careful reading knows no such choice, and from here counts by spans of its own. */
function leaveOut(course: Course, from: number, to: number): void {
  carefullyCounted(course, sentence('careful.obstacle', { from, to }))
  const { due: before } = course.period
  addSpan(course.spans, { from, to })
  course.period.due = dueOf(course.law, course)
  const { due } = course.period
  nameExcluded(course, from, to, WHY)
  step(course, span(from, to), ARTICLE, 'obstacle.leftOut', { from, to, before, due })
  nameHolidays(course, before, due)
}

/** What it does to the count. */
export const obstacleFacts = { obstacle }
