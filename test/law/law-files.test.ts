import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadLaw, readLaw } from '../../src/ground/law.ts'

/** The law with one line written wrongly. */
function broken(file: string, right: string, wrong: string): () => unknown {
  const folder = mkdtempSync(join(tmpdir(), 'law-'))
  cpSync('workflows/statute', folder, { recursive: true })
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(right)
  writeFileSync(path, text.replace(right, wrong))
  return () => readLaw(folder)
}

test.each([
  ['time-limits.yaml', 'days: 20', 'days: twenty', /^time-limits\.yaml:6: 0\.days: /],
  ['time-limits.yaml', 'unit: workingDay', 'unit: workday', /^time-limits\.yaml:7: 0\.unit: /],
  ['calendar/2026.yaml', '2026-02-17: 春节', '2026-02-30: 春节', /^calendar\/2026\.yaml:\d+: off\.2026-02-30: /],
  ['fees.yaml', 'rate: 100', 'rat: 100', /^fees\.yaml:\d+: 0\.tiers\.1/],
  [
    'outcomes.yaml',
    'anyOf: [searched]',
    'anyOf: [serched]',
    /^outcomes\.yaml:\d+: outcomes\.notHeld\.needs\.0\.anyOf\.0: /,
  ],
  ['outcomes.yaml', 'refusal: SEARCH_NOT_RECORDED', 'refusal: NOT_SEARCHED', /outcomes\.notHeld\.needs\.0\.refusal: /],
  ['remedies.yaml', 'body: itself', 'body: [', /^remedies\.yaml:\d+: /],
])('%s: “%s” written as “%s” names the file, the line and the field', (file, right, wrong, told) => {
  expect(broken(file, right, wrong)).toThrow(told)
})

test('the law is read once', () => {
  expect(loadLaw()).toBe(loadLaw())
})

test('no statutory number of days stands in a program', async () => {
  const { globSync } = await import('node:fs')
  for (const file of globSync('workflows/statute/*.ts')) {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    expect(code, file).not.toMatch(/[^\w.](7|15|20|60)[^\w.]*(个?工作日|days)|days\W+(7|15|20|60)\b/)
  }
})
