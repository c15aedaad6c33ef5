/**
 * The cells of a workbook (XLSX, ECMA-376) as texts. A reader of our own, of fifty lines, on the ZIP that is there: of a
 * workbook only names of sheets, shared texts and values are wanted, the libraries for it bring an XML tree or a
 * second ZIP, and what is read here is small and written by machines. Formulas count by their last value; dates and
 * formats are not read, for no column has any.
 */
import { partsOf, textOf } from '../../leaving/archive.ts'

/** Rows by their number as the sheet shows it, cells by the letters of their column. */
export type Sheet = { name: string; rows: { number: number; cells: Record<string, string> }[] }

export class WorkbookFault extends Error {}

const LARGEST = 20_000 // rows of a sheet; an office of forty agencies has a few hundred

/** @throws WorkbookFault where it is no workbook that can be read */
export function sheetsOf(content: Uint8Array): Sheet[] {
  const parts = unfolded(content)
  const book = xmlOf(parts['xl/workbook.xml'])
  if (!book) throw new WorkbookFault('不是 XLSX 工作簿')
  const targets = new Map(
    elements(xmlOf(parts['xl/_rels/workbook.xml.rels']), 'Relationship').map(({ attributes: { Id, Target } }) => [
      Id,
      (Target ?? '').replace(/^\/xl\/|^\.?\//, ''),
    ]),
  )
  const shared = elements(xmlOf(parts['xl/sharedStrings.xml']), 'si').map(({ content }) => saidIn(content))
  return elements(book, 'sheet').map(({ attributes }) => {
    const target = targets.get(attributes['r:id'] ?? attributes.id ?? '')
    return { name: attributes.name ?? '', rows: rowsOf(xmlOf(parts[`xl/${target}`]), shared) }
  })
}

function unfolded(content: Uint8Array) {
  try {
    return partsOf(content)
  } catch {
    throw new WorkbookFault('不是 XLSX 工作簿，或者已经损坏')
  }
}

/** @throws WorkbookFault for a document type: entities of its own could unfold without end */
function xmlOf(part: Uint8Array | undefined): string {
  const xml = textOf(part).replace(/<!--.*?-->/gs, '')
  if (/<!DOCTYPE/i.test(xml)) throw new WorkbookFault('工作簿含有不能接收的内容（DOCTYPE）')
  return xml
}

function rowsOf(xml: string, shared: readonly string[]): Sheet['rows'] {
  let before = 0
  const rows = elements(xml, 'row').map(({ attributes, content }) => {
    const number = Number(attributes.r ?? before + 1)
    before = number
    const cells: Record<string, string> = {}
    let column = 0
    for (const cell of elements(content, 'c')) {
      const letters = /^[A-Z]+/.exec(cell.attributes.r ?? '')?.[0]
      column = letters ? numberOf(letters) : column + 1
      const value = saidBy(cell, shared)
      if (value !== '') cells[lettersOf(column)] = value
    }
    return { number, cells }
  })
  if (rows.length > LARGEST) throw new WorkbookFault(`一个工作表超过 ${LARGEST} 行`)
  return rows.filter(({ cells }) => Object.keys(cells).length > 0)
}

function saidBy({ attributes: { t }, content }: Element, shared: readonly string[]): string {
  if (t === 'inlineStr') return saidIn(content)
  const [v] = elements(content, 'v')
  const value = v ? unescaped(v.content) : ''
  if (t === 's') return shared[Number(value)] ?? ''
  if (t === 'e') throw new WorkbookFault(`单元格有错误值 ${value}`)
  return value.trim()
}

/** The text of all runs; 拼音 (rPh) is none of it. */
const saidIn = (content: string) =>
  elements(content.replace(/<(\w+:)?rPh\b.*?<\/(\w+:)?rPh>/gs, ''), 't')
    .map((run) => unescaped(run.content))
    .join('')
    .trim()

type Element = { attributes: Record<string, string>; content: string }

/** Elements of this name, whatever their prefix; none of those that are asked for holds another of its name. */
const elements = (xml: string, name: string): Element[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(\\s[^>]*?)?(?:/>|>(.*?)</(?:\\w+:)?${name}>)`, 'gs'))].map(
    ([, attributes = '', content = '']) => ({
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key, one, other]) => [
          key!,
          unescaped(one ?? other ?? ''),
        ]),
      ),
      content,
    }),
  )

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const unescaped = (text: string) =>
  text
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, inside: string) => inside.replaceAll('&', '&amp;'))
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
      if (name) return ENTITIES[name] ?? whole
      const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole
    })
    // Excel's own escape for characters that XML has no place for.
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const numberOf = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
export const lettersOf = (column: number): string =>
  column <= 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))
