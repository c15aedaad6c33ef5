/**
 * Anything that JSON has may stand anywhere in a forged bundle: each is a verdict with a fault that names it, in every time zone the
 * same one, and nothing is thrown.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namedBy } from '../../src/evidence/bundle/named.ts'
import { faultInChinese } from '../../src/evidence/proof/in-chinese.ts'
import { sourceOf } from '../../src/evidence/proof/unzip.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { isTidyOf, tidyName } from '../../src/ground/bag.ts'
import { instant, realDay } from '../../src/ground/shape.ts'
import { factsIn, type Json, openBag, packed, saidIn, withFacts } from '../support/bags.ts'
import { earlyBag } from '../support/bags-early.ts'
import { inOwnLog, own } from '../support/forged/forger.ts'
import { beginForging, genuine, office } from '../support/forged/genuine.ts'

beforeAll(beginForging)
afterAll(() => office.close())

const ODD = [
  'null',
  'true',
  '5',
  '-1',
  '""',
  '"x"',
  '[]',
  '[null]',
  '{}',
  '{"toString":5}',
  '{"__proto__":{"toString":5}}',
]

/** With facts of a forger's own, in a log and under a statement of their own. */
function forged(change: (facts: Json[]) => void, state?: (said: Json) => void): Buffer {
  const bag = openBag(genuine)
  const facts: Json[] = factsIn(bag)
  change(facts)
  inOwnLog(withFacts(bag, facts))
  return state ? own(bag, state) : packed(bag)
}

describe('anything in the place of', () => {
  test.each(Object.keys({ agencyId: 0, caseId: 0, type: 0, on: 0, open: 0, by: 0, at: 0, salt: 0, said: 0 }))(
    'the %s of a fact',
    (field) => {
      for (const odd of ODD) {
        const verdict = verifyBundle(
          forged((facts) => {
            facts.at(-1)![field] = JSON.parse(odd)
          }),
        )
        expect(typeof verdict.ok).toBe('boolean')
        if (!verdict.ok) expect(faultInChinese(verdict.firstFault!.what)).toMatch(/[一-鿿]/)
      }
    },
  )

  test.each(['letter', 'sha256', 'contents', 'given', 'positions', 'hashes', 'decision'])(
    'what a fact tells of its %s',
    (field) => {
      for (const type of ['letterMade', 'replySigned', 'wordsErased'])
        for (const odd of ODD) {
          const open = { positions: [], hashes: [], [field]: JSON.parse(odd) }
          const zip = forged((facts) =>
            Object.assign(facts.at(-1)!, { type, open, words: null, said: null, salt: null }),
          )
          expect(typeof verifyBundle(zip).ok).toBe('boolean')
          expect(typeof verifyBundle(earlyBag(openBag(zip))).ok).toBe('boolean')
        }
    },
  )

  test('each field of the statement, and the list of files', () => {
    for (const field of Object.keys(saidIn(openBag(genuine))))
      for (const odd of ODD) {
        const zip = forged(
          () => {},
          (said) => {
            said[field] = JSON.parse(odd)
          },
        )
        expect(typeof verifyBundle(zip).ok, field).toBe('boolean')
      }
    for (const odd of ODD) {
      const bag = openBag(genuine)
      bag.payload.set('files.json', Buffer.from(`${odd}\n`))
      expect(verifyBundle(packed(bag)).ok).toBe(false)
    }
  })
})

test.each([
  '2026-03-02 18:00:00',
  'gestern',
  '2026-03-02T10:00:00Z',
  '2026-02-30T10:00:00.000Z',
  '2026-03-02T10:00:00.000+08:00',
])('a fact of %s is no fact in any time zone', (at) => {
  const zip = forged((facts) => {
    facts.at(-1)!.at = at
  })
  expect(verifyBundle(zip).firstFault?.what).toContain('not written in its one form')
})

test('an instant and a day have one form, and are real', () => {
  expect(['2026-03-02T10:00:00.000Z', '2024-02-29T00:00:00.000Z'].every(instant)).toBe(true)
  expect(['2026-03-02', '2024-02-29'].every(realDay)).toBe(true)
  expect(['2026-02-29', '2026-13-01', '26-03-02', '2026-03-02 ', 5, null].some(realDay)).toBe(false)
})

test('what reading a disk throws is no fault of the bundle', () => {
  const broken = new Error('EIO')
  const source = sourceOf(genuine)
  const failing = () => {
    throw broken
  }
  expect(() => verifyBundle({ ...source, read: failing })).toThrow(broken)
})

test('a name keeps signs that Unicode has not assigned; a file without a name or a digest is none', () => {
  expect(tidyName('\u{33500}\u202e.txt')).toBe('\u{33500}_.txt')
  const [named] = namedBy({ position: 1, type: 'letterMade', open: { letter: { toString: 5 }, sha256: 'x' } })
  expect([named!.id, named!.sha256]).toEqual(['', ''])
})

test('a name in a bundle is cut by its bytes, too, so that every system unpacks it; bundles of before are proven as they were cut', () => {
  const name = `${'\u{20bb7}'.repeat(70)}.pdf`
  const tidy = tidyName(name)
  expect(Buffer.byteLength(tidy)).toBeLessThanOrEqual(184)
  expect([isTidyOf(tidy, name), isTidyOf(`${'\u{20bb7}'.repeat(60)}.pdf`, name)]).toEqual([true, true])
  expect(isTidyOf(`${'\u{20bb7}'.repeat(50)}.pdf`, name)).toBe(false)
})
