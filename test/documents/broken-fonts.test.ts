/** Fonts that came to harm: each is refused by its one name or used as far as it is whole, and none keeps us waiting for ever. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openFace } from '../../src/documents/face.ts'
import { openFonts, renderPdf } from '../../src/documents/index.ts'
import { copyable } from '../../src/documents/true-type.ts'
import { times } from '../support/proof.ts'
import { broken, type Report } from './broken-fonts.ts'
import { asFile, ISSUED, letterOf, look } from './samples.ts'
import { CHARACTERS, smallFont } from './small-font.ts'

const WAYS = times(300, 60_000)
/** Ms: a hundred times what they take. */
const HANGS = times(600_000, 3_600_000)

test(
  `a font broken in ${WAYS} ways is refused or used, and ends no letter by accident`,
  async () => {
    const program = fileURLToPath(new URL('./broken-fonts.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(
      process.execPath,
      // A font that makes us fill the memory ends here.
      ['--max-old-space-size=256', '--import', 'tsx', program, '0', String(WAYS)],
      { timeout: HANGS, maxBuffer: 1 << 26 },
    )
    const { refused, used, faults } = JSON.parse(stdout.trim().split('\n').at(-1)!) as Report
    expect(faults.slice(0, 3)).toEqual([])
    expect(refused + used).toBe(WAYS)
    // Were nearly all refused, or none, the ways would try little.
    expect(Math.min(refused, used)).toBeGreaterThan(WAYS / 4)
  },
  HANGS,
)

test('an unharmed font is whole, and a glyph whose parts lie outside the font is not', () => {
  const font = smallFont()
  const face = openFace(font)
  expect([...CHARACTERS].filter((each) => !face.has(each.codePointAt(0)!))).toEqual([])

  const tables: Record<string, Buffer> = {
    glyf: Buffer.from('ffff0000000000000000000300090000', 'hex'), // made of glyph 9; there are two
    loca: Buffer.from('000000000008', 'hex'),
    head: Buffer.alloc(54),
    hhea: Buffer.alloc(36, 1),
    hmtx: Buffer.alloc(2_000),
  }
  expect(copyable((tag) => tables[tag])(0)).toBe(true)
  expect(copyable((tag) => tables[tag])(1)).toBe(false)
})

test('where a role’s font is broken the next one serves: the letter says what it says', async () => {
  const letter = letterOf('disclosed')
  const wordsWith = async (fang: Buffer) => {
    const folder = mkdtempSync(join(tmpdir(), 'agency-fonts-'))
    writeFileSync(join(folder, 'fang.ttf'), fang)
    const fonts = openFonts({ folder, system: false })
    const { bytes, missing } = await renderPdf(letter, fonts, { issuedAt: ISSUED })
    expect(missing).toEqual([])
    return { words: await look('pdftotext', '-raw', asFile(bytes), '-'), broken: [...fonts.broken.keys()] }
  }
  const font = smallFont()
  const { words } = await wordsWith(font)
  expect(words).toContain('答复')
  const whole = readFileSync(openFonts({ system: false }).files[0]!.path)
  for (const gone of [Buffer.from('字'), font.subarray(0, 900), whole.subarray(0, whole.length / 2)]) {
    const made = await wordsWith(gone)
    expect(made.words).toBe(words)
    expect(made.broken).toHaveLength(1)
  }
  for (let way = 1; way <= times(12, 1_000); way++) expect((await wordsWith(broken(font, way))).words).toBe(words)
})
