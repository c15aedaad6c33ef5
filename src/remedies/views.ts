/** What the pages of reconsideration and litigation show. */
import type { LESSON_GROUNDS } from '../../workflows/disclosure/vocabulary.ts'
import type { RegisterQuestion } from './register.ts'
import type { Table4 } from './table4.ts'
import type { ToldRemedy } from './told.ts'

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
