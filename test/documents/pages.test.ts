/** Where lines fall on pages: the signature has company, headings have text, the seal has room. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BODY, PITCH, ROW, rowsOn, rowTop, SEAL, SIZE } from '../../src/documents/grid.ts'
import type { Letter } from '../../src/documents/index.ts'
import { layOut } from '../../src/documents/layout.ts'
import { divideTitle } from '../../src/documents/title.ts'
import { layOutVolume } from '../../src/documents/volume-layout.ts'
import { times } from '../support/proof.ts'
import { fonts, letterOf } from './samples.ts'

const sized = fc.integer({ min: 1, max: 200 }).map((length) => '字'.repeat(length))
const block = fc.oneof(
  { weight: 4, arbitrary: sized.map((text) => ({ kind: 'paragraph' as const, text })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'heading' as const, level: 1 as const, text: '一、题' }) },
)
const letters: fc.Arbitrary<Letter> = fc
  .record({
    blocks: fc.array(block, { minLength: 1, maxLength: 14 }),
    attachments: fc.array(sized, { maxLength: 5 }),
    note: fc.constantFrom('', '联系电话：1', '字'.repeat(70)),
  })
  .map((parts) => ({
    ...letterOf('disclosed'),
    ...parts,
    blocks: [...parts.blocks, { kind: 'paragraph' as const, text: '正文末段。' }],
  }))

const rowsOf = (letter: Letter) => {
  const layout = layOut(letter, fonts)
  const text = layout.pieces.flatMap(({ path, lines }) => lines.map((line) => ({ path, ...line })))
  return { layout, text }
}

describe('any letter', () => {
  test('stays on the page, in reading order, and never characters on a page without text', () => {
    fc.assert(
      fc.property(letters, (letter) => {
        const { layout, text } = rowsOf(letter)
        const signature = text.findLastIndex(
          ({ line }) => line.cells.map((c) => c.character).join('') === letter.signature,
        )
        const page = text[signature]!.page
        const company = text.slice(0, signature).filter((each) => each.page === page)
        expect(company.length).toBeGreaterThanOrEqual(2)
        if (letter.attachments.length === 0)
          expect(company.filter(({ path }) => path[0] !== 'L').length).toBeGreaterThanOrEqual(2)
        expect(text[signature + 1]!.page).toBe(page)

        for (const [i, { page, y, size }] of text.entries()) {
          if (size !== SIZE) continue
          expect(y).toBeLessThanOrEqual(rowTop(rowsOn(page) - 1, page) + 0.01)
          const before = text[i - 1]!
          if (before.size === SIZE && before.page === page && i > 1) expect(y - before.y).toBeGreaterThan(26 - 0.01)
          if (before.page !== page) expect(before.path[0]).not.toBe('H2')
        }
        expect(layout.pages).toBe(text.at(-1)!.page)

        const seal = layout.seal!
        const last = text
          .slice(0, signature)
          .filter((each) => each.page === page)
          .at(-1)!
        expect(seal.y - SEAL / 2 - (last.y + SIZE)).toBeLessThan(ROW)
        // … or beside a last line that ends before it.
        const isBeside = last.x + last.line.width < seal.x - SEAL / 2
        expect(seal.y - SEAL / 2).toBeGreaterThan(last.y + (isBeside ? 0 : SIZE) - 0.01)
        expect(seal.y + SEAL / 2).toBeLessThan(page === 1 ? 781 : 842)
        expect(seal.x + SEAL / 2).toBeLessThan(BODY.left + BODY.width)
      }),
      { numRuns: times(200, 5_000) },
    )
  })
})

describe('signature', () => {
  const closing = (signature: string) => {
    const { text } = rowsOf({ ...letterOf('disclosed'), signature, note: '' })
    return text.slice(-2).map(({ x, line }) => ({ left: x - BODY.left, right: x - BODY.left + line.width }))
  }

  test('the date ends four characters from the edge, the organ is centred on it', () => {
    const [organ, date] = closing('云溪区人民政府')
    expect(date!.right).toBeCloseTo(BODY.width - 4 * PITCH, 3)
    expect((organ!.left + organ!.right) / 2).toBeCloseTo((date!.left + date!.right) / 2, 3)
  })

  test('a long name ends two characters from the edge and the date moves under its middle', () => {
    const [organ, date] = closing('云溪哈尼族彝族自治县住房和城乡建设局')
    expect(organ!.right).toBeCloseTo(BODY.width - 2 * PITCH, 3)
    expect((organ!.left + organ!.right) / 2).toBeCloseTo((date!.left + date!.right) / 2, 3)
  })
})

describe('titles', () => {
  test.each([
    ['政府信息公开申请答复书', ['政府信息公开申请答复书']],
    [
      '云溪区人民政府办公室关于征求第三方对公开有关政府信息的意见的函',
      ['云溪区人民政府办公室关于征求', '第三方对公开有关政府信息的意见的函'],
    ],
  ])('%s', (title, lines) => {
    expect(divideTitle(title, 20)).toEqual(lines)
  })

  test('the name of a place is not parted', () => {
    const lines = ['云溪哈尼族彝族自治县', '住房和城乡建设局']
    expect(divideTitle(lines.join(''), 17)).toEqual(lines)
  })

  test('any title is divided without loss, and a mark of the organ fits its lines', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'云溪区人民政府办公室综合行政执法局信息公开申请（）的'), maxLength: 90 }),
        (title) => {
          const lines = divideTitle(title, 20)
          expect(lines.join('')).toBe(title)
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(20)
        },
      ),
    )
  })
})

test('in a volume what heads rows stands on the page of the first of them, wherever the page ends', () => {
  const columns = [{ head: '内容', mm: 168 }]
  for (let above = 1; above <= 45; above++) {
    const rows = [
      { cells: [Array.from({ length: above }, () => '前').join('\n')] },
      { group: '组' },
      { cells: ['一\n二\n三\n四\n五\n六\n七\n末'] },
    ]
    const { pieces } = layOutVolume([{ key: 'all', blocks: [{ kind: 'table', columns, rows }] }], fonts)
    const lines = pieces.flatMap((piece) => piece.lines)
    const pageOf = (text: string) => lines.find(({ line }) => line.cells[0]?.character === text)!.page
    expect([above, pageOf('末')]).toEqual([above, pageOf('组')])
  }
})
