/** A workbook set cell by cell, where no program for offices is installed: each sheet a table with its rows and columns, and what is not in it. */
import { bindVolume, openFonts, type VolumeBlock } from '../documents/index.ts'
import { lettersOf, type ShownBook, type ShownSheet, shownBook } from './workbook.ts'

/** Side by side on a page; a wider sheet goes on below, with the numbers of its rows. */
const COLUMNS = 7
const [NUMBER_MM, CELL_MM] = [10, 22]

/** @throws where it is no workbook, is damaged, or is too large */
export async function printedWorkbook(content: Uint8Array): Promise<Buffer> {
  const book = shownBook(content)
  const frame = { title: '工作簿', author: '', head: '', foot: '', at: new Date(0), conformance: 'B' as const }
  const parts = [{ key: 'book', blocks: [...book.sheets.flatMap(sheetBlocks), ...leftBlocks(book)] }]
  return (await bindVolume({ ...frame, parts }, openFonts())).bytes
}

function sheetBlocks({ name, rows, hiddenRows, hiddenColumns }: ShownSheet): VolumeBlock[] {
  const columns = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))].sort((a, b) => a - b)
  const blocks: VolumeBlock[] = [{ kind: 'heading', text: `工作表：${name}` }]
  if (rows.length === 0) blocks.push({ kind: 'paragraph', text: '没有内容。' })
  for (let from = 0; from < columns.length; from += COLUMNS) {
    const these = columns.slice(from, from + COLUMNS)
    const filled = rows.filter(({ cells }) => these.some((column) => cells.has(column)))
    blocks.push({
      kind: 'table',
      columns: [
        { head: '行', mm: NUMBER_MM, middle: true },
        ...these.map((column) => ({ head: lettersOf(column), mm: CELL_MM })),
      ],
      rows: filled.map(({ number, cells }) => ({
        cells: [String(number), ...these.map((column) => cells.get(column) ?? '')],
      })),
    })
  }
  const hidden = [hiddenRows > 0 && `${hiddenRows}行`, hiddenColumns > 0 && `${hiddenColumns}处列`].filter(Boolean)
  if (hidden.length > 0) blocks.push({ kind: 'note', text: `这个工作表隐藏的${hidden.join('、')}未列入。` })
  return blocks
}

function leftBlocks({ hiddenSheets, left }: ShownBook): VolumeBlock[] {
  const said = [...(hiddenSheets.length > 0 ? [`隐藏的工作表（${hiddenSheets.join('、')}）`] : []), ...left]
  const says = '本文件由工作簿逐格生成，公式以最后的结果列入'
  return [{ kind: 'note', text: said.length > 0 ? `${says}；未列入：${said.join('、')}。` : `${says}。` }]
}
