import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { ClockFault, clock } from '../../workflows/statute/clock.ts'
import { contradictions, F, S } from './contradictions.ts'

const law = loadLaw()
test.each(contradictions)('%s (%s) %#', (code, channel, facts) => {
  let fault: unknown
  try {
    clock({ channel, facts, asOf: '2026-04-10' } as Parameters<typeof clock>[0], law)
  } catch (error) {
    fault = error
  }
  expect(fault).toBeInstanceOf(ClockFault)
  expect((fault as ClockFault).code).toBe(code)
  expect((fault as ClockFault).message).toMatch(/\p{Script=Han}/u)
})

test('what is only unusual is a warning, with its article', () => {
  const facts = [
    S,
    F('correctionRequested', '2026-03-03', { answerBy: '2026-03-10' }),
    F('correctionLapsed', '2026-03-10'),
  ]
  const { warnings } = clock({ channel: 'counter', facts, asOf: '2026-03-11' }, law)
  expect(warnings).toMatchObject([
    { code: 'LAPSE_ON_LAST_DAY', article: '条例第三十条', text: expect.stringContaining('最后一日') },
  ])
})
