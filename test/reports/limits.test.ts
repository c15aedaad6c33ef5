/** Small files that claim large tables: no more is laid out than a report has, whatever they claim. Counted in places, not in seconds. */
import { expect, test } from 'vitest'
import { archiveOf } from '../../src/leaving/archive.ts'
import { csvDocument } from '../../src/reports/reading/csv.ts'
import type { ReportDocument } from '../../src/reports/reading/document.ts'
import { docxDocument } from '../../src/reports/reading/docx.ts'
import { MOST_PLACES, Places, UnreadableReport } from '../../src/reports/reading/grid.ts'
import { htmlDocument } from '../../src/reports/reading/html.ts'
import { xlsxDocument } from '../../src/reports/reading/xlsx.ts'

type Reader = (places: Places) => ReportDocument

const docx = (body: string): Reader => {
  const xml = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
  return (places) => docxDocument({ 'word/document.xml': Buffer.from(xml) }, places)
}
const cell = (columns: number, merge = '') =>
  `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="${columns}"/>${merge}</w:tcPr><w:p/></w:tc></w:tr>`
const tables = (rows: string, n: number) => `<w:tbl>${rows}</w:tbl>`.repeat(n)
const html =
  (page: string): Reader =>
  (places) =>
    htmlDocument(Buffer.from(page), places)

const numbers = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
const xlsx = (rows: number, merged: string): Reader => {
  const cells = numbers(rows).map((n) => `<row r="${n}"><c r="A${n}"><v>1</v></c></row>`)
  const book = archiveOf({
    'xl/workbook.xml': Buffer.from('<workbook><sheets><sheet name="1" id="r1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': Buffer.from(
      '<Relationships><Relationship Id="r1" Target="worksheets/1.xml"/></Relationships>',
    ),
    'xl/worksheets/1.xml': Buffer.from(
      `<worksheet><sheetData>${cells.join('')}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`,
    ),
  })
  return (places) => xlsxDocument(book, places)
}

test.each<[string, Reader, RegExp]>([
  ['199,000 tables of one wide cell', docx(tables(cell(400), 199_000)), /表格过多/],
  ['1,900 tables of one wide cell', docx(tables(cell(400), 1_900)), /合计过大/],
  ['3,000 tables of many rows', docx(tables(cell(1).repeat(60), 3_000)), /表格过多/],
  ['a cell that goes on for ever', docx(tables(cell(400, '<w:vMerge/>').repeat(19_000), 1)), /合计过大/],
  ['450,000 wide cells of a page', html(`<table>${'<tr><td colspan=400>'.repeat(450_000)}</table>`), /过多/],
  ['10,000 wide cells of a page', html(`<table>${'<tr><td colspan=400>'.repeat(10_000)}</table>`), /合计过大/],
  ['3,000 tables of a page', html('<table><tr><td>1</table>'.repeat(3_000)), /表格过多/],
  ['elements that nest as deep as the page is long', html('<div>'.repeat(300_000)), /层次过多/],
  ['comments without end', html('<!-- -->'.repeat(400_000)), /过多/],
  ['30,000 merges', xlsx(19_000, '<mergeCell ref="A1:B9999999"/>'.repeat(30_000)), /合并单元格过多/],
  [
    'merges over each other',
    xlsx(
      19_000,
      numbers(19_000)
        .map((n) => `<mergeCell ref="A${n}:B9999999"/>`)
        .join(''),
    ),
    /合计过大/,
  ],
  ['a million fields', (places) => csvDocument(Buffer.from(`${','.repeat(99)}\n`.repeat(20_000)), places), /合计过大/],
])('%s', (_, reader, why) => {
  const places = new Places()
  expect(() => reader(places)).toThrow(UnreadableReport)
  expect(() => reader(new Places())).toThrow(why)
  expect(places.taken).toBeLessThanOrEqual(MOST_PLACES)
})

test('a merge covers the rows that are there, in whatever order its file lists them', () => {
  const { grids } = xlsx(5, '<mergeCell ref="A2:A9999999"/>')(new Places())
  const column = grids[0]!.map(([place]) => place)
  expect(column.map((place) => place === column[1])).toEqual([false, true, true, true, true])
})
