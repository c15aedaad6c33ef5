/** One run of the four checks: how far it is, or every item with what was checked, found and judged; confirming what only a person can, and going on to a transfer. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, RadioField, TextField } from '../../web/parts/field.tsx'
import { onDayAt, size } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { type Judged, totalInWords, verdictInWords } from '../checks/report.ts'
import type { RunView } from '../checks/runs.ts'
import { selectionInWords } from '../checks/selection.ts'
import type { Frame } from '../views.ts'
import { ArchiveFrame, at } from './parts.tsx'
import { Progress } from './progress.tsx'
import { VerdictMark } from './verdict.tsx'

/** `about`: which form came back, `confirm` or `transfer`; `short`: how many cases a state archive does not take as a rule. */
type Props = {
  frame: Frame
  run: RunView
  mayAct: boolean
  short?: number
  form: FormState
  about?: string | undefined
}
const NOTHING: FormState = { values: {}, errors: [] }

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
          {mayAct && verdict === 'pass' && <Transfer {...props} />}
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

/** One form for all: each item has its own conclusion and its own word, and those left empty wait. */
function Confirm({ frame, run, form, about }: Props) {
  const mine = about === 'confirm' ? form : NOTHING
  const waiting = run.items.filter((item) => item.asks && !item.confirmation)
  const prefix = 'confirm-'
  const labels = Object.fromEntries(
    waiting.flatMap(({ code, name }) => [
      [`passed.${code}`, `${code} ${name}的结论`],
      [`why.${code}`, `${code} ${name}怎样检查`],
    ]),
  )
  return (
    <section aria-labelledby="confirm-title">
      <h2 id="confirm-title">人工确认</h2>
      <p>
        下列项目系统不能检测，或者检测到的情况需要人工判断。逐项写明结论和怎样检查，可以一并确认；空着的项目不确认。确认后不能更改；情况有变化的，请重新检测。
      </p>
      <form
        method="post"
        action={at(`/archive/checks/${run.number}/confirmations`, frame.agency.id)}
        class="stack"
        data-act="confirm"
      >
        <ErrorSummary form={mine} prefix={prefix} labels={labels} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        {waiting.map(({ code, name, checked }) => (
          <section key={code} data-confirm={code} aria-labelledby={`confirm-${code}`}>
            <h3 id={`confirm-${code}`}>{`${code} ${name}`}</h3>
            <p class="hint">{checked}</p>
            <RadioField
              {...{ name: `passed.${code}`, label: `${code} 结论`, form: mine, prefix }}
              choices={{ yes: '合格', no: '不合格' }}
            />
            <TextField
              {...{
                name: `why.${code}`,
                label: `${code} 怎样检查，发现什么`,
                form: mine,
                prefix,
                optional: '不确认的可不填',
              }}
            />
          </section>
        ))}
        <button type="submit">确认</button>
      </form>
    </section>
  )
}

function Transfer({ frame, run, form, about, short = 0 }: Props) {
  const mine = about === 'transfer' ? form : NOTHING
  const prefix = 'transfer-'
  return (
    <section aria-labelledby="transfer-title">
      <h2 id="transfer-title">移交档案馆</h2>
      <p>检测的各件汇成一个移交包：证据卷、阅读本、元数据、移交目录、检测报告和交接登记表，由本机关签名。</p>
      {short > 0 && (
        <p class="note" data-short={short}>
          {`其中${short}件的保管期限不足30年。国家档案馆一般只接收永久和30年的档案，请先与接收单位确认；不移交的，在档案目录中另行勾选后重新检测。`}
        </p>
      )}
      <form
        method="post"
        action={at(`/archive/checks/${run.number}/transfer`, frame.agency.id)}
        class="stack"
        data-act="transfer"
      >
        <ErrorSummary form={mine} prefix={prefix} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <TextField {...{ name: 'archive', label: '接收单位', form: mine, prefix }} help="档案馆的全称。" />
        <TextField
          {...{ name: 'work', label: '交接工作名称', form: mine, prefix }}
          help="移交单位或者全宗号、年度、批次，例如“2026年度政府信息公开申请档案第1批”。"
        />
        <AreaField
          {...{ name: 'description', label: '内容描述', form: mine, prefix }}
          help="内容、类别、数据类型、格式、交接方式和过程。"
          rows={3}
        />
        <TextField
          {...{ name: 'medium', label: '移交载体类型、规格', form: mine, prefix }}
          help="在线移交的，填写“在线”。"
        />
        <TextField
          {...{ name: 'carriers', label: '载体起止顺序号', form: mine, prefix, optional: '在线移交的可不填' }}
          width="middle"
        />
        <button class="primary" type="submit">
          制作移交包
        </button>
      </form>
    </section>
  )
}
