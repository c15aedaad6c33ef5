/** One application in the list of an account. */
import type { Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'

export type ApplicationView = {
  receipt: string
  number: string | null
  title: string
  stage: Stage
  status: Clock['status']
  dueOn: Day | null
  /** By the reading least favourable to the agency. */
  carefulDueOn: Day
  settledOn: Day | null
  /** Working days. */
  left: number
  nextStep: Sentence
  /** The agency that it was moved to. */
  moved?: string
  letters: { title: string; url: string }[]
}
