/** What somebody who may do something out of the ordinary has to say first: words that whoever looks into it later can follow. */
import { lettersOf } from '../ground/length-of.ts'
import { text } from './given.ts'

const LEAST = 4

/** At least four letters or figures, not one of them repeated; signs, and what is not seen, are none. At most `max` characters. */
export const reason = (max: number) =>
  text(max).refine(
    (value) => {
      const letters = lettersOf(value)
      return letters.length >= LEAST && new Set(letters).size > 1
    },
    { error: `请写明理由（至少${LEAST}个字，不能是同一个字的重复）` },
  )
