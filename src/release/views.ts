/** The shapes that pages and answers of the reading room share. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Topic } from './topics.ts'

/** What is said of an item. */
export type Described = {
  title: string
  documentNumber: string | null
  summary: string
  topic: Topic
  madeOn: Day | null
}
