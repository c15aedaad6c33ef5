/** The days that differ from the plain week, grouped as people speak of them: 春节2月15日至23日, 2月14日调休上班. */
import type { Arrangement, FixedHoliday } from './arrangement.ts'
import { dayOf, parseDay } from './days.ts'
import { Step } from './steps.ts'

export type Exception = {
  from: number
  to: number
  works: boolean
  holiday: string
  article: string
  /** The line that explains it, ready made: the same holidays stand in every case of the season. */
  step: Step
}

type Entry = { on: number; works: boolean; holiday: string; article: string }

/** Every day of the table that differs from the plain week, grouped and in order; `from` and `to` are day numbers. Fixed holidays stand in for years without a notice. */
export function exceptionsOf(
  arrangements: readonly Arrangement[],
  fixed: readonly FixedHoliday[],
  table: { from: number; to: number },
): Exception[] {
  const entries = new Map<number, Entry>()
  const add = (e: Entry) => e.on >= table.from && e.on <= table.to && entries.set(e.on, e)

  const noticed = new Set(arrangements.map((a) => a.year))
  for (let year = yearOf(table.from); year <= yearOf(table.to); year++) {
    if (noticed.has(year)) continue
    for (const f of fixed) {
      const day = `${year}-${f.day}`
      if (day >= f.inForce && (!f.until || day <= f.until))
        add({ on: parseDay(day), works: false, holiday: f.holiday, article: f.article })
    }
  }
  // Later years last: a notice may fix days of the December before, and then it is the later word.
  for (const a of [...arrangements].sort((x, y) => x.year - y.year)) {
    const article = a.notice.join('、')
    for (const [day, holiday] of Object.entries(a.off)) add({ on: parseDay(day), works: false, holiday, article })
    for (const day of a.work) add({ on: parseDay(day), works: true, holiday: a.workFor?.[day] ?? '', article })
  }
  return grouped([...entries.values()].sort((x, y) => x.on - y.on))
}

const yearOf = (number: number) => Number(dayOf(number).slice(0, 4))

function grouped(entries: readonly Entry[]): Exception[] {
  const groups: Omit<Exception, 'step'>[] = []
  for (const { on, ...e } of entries) {
    const last = groups.at(-1)
    if (last && !last.works && !e.works && last.to === on - 1 && last.holiday === e.holiday) last.to = on
    else groups.push({ from: on, to: on, ...e })
  }
  return groups.map((g) => ({ ...g, step: explained(g, g.from) }))
}

/** The line for a group from `from` on: a count that begins inside a holiday names only the rest of it. */
export function explained(e: Omit<Exception, 'step'>, from: number): Step {
  const { to, article, holiday } = e
  const first = dayOf(from)
  if (e.works && holiday === '') return new Step(first, article, 'count.makeUp', { on: from })
  if (e.works) return new Step(first, article, 'count.makeUpFor', { on: from, holiday })
  if (from === to) return new Step(first, article, 'count.holiday', { on: from, holiday })
  return new Step(`${first}…${dayOf(to)}`, article, 'count.holidays', { from, to, holiday, n: to - from + 1 })
}
