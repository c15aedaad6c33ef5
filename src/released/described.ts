import type { Day } from '../../workflows/statute/days.ts'
import type { Topic } from '../web/words/topics.ts'

/** What is said of an item. */
export type Described = {
  title: string
  documentNumber: string | null
  summary: string
  topic: Topic
  /** 公开依据: by which provision it is public. */
  basis?: string | null
  madeOn: Day | null
}
