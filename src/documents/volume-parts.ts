/** What a volume is put together from. */

/** A column of a table: its head, and its part of the width in millimetres. */
export type Column = { head: string; mm: number; middle?: boolean }
/** Of a table: its cells, each line a paragraph; or a line across all of it that heads the rows below. */
export type TableRow = { cells: readonly string[] } | { group: string }

/** JPEG or PNG, as it is; `alt` is what it is called. */
export type Picture = { bytes: Buffer; alt: string }

export type VolumeBlock =
  | { kind: 'title'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'note'; text: string }
  /** Empty lines. */
  | { kind: 'room'; lines: number }
  /** 项目 and 内容. */
  | { kind: 'pairs'; rows: readonly (readonly [label: string, value: string])[] }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly TableRow[] }
  | { kind: 'days'; months: readonly Month[] }
  /** On what is left of the page, or on the next one where that is little. */
  | { kind: 'picture'; picture: Picture }
  /** Each page of this PDF on a page of its own, unchanged. It has to be one of ours: PDF/A, with fonts embedded. */
  | { kind: 'sheets'; pdf: Buffer; pages: number; alt: string }

/** A month of a calendar: for each day its mark, none before the first and after the last that counts. */
export type Month = { title: string; days: readonly { day: number; weekday: number; mark: string; off: boolean }[] }

/** `blocks` are asked for twice: once to count pages, and again when all are counted. */
export type Part = {
  key: string
  /** Goes on below what stands before it, where there is room; else it begins on a page of its own. */
  joins?: boolean
  /** Stands above its pages in place of the volume's own words. */
  head?: string
  blocks: (pages: Pages) => readonly VolumeBlock[]
}
/** Where a part stands; before all is counted each is on page 1. */
export type Pages = { of(key: string): { from: number; to: number } | undefined; total: number }

export type Volume = {
  title: string
  author: string
  /** Above every page opposite its number, and below it. */
  head: string
  foot: string
  /** Written into the file. */
  at: Date
  /** `A` with PDF/UA where all of it is ours to tag; `B` where it holds pages of others. */
  conformance: 'A' | 'B'
  parts: readonly Part[]
}
