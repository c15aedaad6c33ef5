/** One application in the list of an account. */
import type { Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'

export type ApplicationView = {
  receipt: string
  number: string | null
  title: string
  stage: Stage
  status: Clock['status']
  dueOn: Day | null
  settledOn: Day | null
  /** Working days. */
  left: number
  nextStep: string
  letters: { title: string; url: string }[]
}
