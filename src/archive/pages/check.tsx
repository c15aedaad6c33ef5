/** One run of the four checks: how far it is, or every item with what was checked, found and judged; below what a person confirms, and the transfer. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { onDayAt, size } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { type Judged, totalInWords, verdictInWords } from '../checks/report.ts'
import { selectionInWords } from '../checks/selection.ts'
import { Confirm, type CheckProps as Props } from './check-confirm.tsx'
import { HandOver } from './check-transfer.tsx'
import { ArchiveFrame, at } from './parts.tsx'
import { Progress } from './progress.tsx'
import { VerdictMark } from './verdict.tsx'

export function CheckPage(props: Props) {
  const { frame, run, mayAct } = props
  const { number, selection, state, done, by, at: then, report, verdict, items } = run
  const path = `/archive/checks/${number}`
  return (
    <ArchiveFrame frame={frame} path="/archive/checks" title={`四性检测第${number}号`}>
      <p class="no-print">
        <a href={at('/archive/checks', frame.agency.id)}>全部检测</a>
      </p>
      {!hasForm(props) && <ErrorSummary form={props.form} />}
      <p class="lead">{selectionInWords(selection)}</p>
      <p>{`${by}于${onDayAt(then, inChinese)}提出。`}</p>
      {state === 'waiting' && (
        <Progress done={done} total={selection.cases.length} what="检测" href={at(path, frame.agency.id)} />
      )}
      {state === 'failed' && (
        <p role="status">检测没有完成，原因已经记入运行日志，请联系系统管理员；也可以重新检测。</p>
      )}
      {report && verdict && (
        <>
          <p data-total={verdict}>
            {'结论：'}
            <VerdictMark verdict={verdict} said={totalInWords(verdict, items)} />
            {`。检测${report.cases}件，${report.files}个文件，${size(report.bytes)}。`}
          </p>
          <p class="offered">
            <a href={at(`${path}/report.pdf`, frame.agency.id)}>检测报告（PDF）</a>
          </p>
          <Items items={items} />
          <Faults items={items} />
          {mayAct && items.some((item) => item.asks && !item.confirmation) && <Confirm {...props} />}
          {mayAct && verdict === 'pass' && <HandOver {...props} />}
        </>
      )}
    </ArchiveFrame>
  )
}

/** Whether what came back stands in a form of its own further down. */
const hasForm = ({ run: { items, verdict }, about }: Props) =>
  about === 'transfer'
    ? verdict === 'pass'
    : about === 'confirm' && items.some(({ asks, confirmation }) => asks && !confirmation)

const Items = ({ items }: { items: readonly Judged[] }) => (
  <table class="plain stacked register">
    <caption class="unseen">各项的检测内容、结果和结论</caption>
    <TableHead names={['项目', '检测内容', '检测结果', '结论']} />
    <tbody>
      {items.map(({ code, of, name, checked, found, verdict, confirmation }) => (
        <tr key={code} data-item={code}>
          <th scope="row">
            {`${code} ${name}`}
            <small>{of}</small>
          </th>
          <td data-label="检测内容">{checked}</td>
          <td data-label="检测结果">
            {found}
            {confirmation && (
              <small>
                {`${confirmation.by}于${onDayAt(confirmation.at, inChinese)}确认${confirmation.passed ? '合格' : '不合格'}：${confirmation.why}`}
              </small>
            )}
          </td>
          <td data-label="结论">
            <VerdictMark verdict={verdict} said={verdictInWords({ verdict, confirmation })} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

function Faults({ items }: { items: readonly Judged[] }) {
  const all = items.flatMap(({ code, name, findings }) => findings.map((one) => ({ ...one, code, name })))
  if (all.length === 0) return null
  return (
    <table class="plain stacked register" id="faults">
      <caption>逐件列明的问题</caption>
      <TableHead names={['档号', '项目', '发现']} />
      <tbody>
        {all.map(({ caseId, reference, code, name, found, verdict }, i) => (
          <tr key={`${code} ${caseId} ${i}`} data-fault={code} data-of={caseId} data-found={verdict}>
            <th scope="row">
              <a href={`/cases/${encodeURIComponent(caseId)}`}>{reference}</a>
            </th>
            <td data-label="项目">{`${code} ${name}`}</td>
            <td data-label="发现">{verdict === 'confirm' ? `待确认：${found}` : found}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
