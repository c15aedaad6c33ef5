/** A report as JSON in the shape of the contract (section 6); what it does not say of a cell counts as nothing. */
import { z } from 'zod'
import { isTooDeep } from '../../ground/canonical.ts'
import {
  type AnyRow,
  CATEGORIES,
  COLUMN_NAMES,
  type Column,
  PROCEEDING_NAMES,
  type Proceeding,
  RESULT_NAMES,
  type Result,
  ROW_CODES,
} from '../shape.ts'
import { UnreadableReport } from './grid.ts'
import type { Table3Texts } from './table3.ts'
import type { Table4Texts } from './table4.ts'

export type JsonReport = {
  year?: number
  agency?: string
  table3?: Table3Texts
  table4?: Table4Texts
  lastYear?: { table3?: Table3Texts }
}

const FIGURE = z.union([z.number(), z.string(), z.null()]).optional()
/** What else stands in a row, its label, is none of it. */
const ROW = z.object({
  row: z.union([z.string(), z.number()]).transform(String),
  ...(Object.fromEntries(COLUMN_NAMES.map((column) => [column, FIGURE])) as Record<Column, typeof FIGURE>),
})
const TABLE3 = z.array(ROW).max(200)
const TABLE4 = z.record(z.string(), z.record(z.string(), FIGURE).nullish())
const REPORT = z.looseObject({
  year: z.union([z.number(), z.string()]).nullish(),
  agency: z.union([z.string(), z.looseObject({ name: z.string().optional() })]).nullish(),
  table3: TABLE3.nullish(),
  table4: TABLE4.nullish(),
  lastYear: z.looseObject({ table3: TABLE3.nullish() }).nullish(),
})

/** @throws UnreadableReport that names the place which does not fit */
export function jsonReport(text: string): JsonReport {
  const read = REPORT.safeParse(parsed(text))
  if (!read.success) {
    const [issue] = read.error.issues
    throw new UnreadableReport(`JSON 不是年度报告的格式：${issue?.path.join('.') || '整个内容'} 不符合要求`)
  }
  const { year, agency, table3, table4, lastYear } = read.data
  const name = typeof agency === 'string' ? agency : agency?.name
  return {
    ...(Number(year) > 0 && { year: Number(year) }),
    ...(name && { agency: name }),
    ...(table3?.length && { table3: rowsOf(table3) }),
    ...(table4 && Object.keys(table4).length > 0 && { table4: proceedingsOf(table4) }),
    ...(lastYear?.table3?.length && { lastYear: { table3: rowsOf(lastYear.table3) } }),
  }
}

function parsed(text: string): unknown {
  if (isTooDeep(text)) throw new UnreadableReport('JSON 的层次过多，不是年度报告的格式')
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch {
    throw new UnreadableReport('不是合法的 JSON')
  }
}

const KNOWN: readonly string[] = [...ROW_CODES, ...Object.keys(CATEGORIES)]

function rowsOf(table3: z.infer<typeof TABLE3>): Table3Texts {
  const notes: string[] = []
  const rows: Table3Texts['rows'] = new Map()
  for (const { row, ...said } of table3) {
    if (!KNOWN.includes(row))
      throw new UnreadableReport(`表三没有“${row.slice(0, 30)}”这一行，应当是 ${KNOWN.join('、')}`)
    if (rows.has(row as AnyRow)) throw new UnreadableReport(`表三的“${row}”写了两次`)
    const texts = COLUMN_NAMES.map((column) => [column, textOf(said[column])])
    rows.set(row as AnyRow, Object.fromEntries(texts) as Record<Column, string>)
  }
  const isDivided = !rows.has('3.6')
  const missing = ROW_CODES.filter((row) => !rows.has(row) && (isDivided || !row.startsWith('3.6')))
  if (missing.length > 0) notes.push(`表三没有这些行：${missing.join('、')}`)
  return { rows, notes }
}

function proceedingsOf(table4: z.infer<typeof TABLE4>): Table4Texts {
  const found: Table4Texts = new Map()
  for (const [proceeding, results] of Object.entries(table4)) {
    if (!PROCEEDING_NAMES.includes(proceeding as Proceeding))
      throw new UnreadableReport(`表四没有“${proceeding.slice(0, 30)}”，应当是 ${PROCEEDING_NAMES.join('、')}`)
    if (!results || Object.keys(results).length === 0) continue
    const texts = RESULT_NAMES.map((result): [Result, string] => [result, textOf(results[result])])
    found.set(proceeding as Proceeding, new Map(texts))
  }
  return found
}

/** A number that JSON has no shorter way to write stays as it is, to be refused by name. */
const textOf = (said: z.infer<typeof FIGURE>): string => (said === null || said === undefined ? '' : String(said))
