/** 定期分析报告: what the figures of a year say by themselves, as a text to be changed; what was saved of it, each saving kept. */
import { inChinese } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import type { Kept } from '../people/scope.ts'
import type { Analysis } from './analysis.ts'
import { APPLICANT_ZH } from './figures.ts'
import { KINDS, type Kind } from './kinds.ts'
import { outcomeZh, withheldIn } from './linked.ts'

export type DraftKey = Kept & { year: number }
export type SavedDraft = { n: number; content: string; by: string; at: string }

/** Of one list so many are named in the text; the others stand in the tables. */
const NAMED = 5

export const titleOf = (name: string, year: number): string => `${name}${year}年政府信息公开申请分析报告`

/** The text that is offered before anybody has written. */
export function analysisDraft(analysis: Analysis, name: string): string {
  const { year, asOf, received, concluded, time, repeated } = analysis
  return [
    '一、总体情况',
    `${year}年1月1日至${inChinese(asOf)}，${name}收到政府信息公开申请${link(received, 'received')}件，办结${link(concluded, 'concluded')}件。`,
    busiest(analysis),
    '二、办理结果',
    outcomes(analysis),
    `不予公开、部分公开的合计${link(withheldIn(analysis), 'withheld')}件。`,
    '三、办理时限',
    `答复${link(time.answered, 'answered')}件，其中逾期${link(time.late, 'late')}件，延长答复期限${link(time.extended, 'extended')}件，征求第三方、其他机关意见${link(time.consulted, 'consulted')}件。`,
    time.median === null
      ? ''
      : `从收到到答复，半数在${time.median}个工作日以内，九成在${time.p90}个工作日以内（含补正、征求意见等不计入期限的时间）。`,
    '四、申请人和申请内容',
    columns(analysis),
    repeated.applicants === 0
      ? ''
      : `向同一机关申请两次以上的申请人有${repeated.applicants}个，共申请${link(repeated.cases, 'repeated')}件。`,
    ...(Object.keys(KINDS) as Kind[]).map((kind) => subjects(analysis, kind)),
    '五、行政复议和行政诉讼',
    results(analysis),
    '六、存在的问题和建议',
    '（请填写）',
  ]
    .filter(Boolean)
    .join('\n')
}

const link = (n: number, of: string) => `[${n}](${of})`

const listed = (parts: readonly string[]) => parts.slice(0, NAMED).join('，')

function busiest({ months }: Analysis): string {
  const most = months.toSorted((a, b) => b.received - a.received)[0]
  if (!most || most.received === 0) return ''
  return `收到最多的月份是${most.month}月，${link(most.received, `received.${String(most.month).padStart(2, '0')}`)}件。`
}

function outcomes({ outcomes }: Analysis): string {
  if (outcomes.length === 0) return '尚未办结的申请。'
  const parts = outcomes.map(({ outcome, n }) => `${outcomeZh(outcome)}${link(n, `outcome.${outcome}`)}件`)
  return `办结的申请中，${listed(parts)}${parts.length > NAMED ? '，其余见附表' : ''}。`
}

function columns({ columns }: Analysis): string {
  if (columns.length === 0) return ''
  return `申请人中，${listed(columns.map(({ column, n }) => `${APPLICANT_ZH[column]}${link(n, `column.${column}`)}件`))}。`
}

function subjects({ subjects }: Analysis, kind: Kind): string {
  const parts = subjects
    .filter((one) => one.kind === kind && one.n > 0)
    .map(({ name, n }) => `${name}${link(n, `${kind}.${name}`)}件`)
  return parts.length === 0 ? '' : `按${KINDS[kind]}，${listed(parts)}；一件申请可以归入几个${KINDS[kind]}。`
}

function results({ reversals }: Analysis): string {
  const sum = (of: 'upheld' | 'corrected' | 'other') => reversals.reduce((all, row) => all + row[of], 0)
  const [upheld, corrected, other] = [sum('upheld'), sum('corrected'), sum('other')]
  if (upheld + corrected + other === 0) return '没有审结的行政复议、行政诉讼。'
  const lost = reversals
    .filter((row) => row.corrected > 0)
    .map((row) => `${outcomeZh(row.against)}${link(row.corrected, `result.corrected-${row.against ?? 'none'}`)}件`)
  const grounds = lost.length === 0 ? '' : `被纠正的，原答复为：${listed(lost)}。`
  return `审结的行政复议、行政诉讼中，维持${link(upheld, 'result.upheld')}件，纠正${link(corrected, 'result.corrected')}件，其他结果${link(other, 'result.other')}件。${grounds}`
}

/** SQL: an append-only table, read whole for one report. The latest first. */
export const savedDrafts = (sql: Sql | Tx, { agencyId, district, year }: DraftKey) => sql<SavedDraft[]>`
  select n, content, "by", at from analysis_drafts
  where agency_id = ${agencyId} and district = ${district} and year = ${year} order by n desc`

/**
 * Saves the text where it differs from what holds.
 * @param from the saving that the writer had before them, 0 where there was none
 * @throws Refusal INVALID (text) where somebody has saved meanwhile
 */
export async function saveDraft(
  tx: Tx,
  key: DraftKey,
  { content, from }: { content: string; from: number },
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await tx`select from agencies where id = ${key.agencyId} for update`
  const [last] = await savedDrafts(tx, key)
  if ((last?.n ?? 0) !== from)
    throw invalid({
      ...{ field: 'text', code: 'CHANGED_MEANWHILE' },
      message: '其他人刚刚保存过，没有覆盖。请对照修改记录，把您的改动合并以后再保存',
    })
  if (last?.content === content) return
  await tx`insert into analysis_drafts ${tx({ ...key, n: from + 1, content, by, at: at.toISOString() })}`
}
