/** What was marked is nowhere in what was made, and what was not is still there: asked of the programs that a stranger would use on it. */
import { afterAll, expect, test } from 'vitest'
import { converted, found, type MadeFile as Made, redacted, sizesOf } from '../../src/redacting/apart.ts'
import { around, type Box } from '../../src/redacting/box.ts'
import type { Mark } from '../../src/redacting/mark.ts'
import { program } from '../support/programs.ts'
import { some } from '../support/proof.ts'
import { KEPT, SECRET } from './built.ts'
import { type MadeFile, TEXTS } from './files.ts'
import { FONTS } from './font-files.ts'
import { HIDING } from './hiding-files.ts'
import { changedOutside, stands, strangers } from './strangers.ts'

const FILES = [...TEXTS, ...HIDING, ...FONTS]
/** Of each kind one at each change. */
const ALWAYS = [
  'text',
  'a form',
  'a scan with words',
  'saved again',
  'a photograph',
  'a part of a Chinese font',
  'typed over',
]
const EVERY = 12
const tried = FILES.filter((file) => ALWAYS.includes(file.name) || some(FILES, EVERY).includes(file))

const seen = strangers()
afterAll(() => seen.close())

test.each(tried)('$name', async (file) => {
  program('pdftoppm')
  const { secret = SECRET, type = 'application/pdf' } = file
  const pdf = await converted(await file.content(), type)
  const sizes = await sizesOf(pdf)
  const marks = await marksOf(file, pdf)
  expect(marks.length > 0).toBe(file.isMarked)
  const made = await redacted(pdf, sizes.length, marks, undefined)
  expect(made.verdict.checks.filter(({ result }) => result === 'failed')).toEqual([])
  expectGone(made.bytes, pdf, secret)
  const words = seen.words(made.bytes)
  if (file.keeps !== false) expect(words.replace(/\s+/g, ' ')).toContain(KEPT)
  sizes.forEach((size, i) => {
    const before = seen.looks(pdf, i + 1)
    const after = seen.looks(made.bytes, i + 1, before)
    const scale = after.width / size.width
    const boxes = marks.filter(({ page }) => page === i + 1).map(({ box }) => grownBy(box, MARGIN, scale))
    expect(changedOutside(before, after, boxes)).toBeLessThan(ALIKE)
  })
  // The same again is the same, byte for byte.
  expect((await redacted(pdf, sizes.length, marks, undefined)).bytes.equals(made.bytes)).toBe(true)
})

test('there are forty of them and more', () => {
  expect(new Set(FILES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(40)
})

/** A mark reaches to the edges of the characters that it takes. */
const MARGIN = 8
/** Of all pixels: letters that the picture draws a shade otherwise. */
const ALIKE = 0.001
const grownBy = ({ x0, y0, x1, y1 }: Box, by: number, scale: number): Box => ({
  x0: (x0 - by) * scale,
  y0: (y0 - by) * scale,
  x1: (x1 + by) * scale,
  y1: (y1 + by) * scale,
})

function expectGone(bytes: Made['bytes'], pdf: Buffer, secret: string): void {
  const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
  expect(bare(seen.words(bytes))).not.toContain(bare(secret))
  const byMutool = seen.wordsByMutool(bytes)
  if (byMutool === undefined) sayOnce()
  else expect(bare(byMutool)).not.toContain(bare(secret))
  expect(stands(secret, seen.everything(bytes))).toBe(false)
  expect(stands(secret, bytes)).toBe(false)
  expect(seen.attachments(bytes)).toContain('0 embedded files')
  // No outline of a glyph went over, and none is there.
  const [had, has] = [seen.outlines(pdf), seen.outlines(bytes)]
  expect([...has].filter((one) => had.has(one) || /[LC]/.test(one))).toEqual([])
}

let isSaid = false
function sayOnce(): void {
  if (!isSaid) console.info('not tried: mutool (Debian: mupdf-tools)')
  isSaid = true
}

/** By its words where it has any, by hand where it is a picture. */
async function marksOf({ box, isMarked, secret = SECRET }: MadeFile, pdf: Buffer): Promise<Mark[]> {
  if (!isMarked) return []
  if (box) return [{ page: 1, box, ground: 'privacy' }]
  const pages = await found(pdf, { names: [], words: [secret] })
  return pages.flatMap((page, i) =>
    page.found.flatMap(({ boxes }) =>
      boxes.map((one): Mark => ({ page: i + 1, box: around([one]), ground: 'privacy' })),
    ),
  )
}
