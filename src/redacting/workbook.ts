/**
 * A workbook (XLSX) cell by cell: what its sheets show and no more. Hidden sheets, rows and columns, comments, names, caches and
 * earlier values stay behind, and what stays behind is named.
 */
import { type Parts, partsOf, textOf } from '../leaving/archive.ts'
import { Budget } from '../leaving/budget.ts'
import { type Opening, type Token, tokensOf } from '../leaving/xml.ts'
import { codeOf, numberShown } from './cell-text.ts'

/** Rows by their number, cells by the number of their column, from 1. */
export type ShownSheet = {
  name: string
  rows: { number: number; cells: Map<number, string> }[]
  hiddenRows: number
  hiddenColumns: number
}
/** `left`: kinds of parts that a page does not show. */
export type ShownBook = { sheets: ShownSheet[]; hiddenSheets: string[]; left: string[] }

/** A sheet of more rows is no file that anybody marks by hand. */
export const MOST_ROWS = 4_000
const UNFOLDED = 64 * 1024 * 1024
const PARTS = 2_000
/** Narrower than a pixel is hidden, too. */
const NARROW = 0.5

const LEFT: readonly [part: RegExp, says: string][] = [
  [/^xl\/(?:comments|threadedComments)/i, '批注'],
  [/^xl\/(?:drawings|charts|media)\//i, '图表、图片'],
  [/^xl\/pivot(?:Cache|Tables)\//i, '数据透视表的缓存'],
  [/^xl\/externalLinks\//i, '外部链接'],
  [/^xl\/embeddings\//i, '嵌入的文件'],
  [/vbaProject/i, '宏'],
]

type Style = { formats: string[]; begins: 1900 | 1904 }

/** @throws where it is no workbook, is damaged, or unfolds to too much */
export function shownBook(content: Uint8Array): ShownBook {
  const parts = partsOf(content, new Budget(UNFOLDED, PARTS))
  if (!parts['xl/workbook.xml']) throw new Error('no workbook')
  const targets = new Map(
    openings(parts['xl/_rels/workbook.xml.rels'], 'Relationship').map(({ attributes }) => [
      attributes.get('Id'),
      `xl/${(attributes.get('Target') ?? '').replace(/^\/xl\/|^\.?\//, '')}`,
    ]),
  )
  const book = openings(parts['xl/workbook.xml'], 'sheet')
  const [is1904] = openings(parts['xl/workbook.xml'], 'workbookPr')
  const style: Style = {
    formats: formatsIn(parts['xl/styles.xml']),
    begins: isOn(is1904?.attributes.get('date1904')) ? 1904 : 1900,
  }
  const shared = sharedTexts(parts['xl/sharedStrings.xml'])
  const isShown = ({ attributes }: Opening) => (attributes.get('state') ?? 'visible') === 'visible'
  const nameOf = ({ attributes }: Opening) => attributes.get('name') ?? ''
  return {
    sheets: book.filter(isShown).map((sheet) => ({
      name: nameOf(sheet),
      ...sheetIn(parts[targets.get(sheet.attributes.get('id')) ?? ''], shared, style),
    })),
    hiddenSheets: book.filter((sheet) => !isShown(sheet)).map(nameOf),
    left: leftIn(parts),
  }
}

const isOn = (value: string | undefined) => /^(?:1|true|on)$/i.test(value ?? '')

function leftIn(parts: Parts): string[] {
  const names = Object.keys(parts)
  const left = LEFT.filter(([part]) => names.some((name) => part.test(name))).map(([, says]) => says)
  return /<(?:\w{1,9}:)?definedName\b/.test(textOf(parts['xl/workbook.xml'])) ? [...left, '定义的名称'] : left
}

type Told = { open?: Opening; text?: string; close?: string }
const tokens = function* (part: Uint8Array | undefined): Generator<Told> {
  if (part) yield* tokensOf(part) as Generator<Token & Told>
}
const openings = (part: Uint8Array | undefined, name: string): Opening[] =>
  [...tokens(part)].flatMap(({ open }) => (open?.name === name ? [open] : []))

/** The code of each style of a cell. */
function formatsIn(part: Uint8Array | undefined): string[] {
  const own = new Map<number, string>()
  const formats: string[] = []
  let isOfCells = false
  for (const { open, close } of tokens(part)) {
    if (open?.name === 'numFmt')
      own.set(Number(open.attributes.get('numFmtId')), open.attributes.get('formatCode') ?? '')
    if (open?.name === 'cellXfs') isOfCells = true
    if (close === 'cellXfs') isOfCells = false
    if (isOfCells && open?.name === 'xf') formats.push(codeOf(Number(open.attributes.get('numFmtId') ?? 0), own))
  }
  return formats
}

/** Each of all its runs; how it sounds (rPh) is no part of it. */
function sharedTexts(part: Uint8Array | undefined): string[] {
  const texts: string[] = []
  let [isText, sounds] = [false, false]
  for (const { open, text, close } of tokens(part)) {
    if (open?.name === 'si') texts.push('')
    if (open?.name === 'rPh' || close === 'rPh') sounds = open !== undefined
    if (open || close) isText = open?.name === 't'
    if (text !== undefined && isText && !sounds) texts[texts.length - 1] += text
  }
  return texts
}

function sheetIn(part: Uint8Array | undefined, shared: readonly string[], style: Style): Omit<ShownSheet, 'name'> {
  const sheet: Omit<ShownSheet, 'name'> = { rows: [], hiddenRows: 0, hiddenColumns: 0 }
  const hidden: [from: number, to: number][] = []
  let [number, column, isHidden, within] = [0, 0, false, '']
  let cell = { type: '', code: '', value: '', text: '' }
  for (const { open, text, close } of tokens(part)) {
    const of = (key: string) => open?.attributes.get(key)
    if (open) within = open.name
    if (close) within = ''
    if (open?.name === 'col' && isThin(open, 'width')) hidden.push([Number(of('min')), Number(of('max'))])
    if (open?.name === 'row') {
      number = Number(of('r') ?? number + 1)
      column = 0
      isHidden = isThin(open, 'ht')
      if (isHidden) sheet.hiddenRows++
      else sheet.rows.push({ number, cells: new Map() })
      if (sheet.rows.length > MOST_ROWS) throw new Error('too many rows')
    }
    if (open?.name === 'c') {
      const letters = /^[A-Z]{1,3}/.exec(of('r') ?? '')?.[0]
      column = letters ? columnOf(letters) : column + 1
      cell = { type: of('t') ?? 'n', code: style.formats[Number(of('s') ?? 0)] ?? '', value: '', text: '' }
    }
    if (text !== undefined && within === 'v') cell.value += text
    if (text !== undefined && within === 't') cell.text += text
    if (close === 'c' && !isHidden && !hidden.some(([from, to]) => column >= from && column <= to)) {
      const shown = shownIn(cell, shared, style)
      if (shown.trim() !== '') sheet.rows.at(-1)?.cells.set(column, shown)
    }
  }
  sheet.hiddenColumns = hidden.length
  sheet.rows = sheet.rows.filter(({ cells }) => cells.size > 0)
  return sheet
}

const isThin = ({ attributes }: Opening, size: string): boolean =>
  isOn(attributes.get('hidden')) || Number(attributes.get(size) ?? Number.NaN) < NARROW

type Cell = { type: string; code: string; value: string; text: string }
function shownIn({ type, code, value, text }: Cell, shared: readonly string[], { begins }: Style): string {
  if (type === 's') return plain(shared[Number(value)] ?? '')
  if (type === 'inlineStr') return plain(text)
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  return type === 'n' ? numberShown(value, code, begins) : plain(value)
}
/** Excel's own escape for characters that XML has no place for. */
const plain = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).trim()

/** A is 1, AA is 27. */
const columnOf = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
/** 1 is A, 27 is AA. */
export const lettersOf = (column: number): string =>
  column <= 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))
