/** Line ends by example; by the ten thousand in paragraphs.test.ts. */
import { describe, expect, test } from 'vitest'
import { breakLines, type Line } from '../../src/documents/break-lines.ts'
import { cellsOf } from '../../src/documents/cells.ts'
import { BODY, PITCH, SIZE, TRACK } from '../../src/documents/grid.ts'
import { fonts } from './samples.ts'

const grid = { width: BODY.width, size: SIZE, track: TRACK }
const broken = (text: string, indent = 2 * PITCH) => breakLines(cellsOf(text, fonts, 'fang', SIZE), { ...grid, indent })
const textOfLine = ({ cells }: Line) => cells.map(({ character }) => character).join('')

/** The right edge, added up from what will be drawn. */
const edge = ({ cells, extra, indent }: Line) => cells.reduce((sum, cell, i) => sum + cell.width + extra[i]!, indent)

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
