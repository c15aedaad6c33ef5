/** One cell on the grid: nearly always one character. */
import type { PlacedGlyph } from './cluster.ts'
import type { Face } from './face.ts'

export type Cell = {
  /** Several where the font makes one sign of them. */
  character: string
  face: Face
  /** Width in points at the size asked for. */
  width: number
  /** The glyph is narrower than its square: drawn this far in, or stretched by this factor. */
  inset: number
  stretch: number
  /** Part of a run of letters and figures. */
  latin: boolean
  /** No line ends before this cell: `never`, or unless the line would be left too empty, `soft` before `run`. */
  glued: false | 'soft' | 'run' | 'never'
  /** Which half of the square is blank and may be given up. */
  blank: 'left' | 'right' | null
  missing: boolean
  /** Of a script that is shaped: its glyphs and where each stands, instead of the glyph of its character. */
  glyphs?: readonly PlacedGlyph[]
}
