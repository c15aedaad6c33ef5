/**
 * 定稿: a report of a year that is over, all of whose identities hold and all of whose parts are written, is frozen. From then on it is read as it
 * was frozen; opening it again takes a reason, and what had been final stays on record.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { canonical } from '../ground/canonical.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import {
  appendReport,
  lastReportEntry,
  lockReports,
  type ReportEntry,
  type ReportKey,
  reportEntries,
  reportSubject,
} from '../ledger/frozen-reports.ts'
import { recordChange } from '../people/changes.ts'
import type { Texts } from './annual-parts.ts'
import type { AnnualRow } from './annual-rows.ts'
import type { Kept } from './annual-scope.ts'
import { savedTexts, textsIn } from './annual-texts.ts'
import { unwrittenIn } from './annual-unwritten.ts'
import { isOver } from './annual-year.ts'
import { type CellName, cellInWords, type Table4 } from './shape.ts'

/** What a final report says. */
export type Content = {
  asOf: Day
  table3: AnnualRow[]
  table4: Table4
  texts: Texts
  fees: Fees
  /** Ids of the cases that go on in the next year; reports that were frozen before these were kept have none. */
  carriedOut?: string[]
}
/** 信息处理费: notices and what was paid in the year, in yuan. */
export type Fees = { notified: number; notifiedAmount: number; paid: number; paidAmount: number }
export type Frozen = { by: string; at: string; digest: string; asOf: Day; tables: Content; n: number }

/** The report as it was frozen; undefined where it is not final. */
export async function frozenOf(sql: Sql | Tx, kept: Kept | null, year: number): Promise<Frozen | undefined> {
  const last = kept && (await lastReportEntry(sql, { ...kept, year }))
  return last?.act === 'final' ? frozenIn(last) : undefined
}

/** What was frozen by its `n`th act, though it was opened again since; undefined where that is none. */
export async function frozenAs(sql: Sql | Tx, kept: Kept | null, year: number, n: number): Promise<Frozen | undefined> {
  const entries = kept ? await reportEntries(sql, { ...kept, year }) : []
  return entries
    .filter(({ act }) => act === 'final')
    .map(frozenIn)
    .find((one) => one.n === n)
}

export function frozenIn({ content, by, at, digest, n }: ReportEntry): Frozen {
  const tables = JSON.parse(content) as Content
  return { by, at: new Date(at).toISOString(), digest, asOf: tables.asOf, tables, n }
}

type Acting = Pick<House, 'time'>
export type Making = Pick<Content, 'asOf' | 'table3' | 'table4' | 'fees' | 'carriedOut'> & {
  broken: readonly { cell: CellName; expected: number; found: number; agency?: string }[]
  /** Had the office an application by the end of the year? */
  begun: boolean
}
/** Noughts of a year in which nobody worked with this are a claim of whoever makes them final: they say so, and it stays on record. */
const UNKNOWN_YEAR = {
  ...{ field: 'nothingReceived', code: 'MISSING' },
  message: '系统中没有这一年度及以前的办理记录。请核实本年度确实没有收到申请、也没有上年结转的申请，勾选以后再定稿',
}
const NOTHING_RECEIVED = '系统中没有这一年度及以前的办理记录；经核实，本年度没有收到申请，也没有上年结转的申请'

/**
 * Makes a report final, in a transaction of its own.
 * @param made counted in the same transaction, so that what is frozen is what was judged
 * @param isSure that nothing was received, where nothing is known of the year (Art 49 asks every agency for a report)
 * @throws Refusal REPORT_FAULTY with each broken identity, REPORT_UNWRITTEN with each part that is missing, REPORT_FINAL,
 *   INVALID before the year is over (year), or where nothing is known of it and nobody is sure (nothingReceived)
 */
export async function makeFinal(
  tx: Tx,
  house: Acting,
  key: ReportKey,
  made: (tx: Tx) => Promise<Making>,
  by: string,
  isSure = false,
): Promise<ReportEntry> {
  await lockReports(tx, key.agencyId)
  if ((await lastReportEntry(tx, key))?.act === 'final') throw new Refusal('REPORT_FINAL')
  if (!isOver(key, house.time.today()))
    throw invalid({ field: 'year', code: 'UNFIT', message: '年度还没有结束，不能定稿' })
  const { broken, begun, ...content } = await made(tx)
  if (broken.length > 0) throw faulty(broken)
  const texts = textsIn(await savedTexts(tx, key))
  const unwritten = unwrittenIn(texts, key.year)
  if (unwritten.length > 0)
    throw new Refusal('REPORT_UNWRITTEN', { errors: unwritten.map((one) => ({ ...one, code: 'MISSING' })) })
  if (!begun && !isSure) throw invalid(UNKNOWN_YEAR)
  const frozen = canonical({ ...content, texts } satisfies Content)
  const said = { by, at: house.time.now(), why: begun ? '' : NOTHING_RECEIVED }
  const entry = await appendReport(tx, key, { act: 'final', content: frozen }, said)
  await tell(tx, house, key, null, entry, by)
  return entry
}

function faulty(broken: Making['broken']) {
  const errors = broken.map(({ cell, expected, found, agency }) => ({
    field: cell,
    code: 'UNFIT',
    message: `${agency ? `${agency}：` : ''}${cellInWords(cell)}：应为${expected}，现为${found}`,
  }))
  return new Refusal('REPORT_FAULTY', { errors })
}

/** Opens a final report again. @throws Refusal REPORT_NOT_FINAL */
export async function reopenReport(tx: Tx, house: Acting, key: ReportKey, why: string, by: string): Promise<void> {
  await lockReports(tx, key.agencyId)
  const last = await lastReportEntry(tx, key)
  if (last?.act !== 'final') throw new Refusal('REPORT_NOT_FINAL')
  const entry = await appendReport(tx, key, { act: 'reopened', content: '' }, { by, at: house.time.now(), why })
  await tell(tx, house, key, last, entry, by)
}

/** The audit's chain, which is signed, has the hash, too: an entry that somebody made anew would not fit it. */
const tell = (tx: Tx, house: Acting, key: ReportKey, before: ReportEntry | null, after: ReportEntry, by: string) => {
  const said = ({ act, digest, hash, why }: ReportEntry) => ({ act, digest, hash, ...(why && { why }) })
  const change = { agencyId: key.agencyId, what: 'report' as const, subject: reportSubject(key) }
  return recordChange(tx, house, { ...change, before: before && said(before), after: said(after) }, by)
}
