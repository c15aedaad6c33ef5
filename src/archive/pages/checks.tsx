/** 四性检测: the runs that there were, and beginning one by year and class. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { SelectField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { RunLine } from '../checks/runs.ts'
import { selectionInWords } from '../checks/selection.ts'
import type { Frame } from '../views.ts'
import { ArchiveFrame, at } from './parts.tsx'
import { VerdictMark } from './verdict.tsx'

type Props = {
  frame: Frame
  runs: readonly RunLine[]
  years: readonly number[]
  classes: readonly string[]
  mayBegin: boolean
  form: FormState
}

export function ChecksPage({ frame, runs, years, classes, mayBegin, form }: Props) {
  return (
    <ArchiveFrame frame={frame} path="/archive/checks" title="四性检测">
      <p class="lead">
        对已归档的申请件逐项检测真实性、完整性、可用性和安全性（DA/T
        70—2018）。系统不能检测的项目由人工确认；全部合格的可以制作移交包。
      </p>
      {mayBegin && years.length > 0 && (
        <form method="post" action={at('/archive/checks', frame.agency.id)} class="stack" data-act="check">
          <h2>开始检测</h2>
          <ErrorSummary form={form} />
          <input type="hidden" name="csrf" value={frame.csrf} />
          <SelectField
            {...{ name: 'year', label: '年度', form }}
            choices={Object.fromEntries(years.map((year) => [String(year), `${year}年`]))}
          />
          <SelectField
            {...{ name: 'retention', label: '保管期限', form, optional: '不选的，全部期限' }}
            choices={Object.fromEntries(classes.map((name) => [name, name]))}
            choose="全部期限"
          />
          <p class="hint">
            只检测其中几件的，在<a href={at('/archive', frame.agency.id)}>档案目录</a>中勾选。
          </p>
          <button class="primary" type="submit">
            开始检测
          </button>
        </form>
      )}
      {runs.length > 0 ? <Runs frame={frame} runs={runs} /> : <p class="empty">还没有检测过。</p>}
    </ArchiveFrame>
  )
}

const Runs = ({ frame, runs }: Pick<Props, 'frame' | 'runs'>) => (
  <table class="plain register">
    <caption>检测记录</caption>
    <TableHead names={['检测', '范围', '提出', '结论']} />
    <tbody>
      {runs.map(({ number, selection, by, at: then, state, verdict, done }) => (
        <tr key={number} data-run={number}>
          <th scope="row">
            <a href={at(`/archive/checks/${number}`, frame.agency.id)}>{`第${number}号`}</a>
          </th>
          <td>{selectionInWords(selection)}</td>
          <td>
            {by}
            <small>{onDayAt(then, inChinese)}</small>
          </td>
          <td>
            {verdict ? (
              <VerdictMark verdict={verdict} />
            ) : state === 'failed' ? (
              '没有完成'
            ) : (
              `正在检测 ${done}/${selection.cases.length}`
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
