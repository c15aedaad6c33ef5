/** The cases behind one figure of table 3, each with the reason why it is counted there. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { at } from '../../people/pages/yearly-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { COLUMNS, rowInWords } from '../shape.ts'
import type { CellView, ReportFrame } from '../views.ts'
import { ReportPage } from './frame.tsx'

type Props = { frame: ReportFrame; view: CellView }

export function CellPage({ frame, view: { row, column, total, cases, next, cursor, moved } }: Props) {
  const manyAgencies = frame.choices.length > 1
  return (
    <ReportPage frame={frame} path="/reports" title={`${frame.year}年：${rowInWords(row)}`}>
      <p class="lead">
        {`${COLUMNS[column]}，${total}件。`}
        <a href={at('/reports', frame)}>返回年度报告</a>
      </p>
      {moved && <p class="heed">报告已经定稿，以后办理记录有更正：下列各件按现在的记录列出，与定稿的数字不同。</p>}
      {cases.length > 0 ? (
        <table class="plain stacked in-line register">
          <caption class="unseen">计入这一数字的申请，先收到的在前</caption>
          <TableHead names={['申请', '申请人', '收到', '计入的理由']} />
          <tbody>
            {cases.map((one) => (
              <tr key={one.id} data-case={one.id}>
                <th scope="row">
                  <a href={`/cases/${encodeURIComponent(one.id)}`}>{one.number ?? one.receipt}</a>
                  <p class="hint">{manyAgencies ? `${one.agency.name}　${one.title}` : one.title}</p>
                </th>
                <td data-label="申请人">{`${one.applicantName}（${COLUMNS[one.column]}）`}</td>
                <td data-label="收到" class="figure">
                  {inChinese(one.receivedOn)}
                </td>
                <td data-label="计入的理由">{one.because}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p class="empty">{cursor ? '没有更多的了。' : '没有计入这一数字的申请。'}</p>
      )}
      {next && (
        <p class="no-print">
          <a href={at('/reports/cases', frame, { row, column, cursor: next })}>下一页</a>
        </p>
      )}
    </ReportPage>
  )
}
