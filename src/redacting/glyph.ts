/** A character as a page draws it: which, where, and whether a line of upright words goes on with it. */
import type { Box } from './box.ts'

export type Glyph = { text: string; box: Box; isUpright: boolean }

/** Points at scale 1; `glyphs` in the order in which they are drawn. */
export type GlyphPage = { width: number; height: number; glyphs: Glyph[] }
