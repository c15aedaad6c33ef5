/** Whose a fact is, where what it says was put right more than once: only the word that holds speaks of anybody. */
import { expect, test } from 'vitest'
import { whoseIn } from '../../src/evidence/audience/whose.ts'
import type { FactRow } from '../../src/ledger/queries.ts'

const row = (position: number, type: string, said: object = {}): FactRow =>
  ({
    position,
    by: 'staff:handler',
    at: '2026-03-02T02:00:00.000Z',
    hash: '',
    fact: { type, on: '2026-03-02', ...said },
  }) as unknown as FactRow
const asked = (position: number, consultation: string, party: string) =>
  row(position, 'thirdPartyConsulted', { consultation, party })
const rectified = (position: number, at: number, replacement: object) =>
  row(position, 'rectified', { position: at, replacement })

test('a replacement that was replaced is no more of the party than what it replaced', () => {
  const facts = [
    row(1, 'submitted', { channel: 'counter' }),
    asked(2, '1', '甲公司'),
    row(3, 'thirdPartyAnswered', { consultation: '1', consents: true }),
    rectified(4, 3, { consultation: '1', consents: false }),
    rectified(5, 3, { consultation: '1', consents: true }),
  ]
  const { meant } = whoseIn(facts)
  expect([3, 4, 5].map((position) => meant.get(position))).toEqual([undefined, undefined, '1'])
})

test('a letter that is said, at last, to have asked the first one after all is theirs from then on', () => {
  const facts = [
    row(1, 'submitted', { channel: 'counter' }),
    asked(2, '1', '甲公司'),
    rectified(3, 2, { consultation: '1', party: '乙公司' }),
    row(4, 'thirdPartyAnswered', { consultation: '1', consents: false, reasons: '乙公司的秘密' }),
    rectified(5, 2, { consultation: '1', party: '甲公司' }),
  ]
  const { since, meant } = whoseIn(facts)
  expect(since.get('1')).toBe(5)
  expect(meant.get(4)).toBeUndefined()
})
