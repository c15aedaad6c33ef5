/** 日历文件: the days that matter to an applicant as they stand, for the calendar of a telephone (RFC 5545). */
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import type { Day } from '../../workflows/statute/days.ts'
import type { Words } from '../web/words/zh.ts'
import type { LastDays, TrackingView, Way } from './views.ts'

/** A day to keep; `kind` tells it from the others of the same application, whatever day it moves to. */
export type DayToKeep = { kind: string; on: Day; title: string }

type Dated = Pick<TrackingView, 'receipt' | 'number' | 'title' | 'clock' | 'asked' | 'lastDays' | 'today'>

/** The days that still lie ahead, the answer's while it is counted, and every last day of a remedy; earliest first. */
export function daysToKeep({ receipt, number, clock, asked, lastDays, today }: Dated, words: Words): DayToKeep[] {
  const { calendar } = words.account.following
  const name = number ?? receipt
  const days: DayToKeep[] = []
  const keep = (kind: string, on: Day | undefined | null, title: string) => {
    if (on && on >= today) days.push({ kind, on, title })
  }
  if (clock.status === 'running' || clock.status === 'suspended') keep('due', clock.dueOn, calendar.due({ name }))
  keep('correction', asked.correction?.by, calendar.correction({ name }))
  keep('reasons', asked.reasons?.by, calendar.reasons({ name }))
  keep('fee', asked.fee?.by, calendar.fee({ name }))
  for (const [i, way] of waysOf(lastDays).entries()) {
    const { reconsider, sue } = way
    keep(`reconsider-${i}`, reconsider.by, calendar.reconsider({ name, body: reconsider.body }))
    keep(`sue-${i}`, sue?.by, calendar.sue({ name, court: sue?.court ?? '' }))
  }
  return days.toSorted((a, b) => a.on.localeCompare(b.on))
}

const waysOf = (lastDays: LastDays | null): readonly Way[] => lastDays?.ofMatters ?? (lastDays ? [lastDays] : [])

/**
 * @param view the page of the application
 * @param address where that page is, for the link of each entry
 * @param now when the file is made
 * @returns the file's text: whole days without a time, each announced the day before
 */
export function calendarFile(view: Dated, words: Words, address: string, now: Date): string {
  const { calendar } = words.account.following
  const file = ical({
    // The library writes this one text as it comes, twice.
    ...{ name: asText(`${words.site.name} ${view.number ?? view.receipt}`), method: ICalCalendarMethod.PUBLISH },
    prodId: { company: 'ysqgk', product: 'ysqgk', language: words.lang },
  })
  for (const { kind, on, title } of daysToKeep(view, words)) {
    const event = file.createEvent({
      ...{ id: `${view.receipt}-${kind}@ysqgk`, start: new Date(`${on}T00:00:00Z`), allDay: true, stamp: now },
      ...{ summary: oneLine(title), description: `${oneLine(view.title)}\n${calendar.note}\n${address}`, url: address },
      transparency: ICalEventTransparency.TRANSPARENT,
    })
    event.createAlarm({ type: ICalAlarmType.display, trigger: A_DAY, description: oneLine(title) })
  }
  return file.toString()
}

/** A line break of a name would begin a property of its own. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
/** A value of the type TEXT (RFC 5545, 3.3.11). */
const asText = (text: string) => oneLine(text).replace(/[\\;,]/g, '\\$&')

const A_DAY = 86_400 // s
