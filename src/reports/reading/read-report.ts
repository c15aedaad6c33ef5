/** Any file that a report is published as, to the figures of its tables 3 and 4 and what there is to say of the reading. */
import {
  type AnyRow,
  type CellName,
  COLUMN_NAMES,
  PROCEEDING_NAMES,
  RESULT_NAMES,
  type Table3,
  type Table3Row,
  type Table4,
  type Tables,
} from '../shape.ts'
import { csvDocument } from './csv.ts'
import { namedIn, type ReportDocument } from './document.ts'
import { docxDocument, officeParts } from './docx.ts'
import { figureIn, UnreadableReport } from './grid.ts'
import { htmlDocument } from './html.ts'
import { jsonReport } from './json.ts'
import { pdfDocument } from './pdf.ts'
import { type Table3Texts, table3In } from './table3.ts'
import { type Table4Texts, table4In } from './table4.ts'
import { xlsxDocument } from './xlsx.ts'

/** A cell in which something stands that is no count. */
export type UnreadCell = { cell: CellName; found: string }

export type ReadReport = {
  /** What the file is: DOCX, 网页 …, for people. */
  kind: string
  year?: number
  agency?: string
  /** A cell that is no count has no value here (NaN), and no identity with it is judged. */
  tables: Tables
  /** Table 3 of the year before, where the file brings it. */
  lastYear?: Table3
  unread: UnreadCell[]
  /** What was not judged, and what was taken how, in Chinese. */
  notes: string[]
}

/** @throws UnreadableReport that says why, and what to bring instead */
export async function readReport(content: Buffer, name = ''): Promise<ReadReport> {
  const kind = kindOf(content, name)
  if (kind === 'JSON') {
    const { lastYear, ...told } = jsonReport(content.toString('utf8'))
    const before = lastYear?.table3 && figuresOf(lastYear.table3, undefined).tables.table3
    return { kind, ...told, ...figuresOf(told.table3, told.table4), ...(before && { lastYear: before }) }
  }
  const { is, grids, text } = await documentOf(content, kind)
  const fromName = namedIn(name)
  const fromText = namedIn(text)
  return { kind: is, ...fromName, ...fromText, ...figuresOf(table3In(grids), table4In(grids)) }
}

type Kind = 'JSON' | 'PDF' | 'ZIP' | '网页' | 'CSV'

/** With what the file is: a ZIP tells by its parts. */
async function documentOf(content: Buffer, kind: Exclude<Kind, 'JSON'>): Promise<ReportDocument & { is: string }> {
  if (kind === 'PDF') return { is: kind, ...(await pdfDocument(content)) }
  if (kind === '网页') return { is: kind, ...htmlDocument(content) }
  if (kind === 'CSV') return { is: kind, ...csvDocument(content) }
  const parts = officeParts(content)
  if (parts['word/document.xml']) return { is: 'DOCX', ...docxDocument(parts) }
  if (parts['xl/workbook.xml']) return { is: 'XLSX', ...xlsxDocument(content) }
  throw new UnreadableReport(
    parts['OFD.xml'] ? 'OFD 不能直接核对，请转换为 PDF 或者 DOCX' : '不是 DOCX 或者 XLSX，不能核对',
  )
}

/** By its content; the name decides only between texts. @throws UnreadableReport for what no reader here reads */
function kindOf(content: Buffer, name: string): Kind {
  const head = content.subarray(0, 4_096)
  if (head.length === 0) throw new UnreadableReport('文件是空的')
  if (head.subarray(0, 1_024).includes('%PDF-')) return 'PDF'
  if (head[0] === 0x50 && head[1] === 0x4b) return 'ZIP'
  if (head.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw new UnreadableReport('是旧格式的 DOC、XLS 或者 WPS，请另存为 DOCX、XLSX 或者 PDF 后再核对')
  const text = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe)/, '')
    .trimStart()
  if (/^MIME-Version:/i.test(text))
    throw new UnreadableReport('是单个文件网页（MHT），请另存为 DOCX 或者网页（HTML）后再核对')
  if (/^[[{]/.test(text)) return 'JSON'
  if (text.startsWith('<') || /<(?:table|html|body|div|p)\b/i.test(text)) return '网页'
  if (/\.csv$/i.test(name) || text.includes(',')) return 'CSV'
  throw new UnreadableReport('不认识这种文件，可以核对 JSON、DOCX、HTML、XLSX、CSV 和带文字的 PDF')
}

function figuresOf(three: Table3Texts | undefined, four: Table4Texts | undefined) {
  const unread: UnreadCell[] = []
  const notes: string[] = []
  let [counts, blanks] = [0, 0]
  const value = (cell: CellName, text: string) => {
    const figure = figureIn(text)
    if ('count' in figure) counts++
    if ('blank' in figure) blanks++
    if ('unread' in figure) unread.push({ cell, found: figure.unread })
    return 'count' in figure ? figure.count : 'blank' in figure ? 0 : Number.NaN
  }
  const tables: Tables = {}
  if (three) {
    const rows = [...three.rows].map(([row, texts]): Table3Row => {
      const figures = COLUMN_NAMES.map((column) => [column, value(`table3/${row}/${column}`, texts[column])])
      return { row: row as AnyRow, ...(Object.fromEntries(figures) as Omit<Table3Row, 'row'>) }
    })
    if (counts > 0 || unread.length > 0) tables.table3 = rows
    if (tables.table3) notes.push(...three.notes)
  }
  told('三', tables.table3, three, counts, blanks)
  const before = unread.length
  ;[counts, blanks] = [0, 0]
  if (four) {
    const proceedings = PROCEEDING_NAMES.flatMap((proceeding) => {
      const texts = four.get(proceeding)
      if (!texts) return []
      const results = RESULT_NAMES.map((result) => [
        result,
        value(`table4/${proceeding}/${result}`, texts.get(result)!),
      ])
      return [[proceeding, Object.fromEntries(results)]]
    })
    if (counts > 0 || unread.length > before) tables.table4 = Object.fromEntries(proceedings) as Table4
    if (tables.table4 && proceedings.length < PROCEEDING_NAMES.length)
      notes.push('表四没有全部找到，只核对了找到的部分')
  }
  told('四', tables.table4, four, counts, blanks)
  return { tables, unread, notes }

  function told(name: string, read: unknown, found: unknown, figures: number, empty: number) {
    if (read) notes.push(`表${name}：读到${figures}个数字${empty > 0 ? `，${empty}格没有填写，按0核对` : ''}`)
    else notes.push(found ? `表${name}没有填写数字，没有核对` : `没有找到表${name}，没有核对`)
  }
}
