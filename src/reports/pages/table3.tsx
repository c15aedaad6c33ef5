/** Table 3 in the layout of the format (国办公开办函〔2021〕30号): every figure leads to its cases; last year's sums beside it. */

import { at } from '../../people/pages/yearly-page.tsx'
import {
  CATEGORIES,
  type Category,
  COLUMN_NAMES,
  COLUMNS,
  type Figures,
  ROW_CODES,
  ROWS,
  type Row,
  rowInWords,
} from '../shape.ts'
import type { AnnualView, ReportFrame } from '../views.ts'

type Props = { frame: ReportFrame; view: Pick<AnnualView, 'report' | 'before'> }

const ORGANISATIONS = COLUMN_NAMES.slice(1, -1)
/** The rows of item 三. */
const RESULTS = ROW_CODES.filter((row) => row.startsWith('3.'))

export function Table3({ frame, view: { report, before } }: Props) {
  const figures = new Map(report.table3.map((row) => [row.row, row]))
  const line = (row: Row) => (
    <Line frame={frame} row={row} figures={figures.get(row)!} before={before[row]} broken={brokenIn(report, row)} />
  )
  return (
    <div>
      <h2 id="table3-title">三、收到和处理政府信息公开申请情况</h2>
      <section class="wide" tabindex={0} aria-labelledby="table3-title">
        <table class="report broad">
          <caption class="unseen">表三，本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和</caption>
          <thead>
            <tr>
              <th scope="col" colspan={3} rowspan={3}>
                （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
              </th>
              <th scope="colgroup" colspan={7}>
                申请人情况
              </th>
              <th scope="col" rowspan={3} class="no-print">
                上年总计
              </th>
            </tr>
            <tr>
              <th scope="col" rowspan={2}>
                {COLUMNS.person}
              </th>
              <th scope="colgroup" colspan={5}>
                法人或其他组织
              </th>
              <th scope="col" rowspan={2}>
                {COLUMNS.total}
              </th>
            </tr>
            <tr>
              {ORGANISATIONS.map((column) => (
                <th key={column} scope="col">
                  {COLUMNS[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['1', '2'] as const).map((row) => (
              <tr key={row} data-row={row}>
                <th scope="row" colspan={3}>
                  {ROWS[row]}
                </th>
                {line(row)}
              </tr>
            ))}
            {RESULTS.map((row) => (
              <tr key={row} data-row={row}>
                {row === '3.1' && (
                  <th scope="rowgroup" rowspan={RESULTS.length} class="upright">
                    三、本年度办理结果
                  </th>
                )}
                <Heads row={row} />
                {line(row)}
              </tr>
            ))}
            <tr data-row="4">
              <th scope="row" colspan={3}>
                {ROWS[4]}
              </th>
              {line('4')}
            </tr>
          </tbody>
        </table>
      </section>
    </div>
  )
}

/** （三）不予公开 stands once, before the first of its rows. */
function Heads({ row }: { row: Row }) {
  const category = row.slice(0, 3) as Category
  if (!Object.hasOwn(CATEGORIES, category))
    return (
      <th scope="row" colspan={2}>
        {ROWS[row]}
      </th>
    )
  const rows = RESULTS.filter((one) => one.startsWith(`${category}.`))
  return (
    <>
      {row === rows[0] && (
        <th scope="rowgroup" rowspan={rows.length}>
          {CATEGORIES[category]}
        </th>
      )}
      <th scope="row">{ROWS[row]}</th>
    </>
  )
}

const brokenIn = ({ broken }: AnnualView['report'], row: Row) =>
  broken.filter(({ cell }) => cell.startsWith(`table3/${row}/`)).map(({ cell }) => cell.split('/')[2])

type LineProps = { frame: ReportFrame; row: Row; figures: Figures; before: Figures | undefined; broken: unknown[] }

function Line({ frame, row, figures, before, broken }: LineProps) {
  return (
    <>
      {COLUMN_NAMES.map((column) => (
        <td key={column} class={broken.includes(column) ? 'figure wrong' : 'figure'} data-column={column}>
          {figures[column] > 0 ? (
            <a
              class="offered"
              href={at('/reports/cases', frame, { row, column })}
              aria-label={`${figures[column]}件：${rowInWords(row)}，${COLUMNS[column]}`}
            >
              {figures[column]}
            </a>
          ) : (
            0
          )}
        </td>
      ))}
      <td class="figure no-print">{before ? before.total : '—'}</td>
    </>
  )
}
