/** The exercises of the practice space, from `exercises.yaml`. */
import { readFileSync } from 'node:fs'
import { parseYaml } from '../ground/yaml.ts'
import type { Role } from '../people/may.ts'
import type { Both } from './handbook.ts'

export type Exercise = {
  role: Role
  /** The title of the prepared case; absent where the exercise is about a page. */
  case?: string
  task: Both
  /** One after the other: on which page, what is pressed, what one sees then. Labels of pages stand in “”. */
  steps?: readonly Both[]
  done: Both
}

/** In the order of the numbers that their cases bear, then those about pages. */
export const EXERCISES = parseYaml(
  readFileSync(new URL('./exercises.yaml', import.meta.url), 'utf8'),
) as readonly Exercise[]
