/** Ten thousand paragraphs that nobody would write: marks in heaps, figures and addresses between them, rare characters. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines, type Line } from '../../src/documents/break-lines.ts'
import { cellsOf, NEVER_FIRST, NEVER_LAST } from '../../src/documents/cells.ts'
import { BODY, PITCH, SIZE, TRACK } from '../../src/documents/grid.ts'
import { readyToShape } from '../../src/documents/harfbuzz.ts'
import { DocumentFault, renderPdf } from '../../src/documents/index.ts'
import { seeded, times } from '../support/proof.ts'
import { fonts, ISSUED, letterOf } from './samples.ts'

/** The same paragraphs each time; a failure prints the seed with the path to the smallest one that fails. */
const SEED = 20190515
const PARAGRAPHS = times(10_000, 300_000)

const COMMON =
  '的一是了我不人在他有这上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感'
/** Of names of persons and places; the last two no font has. */
const RARE = '㛃䶮𬭎〇囍犇喆堃龑𠅤赟翀珺𬀩\u{2a6d6}\u{1f600}'
const OPENING = '“（《〔‘【「'
const CLOSING = '”）》〕’】」'
const STOPS = ['，', '。', '、', '；', '：', '？', '！', '……', '——', '·', '～', '％', '℃', '']
const LATIN = [
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
]

const words = fc.string({ unit: fc.constantFrom(...COMMON), minLength: 1, maxLength: 30 })
const rare = fc.string({ unit: fc.constantFrom(...COMMON.slice(0, 9), ...RARE), minLength: 1, maxLength: 4 })
const bracketed = fc
  .tuple(fc.nat(OPENING.length - 1), words)
  .map(([which, text]) => `${OPENING[which]}${text}${CLOSING[which]}`)
const heap = fc.string({ unit: fc.constantFrom(...OPENING, ...CLOSING, ...STOPS), minLength: 1, maxLength: 5 })
const part = fc.oneof(
  { weight: 5, arbitrary: words },
  { weight: 3, arbitrary: bracketed },
  { weight: 2, arbitrary: fc.constantFrom(...LATIN) },
  { weight: 1, arbitrary: rare },
  { weight: 1, arbitrary: heap },
)
const paragraph = fc
  .array(fc.tuple(part, fc.constantFrom(...STOPS)), { minLength: 1, maxLength: 20 })
  .map((parts) => parts.flat().join(''))

const broken = (text: string) =>
  breakLines(cellsOf(text, fonts, 'fang', SIZE), { width: BODY.width, size: SIZE, track: TRACK, indent: 2 * PITCH })
const textOfLine = ({ cells }: Line) => cells.map(({ character }) => character).join('')

/** The right edge, added up from what will be drawn. */
const edge = ({ cells, extra, indent }: Line) => cells.reduce((sum, cell, i) => sum + cell.width + extra[i]!, indent)

/** Width of what stands together at the start of a line: only for its sake may the line above end short. */
function pieceOf({ cells }: Line, above: Line): number {
  const parts = cells.findIndex(({ glued }, i) => i > 0 && glued !== 'run' && glued !== 'never')
  const run = cells.findIndex(({ glued }, i) => i > 0 && glued !== 'run')
  const isAddress = (run < 0 ? cells.length : run) > 24
  const text = cells.map(({ character }) => character)
  const endsName = (i: number) => /^\.[A-Za-z]{1,6}(?![\p{L}\p{N}._-])/u.test(text.slice(i - 1).join(''))
  // A host stands together up to the path.
  const joints = (i: number) => (textOfLine(above).endsWith('//') && !text.slice(0, i).includes('/') ? '?&=' : '/.?&=-')
  const joint = isAddress ? text.findIndex((_, i) => i > 0 && joints(i).includes(text[i - 1]!) && !endsName(i)) : -1
  const end = Math.min(...[parts, joint, cells.length].filter((i) => i > 0))
  return cells.slice(0, end).reduce((sum, { width }) => sum + width, SIZE)
}

/** What is wrong with the lines of a paragraph, in words. */
function faultsOf(text: string): string[] {
  const lines = broken(text)
  const faults = lines.flatMap((line, i) => {
    const last = i === lines.length - 1
    const [begins, ends] = [line.cells[0]!.character, line.cells.at(-1)!.character]
    const off = edge(line) - BODY.width
    return [
      ...(i > 0 && NEVER_FIRST.has(begins) ? [`line ${i + 1} begins with ${begins}`] : []),
      ...(!last && NEVER_LAST.has(ends) ? [`line ${i + 1} ends with ${ends}`] : []),
      ...(off > 0.2 || (!last && line.cells.length > 1 && off < -0.2 && -off > pieceOf(lines[i + 1]!, line))
        ? [`line ${i + 1} ends ${off} pt off`]
        : []),
      ...gapFaults(line).map((gap) => `line ${i + 1} ${gap}`),
    ]
  })
  const kept = lines.map(textOfLine).join('').replaceAll(' ', '') === text.replaceAll(' ', '')
  return kept ? faults : [...faults, 'characters are lost']
}

/** No mark is squeezed by more than its blank half, and no hole is torn. */
const gapFaults = ({ cells, extra }: Line) =>
  extra.flatMap((room, i) => {
    const halves = Number(cells[i]!.blank === 'right') + Number(cells[i + 1]?.blank === 'left')
    const least = (-SIZE / 2) * halves + TRACK - 0.01
    return room < least || room >= 2 * SIZE ? [`has room of ${room} pt after ${cells[i]!.character}`] : []
  })

describe('any paragraph on the 28-character grid', () => {
  test('has marks only where they may stand, full lines that end at the edge, and every character', () => {
    fc.assert(
      fc.property(paragraph, (text) => {
        const faults = faultsOf(text)
        if (faults.length > 0) throw new Error(faults.join('; '))
      }),
      { ...seeded(SEED), numRuns: PARAGRAPHS },
    )
  })

  test('becomes a letter, or is refused by the one name: a character of ours that no font has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paragraph, { minLength: 8, maxLength: 12 }), async (texts) => {
        const blocks = texts.map((text) => ({ kind: 'paragraph' as const, text }))
        const letter = { ...letterOf('disclosed'), blocks }
        const missing = fonts.missing(texts.join(''))
        const theirs = await renderPdf(letter, fonts, { issuedAt: ISSUED })
        expect(theirs.missing).toEqual(missing)
        const ours = renderPdf({ ...letter, own: texts.join('') }, fonts, { issuedAt: ISSUED })
        const refusal = await ours.then(() => null).catch((fault: unknown) => fault)
        if (missing.length === 0) expect(refusal).toBeNull()
        else expect(refusal instanceof DocumentFault && refusal.code).toBe('GLYPH_MISSING')
      }),
      { ...seeded(SEED), numRuns: times(25, 1_000) },
    )
  })

  test('of anything at all ends, and stays inside the page', async () => {
    await readyToShape('ᠮ') // whoever sets a letter awaits it before
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) =>
        broken(text).every((line) => edge(line) < BODY.width + SIZE),
      ),
      { ...seeded(SEED), numRuns: times(1_000, 50_000) },
    )
  })
})
