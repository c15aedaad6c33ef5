/**
 * The registration sheet (登记表) of one application, in the order in which an office has it on paper: who applies, what for, how it was
 * dealt with. The columns of the register laid out in pairs. Whoever works on the case gets it as it was written, whoever only reads
 * it with personal data masked. Pure.
 */
import { inChinese, isDay } from '../../../workflows/statute/days.ts'
import type { PlacedCell, PlacedTable } from '../../workbooks/placed.ts'
import { tableBook } from '../../workbooks/table-book.ts'
import { wordFile } from '../../workbooks/word-file.ts'
import { COLUMNS } from './columns.ts'
import type { RegisterRow } from './rows.ts'

export const SHEET = '政府信息公开申请登记表'

/** Heads of the register; one in brackets takes a line of its own. */
const PARTS: readonly { title: string; heads: readonly (string | readonly [string])[] }[] = [
  {
    title: '登记',
    heads: ['登记编号', '受理编号', '受理机关', '申请方式', '申请日期', '收到日期', '登记日期', '上级平台编号'],
  },
  {
    title: '申请人',
    heads: [
      ...['申请人', '申请人类型', '证件名称', '证件号码', '统一社会信用代码', '法定代表人', '联系人', '代理人'],
      ...['联系电话', '电子邮箱', '通信地址', '邮政编码'],
    ],
  },
  {
    title: '所需信息',
    heads: [['所需信息名称'], ['所需信息内容描述'], '所需信息文号', '信息载体形式', ['获取信息方式']],
  },
  {
    title: '办理',
    heads: [
      ...['承办机构', '承办人', '办理状态', '答复期限', '是否补正', '是否延期', '征求意见', '收费金额（元）'],
      ...['办理结果', '年度报告表三行次', '答复文号', '签发日期', '答复日期', '送达日期', '是否超期', '复议诉讼'],
    ],
  },
]

/** What a part has, line by line: one pair, or two. */
export type SheetLine = { label: string; value: string }[]
export type Sheet = { title: string; agency: string; parts: { title: string; lines: SheetLine[] }[] }

/** @param isOpen with personal data */
export function sheetOf(row: RegisterRow, isOpen: boolean): Sheet {
  const pair = (head: string) => {
    const value = COLUMNS.find((column) => column.head === head)!.of(row, isOpen)
    const text = value === null ? '' : String(value)
    return { label: head, value: isDay(text) ? inChinese(text) : text }
  }
  const parts = PARTS.map(({ title, heads }) => {
    const lines: SheetLine[] = []
    for (const head of heads) {
      const last = lines.at(-1)
      if (typeof head !== 'string') lines.push([pair(head[0])])
      else if (last?.length === 1 && !isWide(last[0]!.label)) last.push(pair(head))
      else lines.push([pair(head)])
    }
    return { title, lines }
  })
  return { title: SHEET, agency: row.agency, parts }
}

const isWide = (label: string) =>
  PARTS.some(({ heads }) => heads.some((head) => typeof head !== 'string' && head[0] === label))

/** Five columns: the part, and two pairs. */
function tableOf({ parts }: Sheet): PlacedTable {
  const cells: PlacedCell[] = []
  let row = 0
  for (const { title, lines } of parts) {
    cells.push({ row, column: 0, rows: lines.length, columns: 1, text: title, kind: 'head' })
    for (const line of lines) {
      for (const [i, { label, value }] of line.entries()) {
        cells.push({ row, column: 1 + 2 * i, rows: 1, columns: 1, text: label, kind: 'head' })
        cells.push({ row, column: 2 + 2 * i, rows: 1, columns: line.length === 1 ? 3 : 1, text: value, kind: 'label' })
      }
      row++
    }
  }
  return { widths: [10, 20, 34, 20, 34], cells }
}

export const sheetDocx = (sheet: Sheet): Uint8Array =>
  wordFile([
    { kind: 'title', text: `${sheet.agency}${sheet.title}` },
    { kind: 'table', table: tableOf(sheet) },
  ])

export const sheetXlsx = (sheet: Sheet): Uint8Array =>
  tableBook([{ name: '登记表', title: `${sheet.agency}${sheet.title}`, table: tableOf(sheet) }])
