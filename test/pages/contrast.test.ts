import { expect, test } from 'vitest'
import { sheet as read } from '../../src/web/styles.ts'

/** The sheet's tokens are its only colours, so holding their pairs holds every page. */
const sheet = read('site.css')
const staff = read('staff.css')
const block = (from: number) => sheet.slice(from, sheet.indexOf('}', from))
const tokens = (text: string) =>
  Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]))

const light = tokens(block(sheet.indexOf(':root')))
const after = (text: string, from: number) => sheet.indexOf(text, from)
const asked = after(':root[data-contrast]', 0)
const dark = { ...light, ...tokens(block(after(':root {', after('prefers-color-scheme: dark', 0)))) }
const plain = { ...light, ...tokens(block(asked)) }
const plainDark = { ...dark, ...plain, ...tokens(block(after(':root[data-contrast]', asked + 1))) }

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

const TEXT = ['ink', 'quiet', 'cinnabar', 'river', 'leaf', 'amber']
const GROUND = ['paper', 'raised', 'wash']

for (const [mode, colours] of Object.entries({
  light,
  dark,
  'more contrast': plain,
  'more contrast, dark': plainDark,
})) {
  // WCAG 1.4.6 for those who ask for more.
  const least = mode.startsWith('more') ? 7 : 4.5
  const pairs = [
    ...TEXT.flatMap((text) => GROUND.map((ground) => [text, ground, least] as const)),
    ['on-seal', 'seal', 4.5] as const,
    ['paper', 'leaf', 4.5] as const,
    // The border of a control is no text: WCAG 1.4.11 asks 3:1.
    ...GROUND.map((ground) => ['edge', ground, 3] as const),
  ]
  test.each(pairs)(`${mode}: %s on %s is at least %d:1`, (text, ground, least) => {
    expect(contrast(colours[text]!, colours[ground]!)).toBeGreaterThanOrEqual(least)
  })
}

test('no colour is written outside the tokens, but for paper in print', () => {
  const rules = sheet.slice(sheet.indexOf('/* Ground */'), sheet.indexOf('@media print')) + staff
  expect(rules.match(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/gi)).toBeNull()
})

test('the sheet stays small', () => {
  expect(Buffer.byteLength(sheet)).toBeLessThan(32_000)
  expect(Buffer.byteLength(staff)).toBeLessThan(28_000)
})
