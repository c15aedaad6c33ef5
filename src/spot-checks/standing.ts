/** What the lines of a drawn case come to: its points, and how each finding stands. Pure. */
import type { Day } from '../../workflows/statute/days.ts'
import type { LineKind, Rules } from './tables.ts'

export type Line = {
  n: number
  kind: LineKind
  finding: number | null
  scores: number[] | null
  dueOn: Day | null
  says: string
  by: string
  at: string
}

/** `owed`: the agency owes an answer; `answered`: whoever checks has to say whether it is enough. */
export type FindingState = 'owed' | 'answered' | 'settled'
export const FINDING_STATES: Record<FindingState, string> = { owed: '待答复', answered: '待核对', settled: '已了结' }

export type Finding = {
  n: number
  says: string
  state: FindingState
  /** By when the agency answers, as it was asked last. */
  dueOn: Day
  isOverdue: boolean
  /** What followed, in order. */
  after: Line[]
}

export type Score = { scores: number[]; total: number; says: string; by: string; at: string }

export type Standing = {
  /** The last points of whoever checks; null of a case that nobody has scored. */
  score: Score | null
  /** The last points of each evaluator from outside. */
  evaluations: Score[]
  findings: Finding[]
}

/** @param today YYYY-MM-DD; the last day itself is in time */
export function standingOf(lines: readonly Line[], today: Day): Standing {
  const scored = lines.findLast(({ kind }) => kind === 'scored')
  const evaluated = new Map(lines.filter(({ kind }) => kind === 'evaluated').map((line) => [line.by, scoreOf(line)]))
  const findings = lines.filter(({ kind }) => kind === 'found').map((found) => findingOf(found, lines, today))
  return {
    score: scored ? scoreOf(scored) : null,
    evaluations: [...evaluated.values()],
    findings,
  }
}

function scoreOf({ scores, says, by, at }: Line): Score {
  const points = scores ?? []
  return { scores: points, total: points.reduce((sum, n) => sum + n, 0), says, by, at }
}

function findingOf(found: Line, lines: readonly Line[], today: Day): Finding {
  const after = lines.filter(({ finding, kind }) => finding === found.n && kind !== 'found')
  const last = after.at(-1)?.kind
  const state = last === 'answered' ? 'answered' : last === 'settled' ? 'settled' : 'owed'
  const dueOn = after.findLast(({ kind }) => kind === 'returned')?.dueOn ?? found.dueOn!
  return { n: found.n, says: found.says, state, dueOn, isOverdue: state === 'owed' && dueOn < today, after }
}

/** What may follow the last line of a finding. */
export const FOLLOWS: Record<FindingState, readonly LineKind[]> = {
  owed: ['answered'],
  answered: ['settled', 'returned'],
  settled: [],
}

/** All points of a sheet. */
export const fullOf = ({ items }: Pick<Rules, 'items'>): number => items.reduce((sum, { points }) => sum + points, 0)

/** 86.5, of hundred. */
export const shareOf = (total: number, full: number): number => Math.round((total / full) * 1_000) / 10
