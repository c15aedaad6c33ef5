/** What the pages and the printed copy of a drill show. */
import type { Step } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Finding } from '../letters/check/index.ts'
import type { Way } from './losses.ts'

export type DrillLine = { id: string; title: string; article: string; way: Way }

export type DrillGroup = { group: string; lines: DrillLine[] }

/** A reason with its article, and by which code the product gives it. */
export type Said = { code: string; article: string; text: string }

export type DayView = {
  on: Day
  facts: { name: string; details: string[]; letters: string[]; refused: Said | null }[]
  due: string[]
  /** How the dates stand, a line each. */
  dates: string[]
  /** Is the period over without an answer, or was the answer late? */
  late: boolean
  /** Warnings that did not stand on the day before. */
  warnings: Said[]
}

/** An own case told again: without names, numbers and words of people, for a room in which colleagues learn. */
export type OwnDrillView = {
  id: string
  number: string
  channel: string
  days: DayView[]
  /** 无效件: no period is counted, so none is judged. */
  isAside: boolean
  /** Where its dates were missed, or what would not be recorded today; null where neither is found. */
  wrong: { on: Day; what: string; remedy: string } | null
  steps: readonly Step[]
}

export type DrillView = DrillLine & {
  group: string
  channel: string
  days: DayView[]
  letter: {
    title: string
    lines: string[]
    findings: (Pick<Finding, 'rule' | 'severity' | 'article' | 'says' | 'remedy'> & { line: string | null })[]
  } | null
  /** The day on which the case went wrong, and what would have kept it right: the product's own words. */
  wrong: { on: Day; what: string; remedy: string[] }
  steps: readonly Step[]
  held: string
  source: string
  mark: string
}
