/** What the pages of reconsideration and litigation show. */
import type { LESSON_GROUNDS, RemedyKind } from '../../workflows/disclosure/vocabulary.ts'
import type { Table4 } from '../ledger/table4.ts'
import type { ToldRemedy } from './told.ts'

/** What the register is narrowed to, as its address says it. */
export const STATES = {
  open: '尚未审结',
  waiting: '待提交',
  overdue: '逾期未提交',
  ordered: '待履行',
  corrected: '被纠正',
} as const
export type State = keyof typeof STATES

export type RegisterQuestion = {
  agency?: string | undefined
  kind?: RemedyKind | undefined
  state?: State | undefined
  cursor?: string | undefined
}

export type RegisterLine = ToldRemedy & {
  caseId: string
  /** 登记编号, or the receipt. */
  case: string
  title: string
  agency: string
}

export type RegisterView = {
  ask: RegisterQuestion
  year: string
  agencies: { id: string; name: string }[]
  table4: Table4
  lines: RegisterLine[]
  /** The cursor of the following page. */
  next: string | null
}

export type Ground = keyof typeof LESSON_GROUNDS

export type Lesson = {
  caseId: string
  case: string
  agency: string
  on: string
  against: string | null
  text: string | null
}

export type LessonsView = {
  ground: Ground | null
  /** How many lost cases failed on each, and how many wait for their lesson. */
  counts: Partial<Record<Ground, number>>
  unlearned: number
  lessons: Lesson[]
}
