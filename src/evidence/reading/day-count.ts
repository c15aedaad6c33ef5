/** 期限计算: the clock of a case as it stands on file, its steps in the order of their days, and the calendar that it was counted on. */
import { type Clock, clock as clockOf } from '../../../workflows/statute/clock.ts'
import { type Day, inChinese, isDay, plusDays } from '../../../workflows/statute/days.ts'
import type { Month, VolumeBlock } from '../../documents/index.ts'
import { stripDays } from '../../web/parts/strip-days.ts'
import type { StripDay } from '../../web/shapes.ts'
import type { OnFile } from './on-file.ts'

export const clockAt = ({ file: { row }, law, asOf }: OnFile): Clock =>
  clockOf({ channel: row.channel, facts: row.context.clockFacts, asOf }, law)

/** The day from which the period counts anew, where a correction was asked for (Art 30); null where none came. */
export const correctedOn = ({ told }: OnFile): Day | null =>
  told.findLast(({ fact }) => fact.type === 'corrected')?.fact.on ?? null

/** A notice can be heard after what it is about: a reader follows the days. */
const inOrder = ({ steps }: Clock) =>
  steps.toSorted((a, b) => (a.on.slice(0, 10) < b.on.slice(0, 10) ? -1 : a.on.slice(0, 10) > b.on.slice(0, 10) ? 1 : 0))

export function dayCount(on: OnFile): VolumeBlock[] {
  const clock = clockAt(on)
  const { allowed, used } = clock.workingDays
  const corrected = correctedOn(on)
  const days = (span: string) =>
    span
      .split('…')
      .map((one) => (isDay(one) ? inChinese(one) : one))
      .join('至')
  return [
    { kind: 'title', text: '期限计算' },
    {
      kind: 'pairs',
      rows: [
        ['收到申请之日', clock.receivedOn ? inChinese(clock.receivedOn) : '待双方确认'],
        ...(corrected ? [['收到补正申请之日', inChinese(corrected)] as const] : []),
        ['答复期限届满日', clock.dueOn ? inChinese(clock.dueOn) : '—'],
        ['工作日', `应当在${allowed}个工作日内答复，已用${used}个工作日`],
        [
          '答复',
          clock.settledOn ? `${inChinese(clock.settledOn)}，${clock.inTime ? '没有超过期限' : '超过期限'}` : '尚未答复',
        ],
      ],
    },
    { kind: 'heading', text: '计算步骤' },
    {
      kind: 'table',
      // The number of a notice is read in one piece: its column holds the longest.
      columns: [
        { head: '日期', mm: 36 },
        { head: '事项', mm: 82 },
        { head: '依据', mm: 50 },
      ],
      rows: inOrder(clock).map((step) => ({ cells: [days(step.on), step.text, step.article] })),
    },
    { kind: 'heading', text: '逐日计算' },
    {
      kind: 'note',
      text: [
        '日期下面是第几个工作日；“停”是不计算在期限内的工作日；“班”是调休上班的日子。',
        corrected && '“—”是补正以前的工作日：期限自收到补正申请之日起重新计算。',
        clock.settledOn && '答复以后的日子不再计算。',
      ]
        .filter(Boolean)
        .join(''),
    },
    { kind: 'days', months: monthsOf(on, clock) },
  ]
}

/** From receipt to the last day: what lies before a count that began anew stands there without numbers. */
function monthsOf(on: OnFile, clock: Clock): Month[] {
  const { receivedOn, countedFrom } = clock
  const counted = stripDays(clock, on.law.calendar)
  const before =
    receivedOn && countedFrom && receivedOn < countedFrom
      ? stripDays(
          { ...clock, countedFrom: receivedOn, dueOn: plusDays(countedFrom, -1), excluded: [] },
          on.law.calendar,
        )
      : []
  const months = new Map<string, Month['days'][number][]>()
  const add = (day: StripDay, mark: string) => {
    const key = `${day.on.slice(0, 4)}年${Number(day.on.slice(5, 7))}月`
    const weekday = (new Date(`${day.on}T00:00:00Z`).getUTCDay() + 6) % 7
    const off = isOff(day)
    months.set(key, [...(months.get(key) ?? []), { day: Number(day.on.slice(8)), weekday, mark, off }])
  }
  for (const day of before) add(day, marksOf(on, clock, day, isOff(day) ? (day.holiday ?? '休') : '—'))
  for (const day of counted) add(day, marksOf(on, clock, day, countOf(clock, day)))
  return [...months].map(([title, days]) => ({ title, days }))
}

const isOff = ({ kind }: StripDay) => kind === 'weekend' || kind === 'holiday'

/** What the day was to the count; after the reply nothing. */
function countOf({ settledOn }: Clock, day: StripDay): string {
  if (isOff(day)) return day.holiday ?? '休'
  if (settledOn && day.on > settledOn) return ''
  if (day.suspended) return '停'
  return `${day.kind === 'makeUp' ? '班 ' : ''}${day.count ? `第${day.count}日` : ''}`
}

/** The days that decide have their names below their number. */
function marksOf(on: OnFile, { receivedOn, settledOn, dueOn }: Clock, { on: day }: StripDay, count: string): string {
  const isFirst = day === receivedOn
  return [
    isFirst ? '' : count,
    isFirst && '收到',
    day === correctedOn(on) && '补正',
    day === settledOn && '答复',
    day === dueOn && '届满',
  ]
    .filter(Boolean)
    .join('\n')
}
