/** The fonts inside a letter: the outlines of the font they come from, and for each character a code of its own. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fontkit from 'fontkit'
import { expect, test } from 'vitest'
import { openFace } from '../../src/documents/face.ts'
import { type Block, openFonts, renderPdf } from '../../src/documents/index.ts'
import { trueTypeSubset } from '../../src/documents/true-type.ts'
import { asFile, fonts, ISSUED, letterOf, look } from './samples.ts'
import { smallFont } from './small-font.ts'

const { path } = fonts.files.find(({ role }) => role === 'hei')!
const whole = fontkit.openSync(path) as fontkit.Font
const opened = (file: Uint8Array) => fontkit.create(Buffer.from(file)) as fontkit.Font

test('a font of a few glyphs draws them as the whole font does', () => {
  const glyphs = Array.from('一龙，。Aé½8 鿍', (each) => whole.glyphForCodePoint(each.codePointAt(0)!))
  const part = opened(openFace(readFileSync(path)).subset([0, ...glyphs.map(({ id }) => id)]))
  for (const [i, glyph] of glyphs.entries()) {
    expect(part.getGlyph(i + 1).path.toSVG()).toBe(glyph.path.toSVG())
    expect(part.getGlyph(i + 1).advanceWidth).toBe(glyph.advanceWidth)
  }
})

test('a glyph made of others brings them along, each once, under the numbers that they have now', () => {
  const box = '0000000000640064'
  const square = `0001${box}00030000010101010000006400 00ff9c0000000000640000`
  const pair = `ffff${box} 0023 0001 0000 0000 0003 0001 00c8 0000` // two squares, the second 200 units to the right
  const moved = `ffff${box} 000a 0002 0a00 4000` // the pair, 10 units to the right, as large as it is
  const outlines = ['', square, pair, moved].map((hex) => Buffer.from(hex.replaceAll(' ', ''), 'hex'))
  const loca = Buffer.alloc(20)
  for (const [i, { length }] of outlines.entries()) loca.writeUInt32BE(loca.readUInt32BE(i * 4) + length, i * 4 + 4)
  const face = readFileSync(path)
  const { tables } = (whole as unknown as { directory: { tables: Record<string, { offset: number; length: number }> } })
    .directory
  const own: Record<string, Buffer> = { loca, glyf: Buffer.concat(outlines) }
  const tableOf = (tag: string) =>
    own[tag] ?? (tables[tag] && face.subarray(tables[tag].offset, tables[tag].offset + tables[tag].length))

  const part = opened(trueTypeSubset(tableOf, [0, 3, 1]))
  expect(part.numGlyphs).toBe(5) // missing, moved, square, and as parts: pair, square
  expect(part.getGlyph(1).path.toSVG()).toBe('M10 0L110 0L110 100L10 100ZM210 0L310 0L310 100L210 100Z')
})

test('characters that share a glyph are copied out as they were written', async () => {
  const letter = letterOf('disclosed', { applicant: { name: '王⼀一\uf9d8\ufa0a' } })
  const { bytes } = await renderPdf(letter, fonts, { issuedAt: ISSUED })
  expect(await look('pdftotext', asFile(bytes), '-')).toContain('王⼀一\uf9d8\ufa0a：')
})

test('two editions of one font in a letter: each draws its own characters', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'editions-'))
  writeFileSync(join(folder, 'fang.ttf'), smallFont()) // cut from the 黑 of the packages, and called as it is
  const both = openFonts({ folder, system: false })
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: '一龙的答复' },
    { kind: 'paragraph', text: '一龙，答复。' },
  ]
  const { bytes } = await renderPdf({ ...letterOf('disclosed'), blocks }, both, { issuedAt: ISSUED })
  const file = asFile(bytes)
  expect(await look('pdftotext', file, '-')).toMatch(/一龙的答复\s+一龙，答复。/)
  expect((await look('pdffonts', file)).match(/NotoSansSC-Medium/g)).toHaveLength(2)
})
