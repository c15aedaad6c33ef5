/** A file made anew without what was marked: drawn, the marks burnt into its pixels, the kept words laid under it. */
import { around, type Box, heightOf, widened } from './box.ts'
import type { Glyph } from './glyph.ts'
import { readingOf, takes, withoutEchoes, withoutOverprints } from './kept-text.ts'
import type { Mark } from './mark.ts'
import { wordsOf } from './patterns.ts'
import { useFace, wordPicture } from './pictures.ts'
import { burn, pixelsOf, type Raster, rasters, showsInk, turnsOf, upTo360 } from './rasters.ts'
import { openGlyphs } from './read-glyphs.ts'
import { packed } from './shades.ts'
import { openSheets } from './sheet.ts'

export type Made = {
  bytes: Buffer
  pages: number
  /** As they were burnt in: each reaches to the edges of the characters that it takes. */
  marks: Mark[]
  /** What stood under each mark, in their order; only for proving that it is gone. */
  removed: string[]
}

/** A page that one program shows otherwise than the other cannot be marked by what the other says. */
export class PagesDiffer extends Error {
  readonly page: number
  constructor(page: number) {
    super(`page ${page} is shown in two ways`)
    this.name = 'PagesDiffer'
    this.page = page
  }
}

/** Of the sides of a page, by rounding to pixels. */
const TOLERATED = 0.03
const [BLACK, WHITE] = [0, 255]

/**
 * @param face path of a font for what stands instead of names
 * @param tell called with each page that is done
 * @throws NoPicture, PagesDiffer
 */
export async function madeAnew(
  pdf: Buffer,
  marks: readonly Mark[],
  face?: string,
  tell: (page: number) => void = () => {},
): Promise<Made> {
  if (face) useFace(face)
  const source = await openGlyphs(pdf)
  try {
    const sizes = await source.sizes()
    const sheets = await openSheets()
    const turns = await turnsOf(pdf, sizes.length)
    const [burnt, removed] = [new Map<Mark, Mark>(), new Map<Mark, string>()]
    // A page is packed while the words of the next are read.
    let before: Promise<void> | undefined
    for await (const raster of rasters(pdf, sizes)) {
      const { width, height, turn, glyphs } = await source.page(raster.page)
      // By half a turn both have the same sides, and a mark would lie elsewhere.
      if (upTo360(turn) !== turns[raster.page - 1]) throw new PagesDiffer(raster.page)
      if (Math.abs(raster.width / raster.height / (width / height) - 1) > TOLERATED) throw new PagesDiffer(raster.page)
      const asked = marks.filter(({ page }) => page === raster.page)
      const here = asked.map((mark) => grown(mark, glyphs))
      asked.forEach((mark, i) => {
        burnt.set(mark, here[i]!)
        removed.set(mark, wordsOf(glyphs, [here[i]!])[0]!)
      })
      const isSeen = (glyph: Glyph) =>
        !glyph.hidden && showsInk(raster, pixelsOf(inkOf(glyph, { width, height }), { width, height }, raster))
      const seen = withoutOverprints(glyphs.filter(isSeen))
      for (const mark of here) hide(raster, mark, { width, height })
      const kept = withoutEchoes(
        seen,
        here,
        asked.map((mark) => removed.get(mark)!),
      )
      const reading = readingOf(kept, here)
      const picture = packed(raster)
      picture.catch(() => undefined) // told where it is waited for
      await before
      before = picture.then((pixels) => sheets.add({ width, height, picture: pixels, reading }))
      before.catch(() => undefined)
      tell(raster.page)
    }
    await before
    return {
      bytes: await sheets.bytes(),
      pages: sizes.length,
      marks: marks.map((mark) => burnt.get(mark) ?? mark),
      removed: marks.map((mark) => removed.get(mark) ?? ''),
    }
  } finally {
    await source.close()
  }
}

/** Where the ink of a character is; what a program read in a scan stands near it, in a face of its own. */
const inkOf = ({ box, isUnpainted }: Glyph, page: { width: number; height: number }): Box =>
  isUnpainted ? widened(box, heightOf(box) / 2, page) : box

/** No character is cut in two: what a mark takes it covers whole. */
function grown(mark: Mark, glyphs: readonly Glyph[]): Mark {
  const taken = glyphs.filter((glyph) => takes(mark, glyph)).map(({ box }) => box)
  return { ...mark, box: around([mark.box, ...taken]) }
}

/** First its pixels, and then, on them, what stands in its place. */
function hide(raster: Raster, mark: Mark, page: { width: number; height: number }): void {
  const pixels = pixelsOf(mark.box, page, raster)
  const [width, height] = [pixels.right - pixels.left, pixels.bottom - pixels.top]
  if (width < 1 || height < 1) return
  burn(raster, pixels, mark.instead ? WHITE : BLACK)
  if (!mark.instead) return
  const word = wordPicture(mark.instead, width, height)
  for (let y = 0; y < height; y++)
    word.copy(raster.rgb, ((pixels.top + y) * raster.width + pixels.left) * 3, y * width * 3, (y + 1) * width * 3)
}
