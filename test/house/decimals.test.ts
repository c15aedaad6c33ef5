/** Numbers in addresses are digits alone: `1e0` is not one, `0x10` not sixteen, and nothing has two addresses. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decimal } from '../../src/web/decimal.ts'

const ROOT = join(import.meta.dirname, '../../src')
/** What reads a number from an address in the way of JavaScript, which takes more than digits. */
const LOOSE = /(?:Number|parseInt|parseFloat)\(\s*(?:request\.)?(?:params|query)\b|z\.coerce\.number/

test('no route reads a number of its address loosely', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  expect(files.length).toBeGreaterThan(500)
  expect(files.filter((name) => LOOSE.test(readFileSync(join(ROOT, name), 'utf8')))).toEqual([])
  expect(LOOSE.test('const n = Number(request.params.n)')).toBe(true)
})

test('digits, from 1 to 999,999,999, and nothing else', () => {
  expect(['1', '42', '999999999'].map(decimal)).toEqual([1, 42, 999_999_999])
  for (const text of [
    '',
    '0',
    '01',
    '1e0',
    '0x1',
    '+1',
    '-1',
    ' 1',
    '1 ',
    '1.0',
    '１',
    '1000000000',
    'NaN',
    undefined,
    1,
  ])
    expect(decimal(text), String(text)).toBeUndefined()
})
