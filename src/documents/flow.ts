/** The pages of a volume as they fill. */
import { cellsOf } from './cells.ts'
import type { Role } from './find-fonts.ts'
import type { FontSet } from './fonts.ts'
import { mm, PAGE } from './grid.ts'
import type { Box, Piece, Placed } from './shapes.ts'
import type { Sheet } from './sheets.ts'
import type { Picture } from './volume-parts.ts'

/** The left edge is bound: more room there. */
export const FIELD = { left: mm(24), top: mm(24), width: mm(168), bottom: PAGE.height - mm(22) }

export type Shown = { picture: Picture; page: number; x: number; y: number; width: number; height: number }

/** The volume so far: where the next thing goes, and what stands already. */
export type Flow = {
  page: number
  y: number
  fonts: FontSet
  /** Text in the order of reading, each piece on one page. */
  pieces: Piece[]
  boxes: Box[]
  /** Heads of tables where they go on: said once, seen on each page. */
  repeats: Placed[]
  pictures: Shown[]
  sheets: Sheet[]
  places: Map<string, { from: number; to: number }>
  /** What stands above a page, where it is a part's own. */
  heads: Map<number, string>
  /** Characters that no font has. */
  missing: Set<string>
  /** Numbers tables and their rows apart. */
  count: number
}

export const turn = (flow: Flow) => Object.assign(flow, { page: flow.page + 1, y: FIELD.top })

/** Text as cells; what no font has is remembered. */
export function set(flow: Flow, text: string, role: Role, size: number) {
  const cells = cellsOf(text, flow.fonts, role, size)
  for (const { missing, character } of cells) if (missing) flow.missing.add(character)
  return cells
}
