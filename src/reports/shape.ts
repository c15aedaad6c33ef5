/**
 * Tables 3 and 4 of the annual report (国办公开办函〔2021〕30号; before it 国办公开办函〔2019〕60号) in the words of the contract:
 * their rows and columns in the printed order, each with its printed name.
 */

/** Who applied: 自然人, the five kinds of 法人或其他组织, and the sum of all six. */
export const COLUMNS = {
  person: '自然人',
  business: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal: '法律服务机构',
  other: '其他',
  total: '总计',
} as const
export type Column = keyof typeof COLUMNS
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[]
/** The columns that 总计 sums up. */
export const APPLICANTS = COLUMN_NAMES.filter((column) => column !== 'total')

/** The categories under 三、本年度办理结果. Only the format of 2019 has a figure beside one of them, `3.6`. */
export const CATEGORIES = {
  '3.3': '（三）不予公开',
  '3.4': '（四）无法提供',
  '3.5': '（五）不予处理',
  '3.6': '（六）其他处理',
} as const
export type Category = keyof typeof CATEGORIES

/** Rows of the format of 2021, by code. */
export const ROWS = {
  '1': '一、本年新收政府信息公开申请数量',
  '2': '二、上年结转政府信息公开申请数量',
  '3.1': '（一）予以公开',
  '3.2': '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  '3.3.1': '1.属于国家秘密',
  '3.3.2': '2.其他法律行政法规禁止公开',
  '3.3.3': '3.危及“三安全一稳定”',
  '3.3.4': '4.保护第三方合法权益',
  '3.3.5': '5.属于三类内部事务信息',
  '3.3.6': '6.属于四类过程性信息',
  '3.3.7': '7.属于行政执法案卷',
  '3.3.8': '8.属于行政查询事项',
  '3.4.1': '1.本机关不掌握相关政府信息',
  '3.4.2': '2.没有现成信息需要另行制作',
  '3.4.3': '3.补正后申请内容仍不明确',
  '3.5.1': '1.信访举报投诉类申请',
  '3.5.2': '2.重复申请',
  '3.5.3': '3.要求提供公开出版物',
  '3.5.4': '4.无正当理由大量反复申请',
  '3.5.5': '5.要求行政机关确认或重新出具已获取信息',
  '3.6.1': '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  '3.6.2': '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
  '3.6.3': '3.其他',
  '3.7': '（七）总计',
  '4': '四、结转下年度继续办理',
} as const
export type Row = keyof typeof ROWS
const codes = Object.keys(ROWS) as Row[]
/** In the printed order: an object lists its whole numbers first, and 四 stands last. */
export const ROW_CODES: readonly Row[] = [...codes.filter((row) => row !== '4'), '4']
/** What (七) sums up: the 21 rows of results. */
export const RESULT_ROWS = ROW_CODES.filter((row) => /^3\.[1-6]/.test(row))
/** `3.6` of the format of 2019 included. */
export type AnyRow = Row | Category

export type Figures = Record<Column, number>
export type Table3Row = { row: AnyRow; label?: string } & Figures
export type Table3 = readonly Table3Row[]

export const RESULTS = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
  pending: '尚未审结',
  total: '总计',
} as const
export type Result = keyof typeof RESULTS
export const RESULT_NAMES = Object.keys(RESULTS) as Result[]

export const PROCEEDINGS = {
  reconsideration: '行政复议',
  litigation: '未经复议直接起诉',
  litigationAfterReconsideration: '复议后起诉',
} as const
export type Proceeding = keyof typeof PROCEEDINGS
export const PROCEEDING_NAMES = Object.keys(PROCEEDINGS) as Proceeding[]
export type Table4 = Record<Proceeding, Record<Result, number>>

/** A table that is missing or has no figure at all is not there. */
export type Tables = { table3?: Table3; table4?: Table4 }

/** The name of a cell in findings: `table3/3.7/person`, `table4/litigation/total`. */
export type CellName = `table3/${AnyRow}/${Column}` | `table4/${Proceeding}/${Result}`

/** How a person reads the name: 表三（七）总计·自然人. */
export function cellInWords(cell: CellName): string {
  const [table, row, column] = cell.split('/') as [string, string, string]
  if (table === 'table4') return `表四${PROCEEDINGS[row as Proceeding]}·${RESULTS[column as Result]}`
  return `表三${rowInWords(row as AnyRow)}·${COLUMNS[column as Column]}`
}

/** A row with its category, for “其他” alone says nothing. */
export function rowInWords(row: AnyRow): string {
  if (Object.hasOwn(CATEGORIES, row)) return CATEGORIES[row as Category]
  const category = CATEGORIES[row.slice(0, 3) as Category]
  return `${row.length > 3 ? category : ''}${ROWS[row as Row]}`
}
