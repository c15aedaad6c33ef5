/** 无效件: without dates while it is set aside, and restored as if it had never been, whatever its history. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { times } from '../support/proof.ts'
import { histories } from './histories.ts'

const law = loadLaw()
const runs = times(500, 20_000)

const attempt = <T>(ask: () => T): T | 'refused' => {
  try {
    return ask()
  } catch {
    return 'refused'
  }
}

test(`restored, it is counted as if it had never been set aside, in ${runs} histories`, () => {
  let counted = 0
  fc.assert(
    fc.property(histories, ({ facts, ...given }) => {
      const { on } = facts.at(-1)!
      const never = attempt(() => clock({ ...given, facts }, law))
      const turns = ['setAside', 'restored', 'setAside', 'restored'].map((type) => ({ type, on }))
      expect(attempt(() => clock({ ...given, facts: [...facts, ...turns] }, law))).toEqual(never)
      if (never === 'refused') return
      counted++
      const aside = clock({ ...given, facts: [...facts, ...turns.slice(0, 3)] }, law)
      expect(aside).toMatchObject({
        ...{
          status: 'closed',
          receivedOn: null,
          correctionNoticeDueOn: null,
          dueOn: null,
          settledOn: null,
          inTime: null,
        },
        ...{
          careful: { dueOn: never.careful.dueOn, inTime: null },
          provisional: false,
          consultations: [],
          replies: [],
        },
      })
      expect(aside.workingDays.used).toBe(0)
      for (const { text } of aside.steps) expect(text).toContain('不是政府信息公开申请')
    }),
    { numRuns: runs },
  )
  expect(counted / runs).toBeGreaterThan(0.4)
})
