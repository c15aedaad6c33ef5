/** A character as a page draws it: which, where, and whether a line of upright words goes on with it. */
import type { Box } from './box.ts'

/**
 * `hidden`: it stands in the file and nobody sees it, for its layer is off, it is cut away, or something opaque was painted over it.
 * `isUnpainted`: it was never meant to be seen: words that a program read in a scan, laid over its picture.
 */
export type Glyph = {
  text: string
  box: Box
  isUpright: boolean
  hidden?: 'layer' | 'clipped' | 'covered'
  isUnpainted?: boolean
}

/** Points at scale 1; `turn` in degrees; `glyphs` in the order in which they are drawn. */
export type GlyphPage = { width: number; height: number; turn: number; glyphs: Glyph[] }
