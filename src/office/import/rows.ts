/** The file of an office (contract, section 5) as rows of texts, each of which knows where it stands. */
import { AGENCY_KINDS } from '../../../workflows/statute/remedies.ts'
import { type FieldError, invalid } from '../../ground/errors.ts'
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from '../../ground/yaml.ts'
import { ROLES } from '../../people/may.ts'
import { type Sheet, sheetsOf, WorkbookFault } from '../../workbooks/read.ts'
import { AGENCY_LABELS } from '../agency.ts'

export type SheetName = 'agencies' | 'units' | 'people'

/** A row that says nothing in a column leaves it as it is. Lists are written with 、 between. */
export type Row = { sheet: SheetName; values: Record<string, string>; at(column?: string): string }
export type Rows = Record<SheetName, Row[]>

type Columns = Readonly<Record<string, string>>

const UNIT_COLUMNS = { agency: '机关', id: '编号', name: '名称' }
const PERSON_COLUMNS = {
  username: '用户名',
  name: '姓名',
  agency: '机关',
  units: '承办机构',
  roles: '岗位',
  email: '电子邮箱',
}
/** Columns by the name in YAML and JSON, each with the heading that a workbook may have instead. */
export const COLUMNS: Record<SheetName, Columns> = {
  agencies: AGENCY_LABELS,
  units: UNIT_COLUMNS,
  people: PERSON_COLUMNS,
}
export const SHEETS: Record<SheetName, string> = { agencies: '机关', units: '承办机构', people: '人员' }

const NAMES = Object.keys(SHEETS) as SheetName[]
const MOST = 5_000 // rows of all sheets
/** Bytes of a file that is no workbook, whose own limits stand in workbooks/read.ts: five thousand long rows. */
const LARGEST = 4 * 1024 * 1024
/** Nobody reads more of them at once. */
const MOST_FAULTS = 100
const tooMany = () => fault('file', 'TOO_BIG', `文件超过 ${MOST} 行，请分几个文件导入`)

export const fault = (field: string, code: string, message: string): FieldError => ({ field, code, message })

/** @throws Refusal INVALID that names sheet, row and column of what cannot be read */
export function readRows(content: Uint8Array): Rows {
  const isWorkbook = content[0] === 0x50 && content[1] === 0x4b // PK: a ZIP
  if (!isWorkbook && content.length > LARGEST)
    throw invalid(fault('file', 'TOO_BIG', '文件超过 4 MB，请分几个文件导入'))
  const rows = isWorkbook ? fromWorkbook(content) : fromYaml(Buffer.from(content).toString('utf8'))
  const count = NAMES.reduce((sum, name) => sum + rows[name].length, 0)
  if (count === 0)
    throw invalid(fault('file', 'MISSING', '文件里没有内容：应当有 agencies、units、people 中的至少一项'))
  if (count > MOST) throw invalid(tooMany())
  return rows
}

const empty = (): Rows => ({ agencies: [], units: [], people: [] })

function fromWorkbook(content: Uint8Array): Rows {
  let sheets: Sheet[]
  try {
    sheets = sheetsOf(content)
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error
    throw invalid(fault('file', 'UNFIT', `${error.message}。请另存为 .xlsx 后重试`))
  }
  const rows = empty()
  const faults: FieldError[] = []
  for (const { name, rows: lines } of sheets) {
    const sheet = NAMES.find((each) => each === name.trim() || SHEETS[each] === name.trim())
    const [head, ...body] = lines
    if (!sheet || !head) continue // a sheet of notes
    const columns = new Map<string, string>()
    for (const [letters, heading] of Object.entries(head.cells)) {
      const column = columnNamed(sheet, heading)
      if (column) columns.set(letters, column)
      else faults.push(fault(`${name} ${letters}${head.number}`, 'UNKNOWN_FIELD', unknownColumn(sheet, heading)))
    }
    for (const { number, cells } of body) {
      const letters = (column: string) => [...columns].find(([, each]) => each === column)?.[0]
      rows[sheet].push({
        sheet,
        values: Object.fromEntries(
          [...columns].flatMap(([at, column]) => (cells[at] === undefined ? [] : [[column, cells[at]]])),
        ),
        at: (column) =>
          `${name} 第${number}行${column ? ` ${COLUMNS[sheet][column] ?? column}列${letters(column) ? `（${letters(column)}${number}）` : ''}` : ''}`,
      })
    }
  }
  if (faults.length > 0) throw invalid(...faults)
  return rows
}

/**
 * Read in one pass over its nodes, so that a file twice as long takes twice the time: the library compares the keys of a
 * map each with each, looks for an anchor through the whole file and writes its errors at length.
 */
