/** statute/outcomes.yaml is what the rules of an outcome ask for: another table, other rules. */
import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { type CaseState, decide, open, Refused } from '../../workflows/disclosure/decide.ts'
import { sampleFact } from '../../workflows/disclosure/drill/sample-facts.ts'
import type { FactOf, FactType, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Need } from '../../workflows/statute/outcomes.ts'

const shipped = loadLaw()
const under = (outcome: Outcome, needs: Need[]): Law => ({
  ...shipped,
  outcomes: { ...shipped.outcomes, [outcome]: { ...shipped.outcomes[outcome], needs } },
})

/** A case in handling with these facts on file. */
function handled(...facts: FactType[]): CaseState {
  const opened: CaseState = open(sampleFact('submitted', '2026-03-02') as FactOf<'submitted'>)
  return (['registered', 'assigned', ...facts] as const).reduce(
    (at, type) => decide(at, sampleFact(type, '2026-03-03'), shipped),
    opened,
  )
}

function answer(at: CaseState, outcome: Outcome, law: Law, fields = {}): string {
  try {
    decide(at, sampleFact('replyDrafted', '2026-03-04', { outcome, fields }), law)
    return 'drafted'
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}

test('what the table asks for is asked for, and nothing else', () => {
  expect(answer(handled(), 'disclosed', shipped)).toBe('SECRECY_NOT_REVIEWED')
  expect(answer(handled(), 'disclosed', under('disclosed', []))).toBe('drafted')
  const searching = under('reissue', [{ anyOf: ['searched'], refusal: 'SEARCH_NOT_RECORDED' }])
  expect(answer(handled(), 'reissue', shipped)).toBe('drafted')
  expect(answer(handled(), 'reissue', searching)).toBe('SEARCH_NOT_RECORDED')
  expect(answer(handled('searched'), 'reissue', searching)).toBe('drafted')
})

test('any one of the facts that a need names meets it; so does its field of the draft', () => {
  const either = under('reissue', [
    { anyOf: ['searched', 'conferred'], orField: 'noSearchReason', refusal: 'SEARCH_NOT_RECORDED' },
  ])
  expect(answer(handled(), 'reissue', either)).toBe('SEARCH_NOT_RECORDED')
  expect(answer(handled('conferred'), 'reissue', either)).toBe('drafted')
  expect(answer(handled(), 'reissue', either, { noSearchReason: ' ' })).toBe('SEARCH_NOT_RECORDED')
  expect(answer(handled(), 'reissue', either, { noSearchReason: '无' })).toBe('drafted')
})

test('a state secret is found by a secrecy review, as a disclosure is', () => {
  const fields = { reasons: '已依法定密。', marking: '秘密', period: '10年' }
  expect(answer(handled(), 'stateSecret', shipped, fields)).toBe('SECRECY_NOT_REVIEWED')
  expect(answer(handled('secrecyReviewed'), 'stateSecret', shipped, fields)).toBe('NOT_EXAMINED')
  expect(answer(handled('secrecyReviewed', 'disclosureExamined'), 'stateSecret', shipped, fields)).toBe(
    'NOT_FOUND_SECRET',
  )
})

test('whatever withholds asks for its examination', () => {
  const withholding = (Object.keys(shipped.outcomes) as Outcome[]).filter(
    (outcome) => outcome === 'partlyDisclosed' || /^3\.3\.[1-7]$/.test(shipped.outcomes[outcome].row),
  )
  expect(withholding).toHaveLength(8)
  for (const outcome of withholding)
    expect(shipped.outcomes[outcome].needs, outcome).toContainEqual({
      anyOf: ['disclosureExamined'],
      refusal: 'NOT_EXAMINED',
    })
})
