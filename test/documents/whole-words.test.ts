/** What is read as one stays together: addresses at their joints, names of agencies, 文号, the last character of a paragraph. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines, type Line } from '../../src/documents/break-lines.ts'
import { cellsOf } from '../../src/documents/cells.ts'
import { BODY, PITCH, SIZE, TRACK } from '../../src/documents/grid.ts'
import { layOut } from '../../src/documents/layout.ts'
import { divideName } from '../../src/documents/title.ts'
import { times } from '../support/proof.ts'
import { fonts, letterOf } from './samples.ts'

const broken = (text: string) =>
  breakLines(cellsOf(text, fonts, 'fang', SIZE), { width: BODY.width, size: SIZE, track: TRACK, indent: 2 * PITCH })
const textOfLine = ({ cells }: Line) => cells.map(({ character }) => character).join('')
const edge = ({ cells, extra, indent }: Line) => cells.reduce((sum, cell, i) => sum + cell.width + extra[i]!, indent)

const part = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789_'),
  minLength: 1,
  maxLength: 18,
})
const escaped = fc.constantFrom('%E4%BA%91%E6%BA%AA', '%E5%8C%BA')
const address = fc
  .array(fc.tuple(fc.oneof(part, escaped), fc.constantFrom('/', '.', '-', '?', '&', '=')), {
    minLength: 18,
    maxLength: 40,
  })
  .map((parts) => `https://www.example.gov.cn/${parts.flat().join('')}`.slice(0, 300))
  .filter((url) => /[a-z0-9]$/.test(url))

describe('an address', () => {
  test('of 300 characters is parted after / . ? & - = alone, and no line leaves the page', () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 60 }), (url, before) => {
        for (const [i, line] of broken(`${'字'.repeat(before)}${url}，请查阅。`).entries()) {
          expect(edge(line)).toBeLessThan(BODY.width + 0.2)
          const text = textOfLine(line)
          if (i >= 0 && /[\x21-\x7e]$/.test(text) && !url.endsWith(text.slice(-6))) expect(text).toMatch(/[/.?&=-]$/)
          expect(text).not.toMatch(/%[0-9A-F]?$/)
        }
      }),
      { numRuns: times(100, 10_000) },
    )
  })

  test('whose pieces are longer than a line is parted elsewhere, but never inside %E4', () => {
    const lines = broken(`见https://www.example.gov.cn/${'%E4%BA%91'.repeat(40)}。`).map(textOfLine)
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines) expect(line).not.toMatch(/%[0-9A-F]?$/)
  })

  test('a host is one name wherever the line ends, as long as a line has room for it', () => {
    for (let before = 0; before < 28; before++) {
      const lines = broken(`${'网'.repeat(before)}https://fuyi.example.gov.cn/zwgk/xxgk/t20260315_1234567.html。`)
      expect(lines.map(textOfLine).some((line) => line.includes('fuyi.example.gov.cn'))).toBe(true)
    }
    const long = broken(`见https://${'abcdef.'.repeat(12)}gov.cn/index.html。`).map(textOfLine)
    expect(long.slice(0, -1).every((line) => /[./-]$/.test(line))).toBe(true)
  })

  test.each(['https://www.example.gov.cn', 'https://zwfw.sub.example.gov.cn/index.html'])(
    '%s keeps the end of its name, and the stop after it has company',
    (url) => {
      for (let before = 0; before < 60; before++)
        for (const after of ['。', '）。', '.', '，请查阅。']) {
          const lines = broken(`${'字'.repeat(before)}${url}${after}`).map(textOfLine)
          for (const line of lines) expect(line).not.toMatch(/^(?:cn|html)/)
          expect(lines.at(-1)).not.toMatch(/^[。.）]/)
        }
    },
  )

  test('is not spaced out to fill its line', () => {
    for (const line of broken(`网址https://www.example.gov.cn/zwgk/xxgk/t20260315_1234567.html?id=8&from=list。`))
      for (const [i, room] of line.extra.slice(0, -1).entries())
        if (line.cells[i]!.latin && line.cells[i + 1]!.latin) expect(room).toBeLessThan(1.1)
  })
})

describe('a number of letters, of people, of telephones', () => {
  test.each(['云公开告〔2026〕17号', '国办函〔2020〕109号', '法释〔2025〕8号', '110101199003070000', '0000-8000001'])(
    '%s is never torn, wherever it comes to stand',
    (number) => {
      for (let before = 0; before < 60; before++) {
        const lines = broken(`${'字'.repeat(before)}，${number}，${'字'.repeat(40)}`)
        expect(lines.filter((line) => textOfLine(line).includes(number))).toHaveLength(1)
        for (const line of lines) expect(edge(line)).toBeLessThan(BODY.width + 0.2)
      }
    },
  )

  test.each([
    '1.2 MB',
    '350 KB',
    '12,000.50元',
    '1700万元',
    '30 页',
    '0.5 km²',
    '15个',
    '0000 0000 0000 0000',
    '6222 0000 0000 0000 000',
  ])('%s stays together, figure and unit, group and group', (figure) => {
    for (let before = 0; before < 60; before++)
      for (const after of ['，', '）', '）。']) {
        const lines = broken(`${'字'.repeat(before)}（${figure}${after}${'字'.repeat(40)}`)
        expect(lines.filter((line) => textOfLine(line).includes(figure))).toHaveLength(1)
        for (const line of lines) expect(edge(line)).toBeLessThan(BODY.width + 0.2)
      }
  })

  test('a list of numbers is no account: it has its ends of lines between them', () => {
    const lines = broken(`地块编号为${Array.from({ length: 30 }, (_, i) => 2001 + i).join(' ')}。`).map(textOfLine)
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/ \d{4}$/)
  })

  test.each(['云公开申〔2026〕43号', '110101199003070000', 'https://gk.yunxi.example/answer'])(
    'the line before %s is not spaced out: it is filled by a hair, or ends short',
    (whole) => {
      for (let before = 0; before < 60; before++)
        for (const line of broken(`${'字'.repeat(before)}（${whole}），${'字'.repeat(40)}`))
          for (const room of line.extra.slice(0, -1)) expect(room).toBeLessThanOrEqual(SIZE / 6)
    },
  )

  test('文号 in the head stands on one line of the page, however long its mark', () => {
    for (const length of [1, 10, 24, 60]) {
      const number = `${'云'.repeat(length)}〔2026〕12345号`
      const { pieces } = layOut({ ...letterOf('disclosed'), number }, fonts)
      const [line, ...more] = pieces[1]!.lines
      expect(more).toEqual([])
      expect(textOfLine(line!.line)).toBe(number)
      expect(line!.x).toBeGreaterThanOrEqual(BODY.left - 0.01)
      expect(line!.x + line!.line.width).toBeCloseTo(BODY.left + BODY.width, 3)
    }
  })
})

describe('the last line of a paragraph', () => {
  const letters = (line: Line) => textOfLine(line).replace(/[，。、；：！？”）]/g, '')

  test('is never one character, with or without its mark', () => {
    for (const end of ['', '。', '”。', '）。'])
      for (let length = 1; length <= 120; length++) {
        const lines = broken('字'.repeat(length) + end)
        if (lines.length > 1) expect(letters(lines.at(-1)!).length, `${length}${end}`).toBeGreaterThan(1)
        for (const line of lines.slice(0, -1)) expect(edge(line)).toBeCloseTo(BODY.width, 3)
      }
  })

  test('has two characters beside the bracket that it closes', () => {
    for (const end of ['20）', '3页）', '1.2 MB）', '8）。'])
      for (let length = 1; length <= 90; length++) {
        const lines = broken(`（${'字'.repeat(length)}${end}`)
        const own = lines.at(-1)!.cells.filter(({ character }) => !/[，。（）. ]/.test(character))
        const width = own.reduce((sum, cell) => sum + cell.width, 0)
        if (lines.length > 1) expect(width, `${length}${end}`).toBeGreaterThanOrEqual(2 * SIZE - 0.01)
      }
  })

  test('is drawn into the line above where the marks of that line give room', () => {
    const text = '字，'.repeat(5) + '字'.repeat(16)
    expect(broken(`${text}字。`)).toHaveLength(1)
    expect(broken('字'.repeat(26) + '字。').map(textOfLine)).toEqual(['字'.repeat(25), '字字。'])
  })
})

describe('the name of an agency', () => {
  test.each([
    ['云溪区人民政府办公室', 9, ['云溪区', '人民政府办公室']],
    ['云溪哈尼族彝族自治县住房和城乡建设局', 17, ['云溪哈尼族彝族自治县', '住房和城乡建设局']],
    [
      '云溪市云溪区市场监督管理局综合行政执法大队',
      17,
      ['云溪市', '云溪区', '市场监督管理局', '综合', '行政', '执法', '大队'],
    ],
    ['云溪经济技术开发区管理委员会政务服务中心', 12, ['云溪', '经济技术开发区', '管理委员会', '政务服务中心']],
  ])('%s is parted between its words', (name, most, words) => {
    const ends = new Set(words.map((_, i) => words.slice(0, i + 1).join('').length))
    const lines = divideName(name, most)
    expect(lines.join('')).toBe(name)
    expect(lines.length).toBeGreaterThan(1)
    let at = 0
    for (const line of lines) {
      at += line.length
      expect(ends.has(at), lines.join('|')).toBe(true)
      expect(line.length).toBeLessThanOrEqual(most)
    }
  })

  const name = '云溪哈尼族彝族自治县自然资源和规划局云溪经济技术开发区分局不动产登记管理中心'
  test('in the head and in the signature, on the page, name and date under the seal', () => {
    const { pieces, seal } = layOut({ ...letterOf('disclosed'), organ: name, signature: name, note: '' }, fonts)
    const lines = pieces.flatMap((piece) => piece.lines)
    const head = pieces[0]!.lines
    const [first, second, date] = pieces.slice(-3).flatMap((piece) => piece.lines)
    for (const { x, line } of lines) {
      expect(x).toBeGreaterThanOrEqual(BODY.left - 0.01)
      expect(x + line.width).toBeLessThan(BODY.left + BODY.width + 0.3)
    }
    for (const parts of [head, [first!, second!]]) {
      const texts = parts.map(({ line }) => textOfLine(line))
      expect(texts.join('')).toBe(name)
      for (const text of texts) expect(text).toMatch(/(县|局|区|中心|管理|登记)$/)
    }
    for (const { y } of [first!, second!, date!])
      expect(Math.abs(y + SIZE / 2 - seal!.y)).toBeLessThan(seal!.diameter / 2)
  })
})

test('a note of two lines is not spread to the edge', () => {
  const note = '联系单位：云溪区人民政府信息公开办公室，联系电话：0000-8000001；地址：云溪区示例路1号，邮政编码：000000'
  const { pieces } = layOut({ ...letterOf('disclosed'), note }, fonts)
  const { lines } = pieces.at(-1)!
  expect(lines.length).toBe(2)
  for (const { line } of lines) for (const room of line.extra.slice(0, -1)) expect(room).toBeLessThanOrEqual(0)
})
