/** A case of the office told again: every day of it as the clock counts it, nothing refused that was lawful, no name and no typed word. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { retell } from '../../workflows/disclosure/drill/retell.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import { ledgerOf, walk } from '../../workflows/disclosure/drill/walk.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { seeded, times } from '../support/proof.ts'
import { dayByDay, histories, live } from './lives.ts'

const law = loadLaw()
/** A note of the day before the application. */
const BEFORE_IT_CAME: Parameters<typeof live>[0] = { channel: 'counter', moves: [{ pick: 551, gap: -1, n: 55 }] }

test('a lawful life is told without a refusal, in the order of its days, and ends with the dates of its clock', () => {
  for (const lives of [histories, dayByDay])
    fc.assert(
      fc.property(lives, (history) => {
        const { ledger, at } = live(history)
        const until = ledger
          .map(({ on }) => on)
          .toSorted()
          .at(-1)!
        const { days } = retell(ledger, law, until)
        expect(days.flatMap(({ facts }) => facts.flatMap(({ refused }) => refused?.code ?? []))).toEqual([])
        const order = days.map(({ on }) => on)
        expect(order).toEqual([...new Set(order)].toSorted())
        expect(days.flatMap(({ facts }) => facts.flatMap(({ follows }) => [1, ...follows]))).toHaveLength(ledger.length)
        const { channel, clockFacts: facts } = at.context
        expect(days.at(-1)!.clock).toEqual(clock({ channel, facts, asOf: until }, law))
      }),
      { numRuns: times(150, 3_000), ...seeded(7), examples: [[BEFORE_IT_CAME]] },
    )
})

const told = (...did: string[]) => ledgerOf(walk({ did }, law))

test('an answer after the last day is told as lost on the day after it; one in time as nothing', () => {
  const until = '2026-04-02'
  const late = told(
    '2026-03-02 submitted, registered, assigned',
    '2026-04-01 replyDrafted, replyReviewed, replySigned, replyServed',
  )
  const { wrong, days } = retell(late, law, until)
  expect(wrong).toMatchObject({ how: 'late', on: '2026-03-31', last: '2026-03-30' })
  expect(days.find(({ on }) => on === '2026-03-30')).toMatchObject({ facts: [], due: ['reply'] })
  const early = told(
    '2026-03-02 submitted, registered, assigned',
    '2026-03-20 replyDrafted, replyReviewed, replySigned, replyServed',
  )
  expect(retell(early, law, until).wrong).toBeNull()
})

test('what was put right is told as it was put right', () => {
  const facts = told('2026-03-02 submitted, registered, assigned', '2026-03-09 extended')
  const struck = [
    ...facts,
    { ...sampleFact('rectified', '2026-03-10', {}), position: facts.findIndex(({ type }) => type === 'extended') + 1 },
  ] as typeof facts
  const { days } = retell(struck, law, '2026-03-10')
  expect(days.flatMap((day) => day.facts.map(({ fact }) => fact.type))).not.toContain('extended')
})
