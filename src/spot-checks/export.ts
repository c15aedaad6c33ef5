/** The results of a draw as a workbook, and all places of its strata as CSV, by which anybody draws again. SQL: a list that is read whole. */
import { inChinese } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { csvOf } from '../workbooks/csv.ts'
import type { PlacedCell } from '../workbooks/placed.ts'
import { tableBook } from '../workbooks/table-book.ts'
import type { Checked } from './checked.ts'
import { digestOf, GROUPS, groupOf } from './drawing.ts'
import { type Draw, monthInWords } from './draws.ts'
import { FINDING_STATES, fullOf } from './standing.ts'

export const titleOfDraw = (draw: Pick<Draw, 'agencyName' | 'month'>): string =>
  `${draw.agencyName}${monthInWords(draw.month)}依申请公开抽查`

const cell = (row: number, column: number, text: string | number, kind: PlacedCell['kind']): PlacedCell => ({
  ...{ row, column, rows: 1, columns: 1, text, kind },
})

/**
 * The scores, one line a case; where evaluators scored, theirs; and the findings, one line each.
 * @param evaluators their names, by how lines name them
 */
export function resultsXlsx(
  draw: Draw,
  cases: readonly Checked[],
  evaluators: ReadonlyMap<string, string>,
): Uint8Array {
  const { items } = draw.rules
  const points = items.map(({ name, points }) => `${name}（${points}分）`)
  const total = `总分（${fullOf(draw.rules)}分）`
  const heads = ['序号', '机关', '编号', '办理结果', '办结日期', ...points]
  const scored = cases.map((one, i) => [
    ...[i + 1, one.agencyName, one.number, `${GROUPS[groupOf(one.row)]}（${one.row}）`, inChinese(one.countedOn)],
    ...items.map((_, k) => one.score?.scores[k] ?? '未评'),
    ...[one.score?.total ?? '未评', one.score?.says ?? ''],
  ])
  const found = cases.flatMap((one) => one.findings.map((finding) => ({ one, finding })))
  const findings = found.map(({ one, finding }, i) => [
    ...[i + 1, one.agencyName, one.number, finding.says, inChinese(finding.dueOn)],
    finding.isOverdue ? `${FINDING_STATES[finding.state]}（逾期）` : FINDING_STATES[finding.state],
    finding.after.findLast(({ kind }) => kind === 'answered')?.says ?? '',
  ])
  const evaluated = cases.flatMap((one) =>
    one.evaluations.map((each) => [
      ...[one.agencyName, one.number, evaluators.get(each.by) ?? each.by],
      ...items.map((_, k) => each.scores[k] ?? '未评'),
      ...[each.total, each.says],
    ]),
  )
  const title = titleOfDraw(draw)
  return tableBook([
    {
      name: '评分',
      title: `${title}评分表`,
      table: tableOf([...heads, total, '评语'], scored, [...[6, 18, 18, 16, 12, ...items.map(() => 8), 8, 30]]),
    },
    ...(evaluated.length === 0
      ? []
      : [
          {
            name: '第三方评分',
            title: `${title}第三方评分表`,
            table: tableOf(['机关', '编号', '评估人员', ...points, total, '评语'], evaluated, [
              ...[18, 18, 24, ...items.map(() => 8), 8, 30],
            ]),
          },
        ]),
    {
      name: '问题和答复',
      title: `${title}问题清单`,
      table: tableOf(
        ['序号', '机关', '编号', '问题', '答复期限', '情况', '答复'],
        findings,
        [6, 18, 18, 40, 12, 12, 40],
      ),
    },
  ])
}

const tableOf = (heads: readonly string[], rows: readonly (readonly (string | number)[])[], widths: number[]) => ({
  widths,
  cells: [
    ...heads.map((text, i) => cell(0, i, text, 'head')),
    ...rows.flatMap((row, r) =>
      row.map((text, i) => cell(r + 1, i, text, typeof text === 'number' ? 'figure' : 'label')),
    ),
  ],
})

type Place = { agencyId: string; caseId: string; row: string; countedOn: string; place: number; drawn: boolean }

/** Every case of the population: agency, id, row of table 3, day, digest, place, drawn. */
export async function populationCsv(sql: Sql, draw: Draw): Promise<string> {
  const places = await sql<Place[]>`
    select agency_id, case_id, row, counted_on, place, drawn from spot_cases where draw_id = ${draw.id}
    order by agency_id, left(row, 3), place`
  const rows = places.map(({ agencyId, caseId, row, countedOn, place, drawn }) => [
    ...[agencyId, caseId, row, groupOf(row), countedOn, digestOf(draw.seed, caseId), String(place)],
    drawn ? '是' : '否',
  ])
  return csvOf([['机关', '申请件', '年度报告表三行次', '分层', '办结日期', '排序值', '层内序位', '抽中'], ...rows])
}
