/** A letter of every length, so that its end stands on every line of a page: what turns the page, and what never stands alone. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BODY, LETTER, PAGE, ROW, rowsOn, rowTop, SEAL, SIZE } from '../../src/documents/grid.ts'
import type { Block, Letter } from '../../src/documents/index.ts'
import { layOut } from '../../src/documents/layout.ts'
import type { Piece } from '../../src/documents/shapes.ts'
import { times } from '../support/proof.ts'
import { pagesOf } from './raster.ts'
import { fileOf, fonts, letterOf } from './samples.ts'

/** As many full lines, and half a one: 26 characters stand on the first line of a paragraph, 28 on the others. */
const paragraph = (lines: number): Block => ({
  kind: 'paragraph',
  text: '字'.repeat(lines === 1 ? 13 : 26 + 28 * (lines - 2) + 14),
})
const heading: Block = { kind: 'heading', level: 1, text: '一、标题' }

/** Bodies of `rows` lines, made of paragraphs of these lengths in turn. */
function bodyOf(rows: number, lengths: readonly number[]): Block[] {
  const blocks: Block[] = []
  for (let left = rows, i = 0; left > 0; i++) {
    const lines = Math.min(left, lengths[i % lengths.length]!)
    blocks.push(lines === 0 ? heading : paragraph(lines))
    left -= Math.max(lines, 1)
  }
  return blocks.at(-1)?.kind === 'heading' ? [...blocks, paragraph(1)] : blocks
}

const BODIES: Record<string, readonly number[]> = {
  'one paragraph': [100],
  'paragraphs of one line': [1],
  'paragraphs of two lines': [2],
  'paragraphs of three lines': [3],
  'paragraphs of one to five lines': [5, 1, 3, 2, 4],
  'headings and paragraphs': [0, 3, 0, 1, 6],
}
const NOTES = ['', '联系电话：0000-8000001', `联系单位：${'字'.repeat(50)}`]
const ATTACHMENTS = [[], ['附件甲'], ['附件甲', '附件乙', '字'.repeat(40)]]

const ROWS_OF_BODY = Array.from({ length: 62 }, (_, i) => i + 1)
const base = letterOf('disclosed')
const every = (lengths: readonly number[]): Letter[] =>
  NOTES.flatMap((note) =>
    ATTACHMENTS.flatMap((attachments) =>
      ROWS_OF_BODY.map((rows) => ({ ...base, blocks: bodyOf(rows, lengths), note, attachments })),
    ),
  )

const wordsOf = ({ lines }: Piece) =>
  lines.map(({ line }) => line.cells.map(({ character }) => character).join('')).join('')

/** What is wrong with the turns of a letter, in words. */
function faultsOf(letter: Letter): string[] {
  const { pieces, seal, pages } = layOut(letter, fonts)
  const faults: string[] = []
  const fault = (wrong: boolean, what: string) => wrong && faults.push(what)
  const text = pieces.slice(pieces.findIndex((piece) => wordsOf(piece) === `${letter.addressee}：`))
  const end = text.findLastIndex((piece) => wordsOf(piece) === letter.signature)
  const body = text.slice(1, end).filter(({ path }) => path[0] !== 'L')
  const rowsOfBody = body.flatMap(({ path, lines }) => (path[0] === 'P' ? lines : [])).length
  const closing = text.slice(end).flatMap(({ lines }) => lines)

  for (const piece of text.slice(0, end)) {
    const { lines } = piece
    for (const page of new Set(lines.map((line) => line.page))) {
      const together = lines.filter((line) => line.page === page).length
      fault(
        lines.length > 1 && together < 2 && rowsOfBody > 3,
        `a line alone on page ${page}: ${wordsOf(piece).slice(0, 6)}`,
      )
    }
  }
  for (const [i, { path, lines }] of text.entries())
    fault(path[0] === 'H2' && lines.at(-1)!.page !== text[i + 1]!.lines[0]!.page, 'a heading at the foot of a page')
  fault(text[0]!.lines[0]!.page !== text[1]!.lines[0]!.page, 'the addressee alone')

  const { page } = closing[0]!
  fault(
    closing.some((line) => line.page !== page),
    'the closing block is parted',
  )
  const company = body.flatMap(({ path, lines }) => (path[0] === 'P' ? lines : [])).filter((line) => line.page === page)
  // So short a body may have one line to spare: the first page keeps text, too, and no paragraph is torn.
  fault(company.length < (rowsOfBody > 6 ? 2 : 1), 'the signature without text')
  fault(pages !== page, 'a page after the signature')

  const lines = text.flatMap((piece) => piece.lines)
  for (const [i, { page: at, y }] of lines.entries()) {
    fault(y > rowTop(rowsOn(at) - 1, at) + 0.01, `below the page: ${y}`)
    const before = lines[i - 1]
    fault(before !== undefined && before.page === at && y - before.y < 26 - 0.01, 'lines run into each other')
  }
  const above = lines.filter((line) => line.page === page && line.y < closing[0]!.y).at(-1)!
  const room = seal!.y - SEAL / 2 - (above.y + SIZE)
  const isBeside = above.x + above.line.width < seal!.x - SEAL / 2
  fault((room < 0 && !isBeside) || room < -SIZE || room > ROW, `the seal stands ${room} pt below the text`)
  const [below] = text.slice(-1).flatMap((piece) => (letter.note.length > 30 ? piece.lines : []))
  fault(below !== undefined && below.y < seal!.y + SEAL / 2 - 0.01, 'the note runs under the seal')
  const date = closing[1]!
  fault(date.y + SIZE > seal!.y + SEAL / 2, 'the date is not under the seal')
  const lowest = page === 1 ? LETTER.lowerRuleBottom - LETTER.ruleHeight : BODY.top + BODY.height + LETTER.clearance
  fault(seal!.y + SEAL / 2 > lowest || seal!.x + SEAL / 2 > PAGE.width, 'the seal leaves the page')
  return faults
}