function fromYaml(source: string): Rows {
  const lines = new LineCounter()
  const document = parsed(source, lines)
  const lineOf = (node: unknown) => {
    const offset = (node as { range?: [number] } | null)?.range?.[0]
    return offset === undefined ? 0 : lines.linePos(offset).line
  }
  const [broken] = document.errors
  if (broken)
    throw invalid(
      fault(`第${lines.linePos(broken.pos[0]).line}行`, 'UNFIT', `不是有效的 YAML：${broken.message.split('\n')[0]}`),
    )
  const root = document.contents
  if (!isMap(root)) throw invalid(fault('file', 'UNFIT', '应当是 YAML（agencies、units、people）或者 XLSX 工作簿'))
  const rows = empty()
  const faults: FieldError[] = []
  const says = (field: string, code: string, message: string) => {
    faults.push(fault(field, code, message))
    if (faults.length >= MOST_FAULTS) throw invalid(...faults)
  }
  const parts = new Set<string>()
  let count = 0
  for (const pair of root.items) {
    const name = nameOf(pair.key)
    const sheet = NAMES.find((each) => each === name)
    const where = `${name}（第${lineOf(pair.key)}行）`
    if (!sheet) says(where, 'UNKNOWN_FIELD', '不认识的部分，应当是 agencies、units 或者 people')
    else if (parts.has(name)) says(where, 'UNFIT', `“${name}”写了两次，请合为一处`)
    else if (isSeq(pair.value)) {
      count += pair.value.items.length
      if (count > MOST) throw invalid(tooMany())
      for (const [i, item] of pair.value.items.entries()) {
        const at = `${sheet} 第${i + 1}项（第${lineOf(item)}行）`
        if (!isMap(item)) {
          says(at, 'UNFIT', '应当有各栏目的名称和内容，例如 name: 某某区人民政府')
          continue
        }
        const values: Record<string, string> = {}
        for (const { key, value } of item.items) {
          const column = nameOf(key)
          const known = columnNamed(sheet, column)
          const text = textOf(value)
          if (!known) says(`${at} ${column}`, 'UNKNOWN_FIELD', unknownColumn(sheet, column))
          else if (Object.hasOwn(values, known)) says(`${at} ${column}`, 'UNFIT', '这一栏目写了两次，请删去一处')
          else if (text === undefined) says(`${at} ${column}`, 'UNFIT', '应当是文字或者列表，不用锚点（& 和 *）')
          else if (text !== null) values[known] = text
        }
        rows[sheet].push({ sheet, values, at: (column) => (column ? `${at} ${column}` : at) })
      }
    } else if (!isNothing(pair.value)) says(where, 'UNFIT', '应当是列表，每项以“- ”开头')
    parts.add(name)
  }
  if (faults.length > 0) throw invalid(...faults)
  return rows
}

/** @throws Refusal INVALID where it is nested without end */
function parsed(source: string, lineCounter: LineCounter): Document {
  try {
    return parseDocument(source, { lineCounter, uniqueKeys: false, prettyErrors: false })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw invalid(fault('file', 'UNFIT', '不是可以接收的 YAML：层次过多'))
  }
}

const LONGEST_NAME = 40
const nameOf = (key: unknown) => String(isScalar(key) ? key.value : key).slice(0, LONGEST_NAME)
const isNothing = (node: unknown) => node === null || (isScalar(node) && node.value === null)

/** Null where nothing is said; undefined for what is neither text nor a list of texts. */
function textOf(node: unknown): string | null | undefined {
  if (isNothing(node)) return null
  if (!isSeq(node)) return scalarText(node)
  const texts = node.items.map(scalarText)
  return texts.includes(undefined) ? undefined : texts.join('、').trim()
}

/** A postcode of zeros is a number to YAML: what was written counts. */
const scalarText = (node: unknown): string | undefined =>
  isScalar(node) ? (node.source ?? String(node.value)).trim() : undefined

const columnNamed = (sheet: SheetName, heading: string): string | undefined =>
  Object.entries(COLUMNS[sheet]).find(([key, label]) => key === heading.trim() || label === heading.trim())?.[0]

const unknownColumn = (sheet: SheetName, heading: string) =>
  `没有“${heading}”这一栏目，可以用：${Object.entries(COLUMNS[sheet])
    .map(([key, label]) => `${key}（${label}）`)
    .join('、')}`

/** What a list in one cell names. */
export const listOf = (text: string): string[] => text.split(/[、,，;；\s]+/).filter(Boolean)

const keyOf = (of: Readonly<Record<string, string>>, said: string): string =>
  Object.hasOwn(of, said) ? said : (Object.entries(of).find(([, label]) => label === said)?.[0] ?? said)
/** A kind of agency by its word or by its Chinese name. */
export const kindOf = (said: string) => keyOf(AGENCY_KINDS, said)
/** A role by its word or by its Chinese name. */
export const roleOf = (said: string) => keyOf(ROLES, said)
