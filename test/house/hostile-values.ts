/** What nobody fills in by mistake, and chance that `npm test` repeats. */
import { PROOF } from '../support/proof.ts'

export const LONG = 'x'.repeat(8_000)
export const SURROGATE = '\ud800'
/** Texts that are no id, no number, no day, and hardly a text. */
export const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u2028',
  SURROGATE,
  `a${SURROGATE}`,
  '\ufffe',
  '%',
  '%00',
  '%ZZ',
  '../../etc/passwd',
  "' or 1=1 --",
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e999',
  '99999999999999999999',
  '2147483648',
  '2026-02-30',
  '0000-00-00',
  '10000-01-01',
  '[]',
  '{}',
  '{{7*7}}',
  '<script>',
  'ﷺ'.repeat(50),
  '申'.repeat(200),
  LONG,
  '00000000-0000-0000-0000-000000000000',
  '00000000-0000-7000-8000-00000000000g',
  '☃',
  '\r\nset-cookie: a=b',
  '🏛'.repeat(99),
]
export const VALUES: readonly unknown[] = [
  ...TEXTS,
  null,
  true,
  -1,
  1e308,
  0.5,
  [],
  {},
  [[]],
  [null],
  { __proto__: 1 },
  [{}],
  Array(200).fill('x'),
  ['\u0000'],
  { '\u0000': 1 },
  { a: SURROGATE },
]
/** By a fixed seed; in the proof by another one each time, which a failure prints. */
export function chance() {
  const SEED = PROOF ? Date.now() % 2 ** 31 : 7
  let state = SEED
  /** Mulberry32. */
  function random(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
  return { SEED, random, pick }
}
