/** The shapes of a layout: what stands where. */
import type { Line } from './break-lines.ts'

export type Placed = { line: Line; page: number; x: number; y: number; size: number }
export type Colour = 'black' | 'red'

/** Where a piece stands in the structure tree: L, LI, LBody. `LI#2` tells one element from its neighbour. */
export type Path = readonly string[]
export type Piece = { path: Path; colour: Colour; lines: Placed[] }

/** A filled rectangle: rules of the letterhead, lines of a table. */
export type Box = { page: number; x: number; y: number; width: number; height: number; colour: Colour }

/** Where a seal belongs: its centre, on the last page of the text. */
export type SealPlace = { page: number; x: number; y: number; diameter: number }

export type Layout = { pages: number; pieces: Piece[]; boxes: Box[]; seal: SealPlace | null }

export type Row = {
  path: Path
  line: Line
  /** From the left edge of the 版心. */
  x: number
  /** Empty grid lines before it, not at the top of a page. */
  gap: number
  /** As few of them will do where the lines of a page must move together. */
  leastGap?: number
  kind: 'body' | 'heading' | 'attachment' | 'closing'
  /** First row of its paragraph. */
  begins: boolean
}
