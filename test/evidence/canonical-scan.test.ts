/**
 * Bytes are found canonical in one pass just where reading them, writing them anew and comparing finds them so, whatever they are;
 * and proofs that go up together are held as each alone.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  includes,
  inclusionProof,
  leafHash,
  leafOf,
  type NodeAt,
  nodeHash,
  rootOf,
} from '../../src/evidence/log/merkle.ts'
import { waysUp } from '../../src/evidence/log/ways-up.ts'
import { canonical, isTooDeep } from '../../src/ground/canonical.ts'
import { exactFields, isCanonical } from '../../src/ground/canonical-scan.ts'
import { instant, realDay } from '../../src/ground/shape.ts'
import { times } from '../support/proof.ts'

/** By reading and writing it anew. */
function isInOneForm(text: string): boolean {
  if (isTooDeep(text)) return false
  try {
    return canonical(JSON.parse(text)) === text
  } catch {
    return false
  }
}
const scanned = (text: string): boolean => isCanonical(Buffer.from(text))

/** Signs that JSON, sorting and UTF-16 treat in ways of their own. */
const SIGN = fc.constantFrom(
  ...['"', '\\', '/', '\n', '\t', '\b', '\u0001', '\u001f', '\u007f', '\u2028', 'a', 'b', 'Z', '0', '10', '9'],
  ...['申', '\ue000', '\ufffd', '𠅤', '\ud800', '\udc00', 'n', 'u', '__proto__', 'é', ' '],
)
const TEXT = fc.array(SIGN, { maxLength: 6 }).map((signs) => signs.join(''))
const NUMBER = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e21, 1e-7, 2 ** 53, 999_999_999_999_999, 1_000_000_000_000_000),
)
const { value: VALUE } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    TEXT,
    NUMBER,
    fc.constantFrom(true, false, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(TEXT, tie('value')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
  ),
}))

describe('canonical JSON', () => {
  test('as it is written it is found so, and no longer where one sign is another', () => {
    fc.assert(
      fc.property(
        VALUE,
        fc.nat(),
        fc.constantFrom('', ' ', ...'{}[]",:\\0123eE+-.nul\u00e9\n'),
        fc.boolean(),
        (value, at, sign, isNew) => {
          const text = canonical(value)
          // What is no character of its own cannot stand in bytes.
          fc.pre(text.isWellFormed())
          expect(scanned(text)).toBe(true)
          const place = at % (text.length + 1)
          const changed = text.slice(0, place) + sign + text.slice(isNew ? place : place + 1)
          fc.pre(changed.isWellFormed())
          expect([changed, scanned(changed)]).toEqual([changed, isInOneForm(changed)])
        },
      ),
      { numRuns: times(3_000, 200_000) },
    )
  })

  test('however its texts and numbers are written', () => {
    const tokens = fc.constantFrom(
      ...['{', '}', '[', ']', ':', ',', '"a"', '"b"', '"a\\n"', '"\\u000a"', '"\\u001f"', '"\\u001F"', '"\\/"', '"'],
      ...[
        '"\\ud800"',
        '"\\udc00"',
        '"\\ud800\\udc00"',
        '"\\ud834\\u0061"',
        '"\\uD800"',
        '"𠅤"',
        '"\ue000"',
        '"\\"',
        '"\\x"',
      ],
      ...[
        '1',
        '-1',
        '0',
        '-0',
        '01',
        '1.0',
        '1.5',
        '1e5',
        '1e+21',
        '1E+21',
        '1e21',
        '.5',
        '+1',
        '-',
        '--1',
        'true',
        'nul',
        'null',
      ],
      ...[
        '9007199254740993',
        '100000000000000000000',
        '1000000000000000000000',
        'NaN',
        'Infinity',
        '\t',
        ' ',
        '""',
        '"__proto__"',
      ],
    )
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 9 }), (many) => {
        for (const text of [many.join(''), `[${many.join(',')}]`, `{${many.map((one, i) => `${one}:${i}`).join(',')}}`])
          expect([text, scanned(text)]).toEqual([text, isInOneForm(text)])
      }),
      { numRuns: times(3_000, 200_000) },
    )
  })

  test.each([63, 64, 65, 66, 10_000])('nested %i levels deep', (levels) => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const text = open.repeat(levels) + (open === '[' ? '' : '1') + close.repeat(levels)
      expect(scanned(text)).toBe(isInOneForm(text))
      expect(scanned(text)).toBe(levels <= 64)
    }
  })

  test('an object of named fields: where each stands, and nothing else beside them', () => {
    const read = exactFields(['a', 'bc', 'd'])
    const line = Buffer.from('{"a":"申","bc":{"x":[1,2]},"d":null}')
    const told = (at: readonly number[]) => line.subarray(at[1], at[2]).toString()
    const { a, bc, d } = read(line)!
    expect([a, bc, d].map(told)).toEqual(['"申"', '{"x":[1,2]}', 'null'])
    expect([line.subarray(0, a[2]), line.subarray(bc[0], bc[1])].map(String)).toEqual(['{"a":"申"', ',"bc":'])
    for (const other of [
      ...[
        '{"a":1,"bc":2}',
        '{"a":1,"bc":2,"d":3,"e":4}',
        '{"bc":2,"a":1,"d":3}',
        '{"a":1,"bc":2,"d":3} ',
        '{"a":1,"bc":2,"d":3',
      ],
      ...[
        '',
        '{',
        '[]',
        '{"a":1,"a":1,"bc":2,"d":3}',
        ' {"a":1,"bc":2,"d":3}',
        '{"a":1,"bc":2,"d":}',
        '{"a":01,"bc":2,"d":3}',
      ],
    ])
      expect(read(Buffer.from(other))).toBeUndefined()
  })
})

