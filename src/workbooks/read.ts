/**
 * The cells of a workbook (XLSX, ECMA-376) as texts. A reader of our own, on the ZIP and the XML tokens that are there: of
 * a workbook only names of sheets, shared texts and values are wanted, the libraries for it bring an XML tree or a second
 * ZIP, and what is read here is small and written by machines. Formulas count by their last value; dates and formats are
 * not read, for no column has any. Each part is gone over once, and no more is unfolded or said than an office needs:
 * a file of half a megabyte must not keep everybody else waiting.
 */
import { type Parts, partsOf } from '../leaving/archive.ts'
import { Budget, TooMuch } from '../leaving/budget.ts'
import { type Opening, tokensOf } from '../leaving/xml.ts'

/** Rows by their number as the sheet shows it, cells by the letters of their column; which cells are merged, as `A1:C2`. */
export type Sheet = { name: string; rows: { number: number; cells: Record<string, string> }[]; merged?: string[] }

export class WorkbookFault extends Error {}

const LARGEST = 20_000 // rows of a sheet; an office of forty agencies has a few hundred
const UNFOLDED = 10 * 1024 * 1024
const PARTS = 200
/** Characters in all cells: one text may be shared by many. */
const SAID = 5_000_000

/**
 * @param errors what is done with a cell whose formula failed: refused, or read as the text that it shows
 * @throws WorkbookFault where it is no workbook that can be read
 */
export function sheetsOf(content: Uint8Array, errors: 'refused' | 'shown' = 'refused'): Sheet[] {
  const parts = unfolded(content)
  const book = parts['xl/workbook.xml']
  if (!book) throw new WorkbookFault('不是 XLSX 工作簿')
  const targets = new Map(
    openingsIn(parts['xl/_rels/workbook.xml.rels'], 'Relationship').map(({ attributes }) => [
      attributes.get('Id'),
      (attributes.get('Target') ?? '').replace(/^\/xl\/|^\.?\//, ''),
    ]),
  )
  const sheets = openingsIn(book, 'sheet').map(({ attributes }) => ({
    name: attributes.get('name') ?? '',
    path: `xl/${targets.get(attributes.get('id')) ?? ''}`,
  }))
  if (new Set(sheets.map(({ path }) => path)).size < sheets.length) throw new WorkbookFault('两个工作表指向同一内容')
  const shared = textsIn(parts['xl/sharedStrings.xml'])
  const left = { characters: SAID }
  return sheets.map(({ name, path }) => {
    const { rows, merged } = sheetIn(parts[path], shared, left, errors)
    return { name, rows, ...(merged.length > 0 && { merged }) }
  })
}

function unfolded(content: Uint8Array): Parts {
  try {
    return partsOf(content, new Budget(UNFOLDED, PARTS))
  } catch (error) {
    if (error instanceof TooMuch) throw new WorkbookFault(`工作簿展开后超过 ${UNFOLDED / 1024 / 1024} MB`)
    throw new WorkbookFault('不是 XLSX 工作簿，或者已经损坏')
  }
}

/** @throws WorkbookFault where a part is not well-formed, or declares a document type */
function* tokens(part: Uint8Array | undefined): Generator<Told> {
  if (!part) return
  try {
    for (const token of tokensOf(part)) yield { open: undefined, text: undefined, close: undefined, ...token }
  } catch {
    throw new WorkbookFault('工作簿的内容不完整，或者不能接收')
  }
}
type Told = { open: Opening | undefined; text: string | undefined; close: string | undefined }

/** The elements of this name, wherever they stand. */
function openingsIn(part: Uint8Array | undefined, name: string): Opening[] {
  const found: Opening[] = []
  for (const { open } of tokens(part)) if (open?.name === name) found.push(open)
  return found
}

/** The shared texts, each of all its runs. */
function textsIn(part: Uint8Array | undefined): string[] {
  const texts: string[] = []
  const run = runs()
  for (const token of tokens(part)) {
    if (token.open?.name === 'si') texts.push('')
    const said = run(token)
    if (said && texts.length > 0) texts[texts.length - 1] += said
  }
  return texts.map(unescaped)
}

/** Of token after token what is said in a run (t); 拼音 (rPh) is none of it. */
function runs(): (token: Told) => string | undefined {
  let within: string | undefined
  let sounds = false
  let isBlank = false
  return ({ open, text, close }) => {
    // A run of blanks alone is no text to who reads tokens.
    const blanks = close === 't' && isBlank && !sounds ? ' ' : undefined
    isBlank = open?.name === 't' && open.attributes.get('space') === 'preserve'
    if (open?.name === 'rPh' || close === 'rPh') sounds = open !== undefined
    if (open) within = open.name
    else if (close) within = undefined
    return blanks ?? (within === 't' && !sounds ? text : undefined)
  }
}

function sheetIn(
  part: Uint8Array | undefined,
  shared: readonly string[],
  left: { characters: number },
  errors: 'refused' | 'shown',
): Required<Pick<Sheet, 'rows' | 'merged'>> {
  const rows: Sheet['rows'] = []
  const merged: string[] = []
  let column = 0
  let cell = { type: '', value: '', text: '' }
  let inValue = false
  const run = runs()
  for (const token of tokens(part)) {
    const { open, text, close } = token
    cell.text += run(token) ?? ''
    if (text !== undefined && inValue) cell.value += text
    if (open) inValue = open.name === 'v'
    if (open?.name === 'mergeCell') merged.push(open.attributes.get('ref') ?? '')
    if (close) inValue = false
    if (open?.name === 'row') {
      if (rows.length === LARGEST) throw new WorkbookFault(`一个工作表超过 ${LARGEST} 行`)
      const written = /^\d{1,7}$/.exec(open.attributes.get('r') ?? '')?.[0]
      rows.push({ number: Number(written ?? (rows.at(-1)?.number ?? 0) + 1), cells: {} })
      column = 0
    }
    if (open?.name === 'c') {
      const letters = /^[A-Z]{1,3}(?=\d)/.exec(open.attributes.get('r') ?? '')?.[0]
      column = letters ? numberOf(letters) : column + 1
      cell = { type: open.attributes.get('t') ?? '', value: '', text: '' }
    }
    if (close === 'c') {
      if (cell.type === 'e' && errors === 'refused') throw new WorkbookFault(`单元格有错误值 ${cell.value}`)
      const said = saidBy(cell, shared)
      left.characters -= said.length
      if (left.characters < 0) throw new WorkbookFault('工作簿的文字过多')
      const row = rows.at(-1)
      if (said !== '' && row) row.cells[lettersOf(column)] = said
    }
  }
  return { rows: rows.filter(({ cells }) => Object.keys(cells).length > 0), merged }
}

function saidBy({ type, value, text }: { type: string; value: string; text: string }, shared: readonly string[]) {
  if (type === 'inlineStr') return unescaped(text)
  if (type === 's') return shared[Number(value)] ?? ''
  return unescaped(value)
}

/** Excel's own escape for characters that XML has no place for. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).trim()

/** A column by its letters: A is 1, AA is 27. */
export const numberOf = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
/** The letters of a column: 1 is A, 27 is AA. */
export const lettersOf = (column: number): string =>
  column <= 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))
