/** The demonstration's cases are lawful, on whatever day it is started. */
import { expect, test } from 'vitest'
import { posted } from '../../src/demo/mailroom.ts'
import { STORIES } from '../../src/demo/stories.ts'
import { loadLaw } from '../../src/ground/law.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, decide, open } from '../../workflows/disclosure/decide.ts'
import { lettersMade, portalDelivers } from '../../workflows/disclosure/drill/letters-made.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import type { Effect } from '../../workflows/disclosure/machine.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'

const law = loadLaw()

/** A plain day, the eve of a long holiday, the end of a year, a Sunday. */
test.each(['2026-06-10', '2026-02-14', '2026-12-31', '2026-11-22'])('started on %s', (today) => {
  expect(STORIES.length).toBeGreaterThan(40)
  for (const [i, { channel, ago, steps }] of STORIES.entries()) {
    const submittedOn = workingDaysBefore(today, ago)
    let at: CaseState & { effects: Effect[] } = open(
      sampleFact('submitted', submittedOn, { channel }) as FactOf<'submitted'>,
      law,
    )
    for (const [after, who, type, told = {}] of steps) {
      const { on } = law.calendar.plus(submittedOn, after)
      if (after > ago || on > today) break
      const { answerIn, ...rest } = told as { answerIn?: number }
      const answerBy = answerIn === undefined ? {} : { answerBy: law.calendar.plus(on, answerIn).on }
      const fact = {
        type,
        on,
        ...rest,
        ...answerBy,
        by: who === 'applicant' ? who : `staff:${who}`,
      } as unknown as Heard
      expect(() => (at = decide(at, fact, law)), `story ${i}: ${on} ${type}`).not.toThrow()
      for (const letter of lettersMade(at, at.effects, on)) at = { ...at, ...decide(at, letter, law), effects: [] }
      for (const arrival of portalDelivers(at, law, on)) at = decide(at, arrival, law)
      for (const sent of posted(at.context, on)) at = decide(at, { ...sent, by: 'staff:registrar' }, law)
    }
  }
})

function workingDaysBefore(today: Day, n: number): Day {
  let number = law.calendar.ordinal(Date.parse(today) / 86_400_000) - n
  number = Math.max(number, 1)
  return new Date(law.calendar.nth(number) * 86_400_000).toISOString().slice(0, 10)
}
