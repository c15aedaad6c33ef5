/** The cases behind one figure of a return. */
import { OUTCOMES } from '../../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../../workflows/statute/days.ts'
import { TableHead } from '../../../web/parts/table-head.tsx'
import { monthInChinese } from '../months.ts'
import type { BehindView, MonthlyFrame } from '../show.ts'
import { at, MonthlyFramed } from './frame.tsx'

type Props = { frame: MonthlyFrame; view: BehindView }

export function BehindPage({ frame, view: { field, of, total, cases, next, cursor, frozen } }: Props) {
  const manyAgencies = frame.choices.length > 1
  return (
    <MonthlyFramed frame={frame} path="/reports/monthly" title={`${monthInChinese(frame.month)}：${field.label}`}>
      <p class="lead">
        {`${of === 'year' ? '本年累计' : '本期'}，${total ?? 0}${field.unit}。`}
        <a href={at('/reports/monthly', frame)}>返回月度报送</a>
      </p>
      {frozen && <p class="hint">本月已经报送，报送以后办理记录可能有更正：下列各件按现在的记录列出。</p>}
      {cases.length > 0 ? (
        <table class="plain stacked in-line register">
          <caption class="unseen">计入这一数字的申请，先收到的在前</caption>
          <TableHead names={['申请', '申请人', '收到', '办理结果', '计入之日']} />
          <tbody>
            {cases.map((one) => (
              <tr key={one.id} data-case={one.id}>
                <th scope="row">
                  <a href={`/cases/${encodeURIComponent(one.id)}`}>{one.number ?? one.receipt}</a>
                  <p class="hint">{manyAgencies ? `${one.agency.name}　${one.title}` : one.title}</p>
                </th>
                <td data-label="申请人">{one.applicantName}</td>
                <td data-label="收到" class="figure">
                  {inChinese(one.receivedOn)}
                </td>
                <td data-label="办理结果">
                  {one.outcome && one.resultOn ? `${OUTCOMES[one.outcome].zh}，${inChinese(one.resultOn)}` : '未办结'}
                </td>
                <td data-label="计入之日" class="figure">
                  {one.days.map(inChinese).join('、') || '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p class="empty">{cursor ? '没有更多的了。' : '没有计入这一数字的申请。'}</p>
      )}
      {next && (
        <p class="no-print">
          <a href={at('/reports/monthly/cases', frame, { field: field.code, of, cursor: next })}>下一页</a>
        </p>
      )}
    </MonthlyFramed>
  )
}
