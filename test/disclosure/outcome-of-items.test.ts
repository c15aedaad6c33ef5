/** Of several matters one outcome: in part where something is given and something is not, else the first in order. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGiven, outcomeOf } from '../../workflows/disclosure/answers.ts'
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'

const ORDER = Object.keys(OUTCOMES) as Outcome[]
const items = fc.array(fc.record({ outcome: fc.constantFrom(...ORDER) }), { minLength: 1, maxLength: 6 })

test('the outcome of the case depends on no order, and is one of its matters or partly disclosed', () => {
  fc.assert(
    fc.property(items, (all) => {
      const outcome = outcomeOf(all)
      expect(outcomeOf(all.toReversed())).toBe(outcome)
      const mixed = all.some(isGiven) && !all.every(isGiven)
      if (mixed) expect(outcome).toBe('partlyDisclosed')
      else expect(ORDER.indexOf(outcome)).toBe(Math.min(...all.map((item) => ORDER.indexOf(item.outcome))))
    }),
  )
})
