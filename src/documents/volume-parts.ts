/** What a volume is put together from. Plain data, so that it can be handed to a thread. */
import type { Letter } from './letter.ts'

/** A column of a table: its head, and its part of the width in millimetres. */
export type Column = { head: string; mm: number; middle?: boolean }
/** Of a table: its cells, each line a paragraph; or a line across all of it that heads the rows below. */
export type TableRow = { cells: readonly string[] } | { group: string }

/** A cell where it begins and how far it reaches; `kind` says how it is set and what it is to a screen reader. */
export type GridCell = {
  row: number
  column: number
  rows: number
  columns: number
  text: string | number
  kind: 'head' | 'label' | 'figure'
}
/** `widths` of the columns, in parts of the whole. */
export type GridTable = { widths: readonly number[]; cells: readonly GridCell[] }

/** JPEG or PNG; `alt` is what it is called. */
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
  /** A table with merged headings below its own heading, whole on a page. */
  | { kind: 'grid'; heading: string; table: GridTable }
  | { kind: 'days'; months: readonly Month[] }
  /** On what is left of the page, or on the next one where that is little; or else what says why it is not shown. */
  | { kind: 'picture'; picture: Picture; otherwise: readonly VolumeBlock[] }
  /** A page of somebody else's PDF as a picture, on a page of its own. */
  | { kind: 'scan'; picture: Picture }
  /** Each page of this PDF on a page of its own, unchanged. It has to be one of ours: PDF/A, with fonts embedded. */
  | { kind: 'sheets'; pdf: Buffer; alt: string }
  /** The same of a letter that is made for this volume. */
  | { kind: 'letter'; letter: Letter; issuedAt: Date; alt: string }

/** A month of a calendar: for each day its mark, none before the first and after the last that counts. */
export type Month = { title: string; days: readonly { day: number; weekday: number; mark: string; off: boolean }[] }

export type Part = {
  key: string
  /** Goes on below what stands before it, where there is room; else it begins on a page of its own. */
  joins?: boolean
  /** Stands above its pages in place of the volume's own words. */
  head?: string
  /** A list of pages is asked for twice: once to count pages, and again when all are counted. */
  blocks: readonly VolumeBlock[] | ((pages: Pages) => readonly VolumeBlock[])
}
/** The same with its blocks; null where it depends on the pages. */
export type FixedPart = Omit<Part, 'blocks'> & { blocks: readonly VolumeBlock[] | null }

export type Place = { from: number; to: number }
/** Where parts stand; before all is counted each is on page 1. */
export type Counted = { places: ReadonlyMap<string, Place>; total: number } | null
export type Pages = { of(key: string): Place | undefined; total: number }
export const pagesOf = (counted: Counted): Pages => ({
  of: (key) => (counted ? counted.places.get(key) : { from: 1, to: 1 }),
  total: counted?.total ?? 1,
})

/** 归档章 (DA/T 22—2015): what stands in its six cells. */
export type ArchiveStamp = {
  /** 全宗号. */
  fonds: string
  /** 年度. */
  year: string
  /** 件号. */
  item: string
  /** 机构（问题）. */
  office: string
  /** 保管期限. */
  retention: string
}

export type Frame = {
  title: string
  author: string
  /** Above every page opposite its number, and below it. */
  head: string
  foot: string
  /** Written into the file. */
  at: Date
  /** `A` with PDF/UA where all of it is ours to tag; `B` where it holds pages of others. */
  conformance: 'A' | 'B'
  /** On the first page; the sixth cell, 页数, is the volume's own. */
  stamp?: ArchiveStamp
}

export type Volume = Frame & { parts: readonly Part[] }