describe.each(Object.entries(BODIES))('%s', (_, lengths) => {
  test('whatever the length, nothing stands alone, and the seal lies over name and date', () => {
    const found = every(lengths).flatMap((letter, i) => faultsOf(letter).map((what) => `letter ${i}: ${what}`))
    expect(found).toEqual([])
  })
})

/** Distance of the lines on the last page, and on which page that is. */
function endOf(letter: Letter) {
  const { pieces, pages } = layOut(letter, fonts)
  const ys = pieces
    .flatMap(({ lines }) => lines.filter(({ page, size }) => page === pages && size === SIZE))
    .map(({ y }) => y)
  return { pages, pitch: ys.at(-1)! - ys.at(-2)! }
}

test('before the signature turns the page, the lines of its page move together as far as they can be read', () => {
  const ends = ROWS_OF_BODY.map((rows) => endOf({ ...base, blocks: bodyOf(rows, [100]), note: '', attachments: [] }))
  for (const turn of [2, 3]) {
    const first = ends.findIndex(({ pages }) => pages === turn)
    const page = ends.slice(0, first).filter(({ pages }) => pages === turn - 1)
    const pitches = page.map(({ pitch }) => Math.round(pitch * 1000) / 1000)
    expect(pitches).toEqual(pitches.toSorted((a, b) => b - a))
    expect(pitches.filter((pitch) => pitch < ROW - 0.5).length).toBeGreaterThanOrEqual(2)
    expect(pitches.at(-1)).toBeGreaterThanOrEqual(26)
    expect(ends[first]!.pitch).toBeCloseTo(ROW, 6)
  }
})

describe('where two lines can go along with the signature', () => {
  const NOTE = '联系单位：云溪区人民政府政务公开办公室，联系电话：0000-8000001；地址：云溪区政务路1号，邮政编码：000000'
  /** Two lines went; the closing block of seven, that might have done with its lines together, left four at most. */
  const MOST_EMPTY = 4 + 2

  test('no page before it ends with more than six empty rows, however long the last paragraph', () => {
    const lengths = { first: fc.integer({ min: 1, max: 30 }), last: fc.integer({ min: 26 + 28 * 2 + 4, max: 500 }) }
    fc.assert(
      fc.property(fc.record(lengths), ({ first, last }) => {
        const blocks = [paragraph(first), { kind: 'paragraph' as const, text: '字'.repeat(last) }]
        const { pieces, pages } = layOut({ ...base, blocks, note: NOTE, attachments: [] }, fonts)
        const lines = pieces.flatMap((piece) => piece.lines)
        for (let page = 1; page < pages; page++) {
          const lowest = Math.max(...lines.filter((line) => line.page === page).map(({ y }) => y))
          const empty = Math.round((rowTop(rowsOn(page) - 1, page) - lowest) / ROW)
          expect(empty, `page ${page} of ${first} and ${last}`).toBeLessThanOrEqual(MOST_EMPTY)
        }
      }),
      { numRuns: times(300, 5_000) },
    )
  })

  test.each([
    ['agencyConsultationNotice', 1],
    ['delay', 1],
    ['assistance', 1],
    ['fee', 2],
  ])('the sample of %s needs no page more than %i', (id, pages) => {
    expect(layOut(letterOf(id), fonts).pages).toBe(pages)
  })
})

test('a page with one line more, under the ruler: its last line stands where the last line of a page stands', async () => {
  const rows = ROWS_OF_BODY.find((each) => {
    const { pages, pitch } = endOf({ ...base, blocks: bodyOf(each, [100]), note: '', attachments: [] })
    return pages === 2 && pitch < ROW - 0.5
  })!
  const { path } = await fileOf({ ...base, blocks: bodyOf(rows, [100]), note: '', attachments: [] })
  const last = (await pagesOf(path)).at(-1)!
  const lines = last.black.slice(0, -1) // the last is the page's number
  const mm = (points: number) => (points * 25.4) / 72
  expect(Math.abs(lines.at(-1)!.bottom - mm(BODY.top + BODY.height))).toBeLessThan(ROW)
  const distances = lines.slice(1, -4).map((line, i) => line.top - lines[i]!.top)
  expect(Math.max(...distances)).toBeLessThan(mm(ROW) - 0.2)
  expect(Math.min(...distances)).toBeGreaterThan(mm(26) - 0.2)
})
