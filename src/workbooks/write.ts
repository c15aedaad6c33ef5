/** Workbooks of texts (XLSX, ECMA-376), and the parts that every workbook of ours has. */
import { archiveOf } from '../leaving/archive.ts'
import { escaped } from './placed.ts'
import { lettersOf } from './read.ts'

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OOXML = 'http://schemas.openxmlformats.org'
export const MAIN = `xmlns="${OOXML}/spreadsheetml/2006/main"`
const RELATIONS = `${OOXML}/officeDocument/2006/relationships`
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** @param sheets rows of texts by the names of the sheets. */
export function workbookOf(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Uint8Array {
  const names = Object.keys(sheets)
  const parts = bookParts(names)
  for (const [i, name] of names.entries())
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `${HEAD}<worksheet ${MAIN}><sheetData>${sheets[name]!.map(rowOf).join('')}</sheetData></worksheet>`
  return archiveOf(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)])))
}

/** All but the sheets, `xl/worksheets/sheet1.xml` and on. @param names of the sheets; `styles` is the part of styles */
export function bookParts(names: readonly string[], styles?: string): Record<string, string> {
  const styled = (text: string) => (styles ? text : '')
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${OOXML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>${styled(`<Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/>`)}${names
      .map(
        (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`,
      )
      .join('')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${OOXML}/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${names
      .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${OOXML}/package/2006/relationships">${names
      .map(
        (_, i) =>
          `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join(
        '',
      )}${styled(`<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/>`)}</Relationships>`,
    ...(styles && { 'xl/styles.xml': styles }),
  }
}

const rowOf = (cells: readonly string[], i: number) =>
  `<row r="${i + 1}">${cells.map((text, k) => (text === '' ? '' : textCell(text, k, i + 1))).join('')}</row>`

/** A text is a text whatever it begins with: no formula. @param column from 0; `row` from 1 */
export const textCell = (text: string, column: number, row: number): string =>
  `<c r="${lettersOf(column + 1)}${row}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
