import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines, type Line } from '../../src/documents/break-lines.ts'
import { cellsOf, NEVER_FIRST, NEVER_LAST } from '../../src/documents/cells.ts'
import { BODY, PITCH, SIZE, TRACK } from '../../src/documents/grid.ts'
import { fonts } from './samples.ts'

const RUNS = process.env.FULL ? 10_000 : 2_000

const grid = { width: BODY.width, size: SIZE, track: TRACK }
const broken = (text: string, indent = 2 * PITCH) => breakLines(cellsOf(text, fonts, 'fang', SIZE), { ...grid, indent })
const textOfLine = ({ cells }: Line) => cells.map(({ character }) => character).join('')

/** The right edge, added up from what will be drawn. */
const edge = ({ cells, extra, indent }: Line) => cells.reduce((sum, cell, i) => sum + cell.width + extra[i]!, indent)

const han = fc.string({
  unit: fc.constantFrom(
    ...'的一是了我不人在他有这上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感',
  ),
  minLength: 1,
  maxLength: 30,
})
const mark = fc.constantFrom('，', '。', '、', '；', '：', '？', '！', '……', '——', '，', '。')
const latin = fc.constantFrom(
  '2026',
  '3',
  '15',
  'GB/T 9704',
  '0000-8000001',
  '3.5%',
  'PDF',
  '110101199003070000',
  'a',
  '12,000.50',
  'https://www.example.gov.cn/zwgk/xxgk/2026/03/t20260315_1234567.html?id=8&from=list',
)
const wrapped = fc
  .tuple(fc.constantFrom('“”', '（）', '《》', '〔〕', '‘’'), han)
  .map(([[open, close], text]) => `${open}${text}${close}`)
const sentence = fc
  .array(
    fc
      .oneof({ weight: 6, arbitrary: han }, { weight: 2, arbitrary: latin }, { weight: 3, arbitrary: wrapped })
      .chain((text) => fc.option(mark, { nil: '' }).map((end) => text + end)),
    { minLength: 1, maxLength: 25 },
  )
  .map((parts) => parts.join(''))

describe('a paragraph on the 28-character grid', () => {
  test('keeps marks from line ends where they may not be, and ends every full line at the edge', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const lines = broken(text)
        for (const [i, line] of lines.entries()) {
          const words = textOfLine(line)
          const [first, last] = [words[0]!, words.at(-1)!]
          if (i > 0) expect(NEVER_FIRST.has(first), `begins with ${first}: ${text}`).toBe(false)
          if (i < lines.length - 1) {
            expect(NEVER_LAST.has(last), `ends with ${last}: ${text}`).toBe(false)
            if (line.cells.length > 1) expect(Math.abs(edge(line) - BODY.width), words).toBeLessThan(0.2)
          } else expect(edge(line)).toBeLessThan(BODY.width + 0.2)
        }
        expect(lines.map(textOfLine).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
      { numRuns: RUNS },
    )
  })

  test('squeezes no mark by more than its blank half, and tears no hole', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        for (const { cells, extra } of broken(text))
          for (const [i, room] of extra.entries()) {
            const halves = Number(cells[i]!.blank === 'right') + Number(cells[i + 1]?.blank === 'left')
            expect(room).toBeGreaterThanOrEqual((-SIZE / 2) * halves + TRACK - 0.01)
            expect(room).toBeLessThan(2 * SIZE)
          }
      }),
      { numRuns: RUNS / 4 },
    )
  })

  test('takes anything at all, ends, and stays inside the page', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const line of broken(text)) expect(edge(line)).toBeLessThan(BODY.width + SIZE)
      }),
      { numRuns: RUNS / 10 },
    )
  })
})

describe('by example', () => {
  test('28 characters fill a line exactly', () => {
    const lines = broken('字'.repeat(56), 0)
    expect(lines.map((line) => line.cells.length)).toEqual([28, 28])
    expect(edge(lines[0]!)).toBeCloseTo(BODY.width, 6)
  })

  test('a mark that would begin a line is drawn in, or takes its neighbour along', () => {
    expect(broken('字'.repeat(26) + '，，字字', 0).map(textOfLine)[0]).toBe(`${'字'.repeat(26)}，，`)
    expect(broken(`${'字'.repeat(28)}，字字`, 0).map(textOfLine)[1]).toBe('字，字字')
    expect(broken(`${'字，'.repeat(3)}${'字'.repeat(22)}，字字`, 0).map(textOfLine)[0]).toBe(
      `${'字，'.repeat(3)}${'字'.repeat(22)}，`,
    )
  })

  test('an address of 300 characters is parted after its slashes', () => {
    const lines = broken(`网址https://www.example.gov.cn/${'abcdefghi/'.repeat(27)}。`)
    expect(lines.length).toBeGreaterThan(4)
    for (const line of lines.slice(0, -1)) expect(textOfLine(line)).toMatch(/\/$/)
  })

  test('300 figures without any joint are parted anyway', () => {
    const lines = broken('1'.repeat(300))
    for (const line of lines.slice(0, -1)) expect(Math.abs(edge(line) - BODY.width)).toBeLessThan(0.2)
  })

  test.each([
    ['第（四）项', '第', '（'],
    ['〔2026〕3号', '〕', '3'],
    ['60日', '60', '日'],
    ['……', '…', '…'],
    ['——', '—', '—'],
    ['0000-8000001', '-', '8'],
  ])('%s is not parted', (whole, before, after) => {
    for (let n = 20; n < 30; n++)
      for (const line of broken(`${'字'.repeat(n)}${whole}${'字'.repeat(30)}`).map(textOfLine))
        expect(line.endsWith(before) && !line.endsWith(whole) && after !== '', line).toBe(false)
  })
})
