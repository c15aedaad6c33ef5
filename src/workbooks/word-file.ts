/** A DOCX (ECMA-376) of titles, paragraphs and tables with merged cells, on A4, in the types of official documents. */
import { archiveOf } from '../leaving/archive.ts'
import { escaped, type PlacedCell, type PlacedTable, rowsOf } from './placed.ts'
import { HEAD } from './write.ts'

export type WordBlock =
  | { kind: 'title' | 'heading' | 'paragraph'; text: string }
  | { kind: 'table'; table: PlacedTable }

const OOXML = 'http://schemas.openxmlformats.org'
const WORD = `xmlns:w="${OOXML}/wordprocessingml/2006/main"`
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
/** Twentieths of a point: A4 with margins of 25 mm; 仿宋 3号, 4号 in tables 小五 for what is narrow. */
const PAGE = { width: 11_906, height: 16_838, side: 1_247 }
const FIELD = PAGE.width - 2 * PAGE.side
const SIZES = { title: 44, heading: 32, paragraph: 32, cell: 18 } as const // half points
const FACES = { title: '方正小标宋简体', heading: '黑体', paragraph: '仿宋', cell: '宋体' } as const

/** The blocks one below the other; the same blocks, the same bytes. */
export function wordFile(blocks: readonly WordBlock[]): Uint8Array {
  const body = blocks.map((block) =>
    block.kind === 'table' ? tableXml(block.table) : paragraph(block.kind, block.text),
  )
  const parts = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${OOXML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${OOXML}/package/2006/relationships"><Relationship Id="rId1" Type="${OOXML}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${HEAD}<w:document ${WORD}><w:body>${body.join('')}<w:sectPr><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}"/><w:pgMar w:top="1440" w:bottom="1440" w:left="${PAGE.side}" w:right="${PAGE.side}" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  }
  return archiveOf(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)])))
}

type Kind = keyof typeof SIZES

const run = (kind: Kind, text: string) =>
  `<w:r><w:rPr><w:rFonts w:ascii="${FACES[kind]}" w:hAnsi="${FACES[kind]}" w:eastAsia="${FACES[kind]}"/><w:sz w:val="${SIZES[kind]}"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`

function paragraph(kind: Exclude<Kind, 'cell'>, text: string): string {
  const layout = kind === 'title' ? '<w:jc w:val="center"/>' : `<w:ind w:firstLine="${SIZES[kind] * 20}"/>`
  return text
    .split('\n')
    .map((line) => `<w:p><w:pPr>${layout}</w:pPr>${run(kind, line)}</w:p>`)
    .join('')
}

const LINES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('')

function tableXml(table: PlacedTable): string {
  const all = table.widths.reduce((sum, width) => sum + width, 0)
  const widths = table.widths.map((width) => Math.round((width / all) * FIELD))
  const rows = Array.from({ length: rowsOf(table) }, (_, row) => rowXml(table.cells, widths, row))
  return `<w:tbl><w:tblPr><w:tblW w:w="${FIELD}" w:type="dxa"/><w:tblBorders>${LINES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl><w:p/>`
}

/** A cell of many rows has a piece in each of them. */
function rowXml(cells: readonly PlacedCell[], widths: readonly number[], row: number): string {
  const own = cells.filter((cell) => row >= cell.row && row < cell.row + cell.rows).sort((a, b) => a.column - b.column)
  const isHead = own.every(({ kind }) => kind === 'head')
  return `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${own
    .map(({ row: first, column, rows, columns, text, kind }) => {
      const width = widths.slice(column, column + columns).reduce((sum, each) => sum + each, 0)
      const merge = rows > 1 ? `<w:vMerge${row === first ? ' w:val="restart"' : ''}/>` : ''
      const said = row === first ? run('cell', String(text)) : ''
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''}${merge}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:jc w:val="${kind === 'label' ? 'left' : 'center'}"/></w:pPr>${said}</w:p></w:tc>`
    })
    .join('')}</w:tr>`
}