test('an instant and a day are those that the calendar of the language has', () => {
  const isSoWritten = (text: string) => {
    const read = new Date(text)
    return (
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) &&
      !Number.isNaN(read.getTime()) &&
      read.toISOString() === text
    )
  }
  for (const year of ['0000', '0004', '0100', '1900', '2000', '2024', '2026', '2100', '9999'])
    for (let month = 0; month <= 13; month++)
      for (let day = 0; day <= 32; day++) {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        expect([text, realDay(text)]).toEqual([text, isSoWritten(`${text}T00:00:00.000Z`)])
      }
  for (const time of [
    '00:00:00.000',
    '23:59:59.999',
    '24:00:00.000',
    '23:60:00.000',
    '23:59:60.000',
    '2:00:00.000',
    '00:00:00',
  ])
    expect([time, instant(`2026-03-02T${time}Z`)]).toEqual([time, isSoWritten(`2026-03-02T${time}Z`)])
})

describe('many proofs of one log', () => {
  const facts = Array.from({ length: 70 }, (_, i) => leafHash(Buffer.from([i])))
  const at: NodeAt = (level, index) =>
    level === 0 ? facts[index]! : nodeHash(at(level - 1, index * 2), at(level - 1, index * 2 + 1))
  const line = (proof: readonly string[]) => `${JSON.stringify(proof)}}`.slice(1)

  test('each holds in whatever order, in a log of any size, and as another fact or in another log none', () => {
    for (let size = 1; size <= facts.length; size++) {
      const root = rootOf(size, at)
      const leads = waysUp(size, root)
      const indexes = Array.from({ length: size }, (_, i) => i)
      for (const index of [...indexes, ...indexes.toReversed()]) {
        const proof = inclusionProof(index, size, at)
        expect(includes(facts[index]!, index, size, proof, root)).toBe(true)
        expect(leads(facts[index]!, index, line(proof), 0)).toBe(true)
        for (const [leaf, place, way] of [
          [facts[(index + 1) % facts.length]!, index, proof],
          [facts[index]!, index + 1, proof],
          [facts[index]!, index, proof.slice(1)],
          [facts[index]!, index, [...proof, facts[0]!]],
          [facts[index]!, index, [...proof.slice(0, -1), '0'.repeat(64)]],
        ] as const)
          expect(leads(leaf, place, line(way), 0)).toBe(includes(leaf, place, size, way, root))
      }
    }
  })

  test('nothing that is written otherwise', () => {
    const [size, index] = [5, 1]
    const proof = inclusionProof(index, size, at)
    const leads = waysUp(size, rootOf(size, at))
    const told = line(proof)
    expect(leads(facts[index]!, index, told, 0)).toBe(true)
    for (const other of [
      ...[`${told} `, told.slice(0, -1), told.replace(']', ',]'), told.replace(',', ' ,'), told.replace(',', '')],
      ...[told.replace('"', ''), told.toUpperCase(), told.replace(']', ']]'), ` ${told}`, ''],
    ])
      expect(leads(facts[index]!, index, other, 0)).toBe(false)
  })

  test('a hash as text and as bytes has one leaf', () => {
    expect(leafOf(facts[3]!)).toBe(leafHash(Buffer.from(facts[3]!, 'hex')))
  })
})
