/** One transfer: its package with its digests and the form to be signed, its cases, and what the archive said. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, RadioField, TextField } from '../../web/parts/field.tsx'
import { onDayAt, size } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { ticked } from '../ticked.ts'
import type { Transfer } from '../transfer/transfers.ts'
import type { Frame } from '../views.ts'
import { ArchiveFrame, at } from './parts.tsx'
import { Progress } from './progress.tsx'
import { stateOf } from './transfers.tsx'

type Props = { frame: Frame; transfer: Transfer; mayAct: boolean; form: FormState }

export function TransferPage(props: Props) {
  const { frame, transfer, mayAct } = props
  const { number, said, made, items, answer, by, at: then, checked } = transfer
  const path = `/archive/transfers/${number}`
  return (
    <ArchiveFrame frame={frame} path="/archive/transfers" title={`移交第${number}号`}>
      <p class="no-print">
        <a href={at('/archive/transfers', frame.agency.id)}>全部移交</a>
      </p>
      <p class="lead">{`${said.work}，移交${said.archive}，${items.length}件。${stateOf(transfer)}。`}</p>
      <p>
        {`${by}于${onDayAt(then, inChinese)}提出，依据`}
        <a href={at(`/archive/checks/${checked}`, frame.agency.id)}>{`四性检测第${checked}号`}</a>
        {`。${said.description}`}
      </p>
      {made.state === 'waiting' && (
        <Progress done={made.done} total={items.length} what="制作移交包" href={at(path, frame.agency.id)} />
      )}
      {made.state === 'failed' && <p class="heed" role="status">{`没有制作移交包：${made.trouble}。`}</p>}
      {made.state === 'made' && <Made {...props} />}
      {answer && (
        <p class={answer.accepted ? 'note' : 'heed'} data-answer={String(answer.accepted)}>
          {`${said.archive}于${inChinese(answer.on)}${answer.accepted ? '接收' : '不予接收'}，经办人${answer.receivedBy}，凭证${answer.document}。${answer.why}（${answer.by}于${onDayAt(answer.at, inChinese)}记录）`}
        </p>
      )}
      <Cases {...props} />
      {mayAct && made.state === 'made' && !answer && <AnswerForm {...props} />}
    </ArchiveFrame>
  )
}

function Made({ frame, transfer: { number, items, made, isGone, closedSince }, mayAct }: Props) {
  const path = `/archive/transfers/${number}`
  const closed = items.filter(({ caseId }) => closedSince.includes(caseId)).map(({ reference }) => reference)
  return (
    <section aria-labelledby="made-title">
      <h2 id="made-title">移交包</h2>
      {isGone && <p class="heed">其中有的内容已依销毁清册销毁，移交包不再保存；目录、校验值和答复保留。</p>}
      {closed.length > 0 && (
        <p class="heed" data-closed-since={closed.length}>
          {`${closed.join('、')}：移交包制作以后，有文件标注为不公开质证（或者国家秘密），移交包不再提供下载。已经交给档案馆的，请立即联系退回；退回后重新检测，再移交。`}
        </p>
      )}
      <dl class="pairs">
        {!isGone && closed.length === 0 && mayAct && (
          <div>
            <dt>文件</dt>
            <dd class="offered">
              <a href={at(`${path}/package`, frame.agency.id)}>{`移交包（ZIP，${size(made.size ?? 0)}）`}</a>
            </dd>
          </div>
        )}
        <div>
          <dt>交接登记表</dt>
          <dd class="offered">
            <a href={at(`${path}/form.pdf`, frame.agency.id)}>交接登记表（PDF，供双方签章）</a>
          </dd>
        </div>
        <div>
          <dt>移交包的校验值（SHA-256）</dt>
          <dd class="digest">{made.sha256}</dd>
        </div>
        <div>
          <dt>声明 transfer.json 的校验值</dt>
          <dd class="digest">{made.digests?.statement}</dd>
        </div>
        <div>
          <dt>移交目录的校验值</dt>
          <dd class="digest">{made.digests?.list}</dd>
        </div>
      </dl>
    </section>
  )
}

function Cases({ transfer: { items, answer } }: Props) {
  return (
    <table class="plain register">
      <caption>移交的申请件</caption>
      <TableHead names={['序号', '档号', '记录', '结果']} />
      <tbody>
        {items.map(({ nth, caseId, reference, facts }) => (
          <tr key={nth} data-item={reference}>
            <td class="figure">{nth}</td>
            <th scope="row">
              <a href={`/cases/${encodeURIComponent(caseId)}`}>{reference}</a>
            </th>
            <td class="figure">{`${facts}条`}</td>
            <td>{!answer ? '—' : !answer.accepted || answer.returned.includes(caseId) ? '退回' : '已移交'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function AnswerForm({ frame, transfer, form }: Props) {
  return (
    <section aria-labelledby="answer-title">
      <h2 id="answer-title">档案馆的答复</h2>
      <p class="heed">
        依据双方签章的交接登记表或者档案馆的书面答复记录，记录后不能更改。接收的各件记入办理记录（移交进馆），此后本单位至少再保存五年（《电子档案移交与接收办法》第七条）。
      </p>
      <form
        method="post"
        action={at(`/archive/transfers/${transfer.number}/answer`, frame.agency.id)}
        class="stack"
        data-act="answer"
      >
        <ErrorSummary form={form} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <RadioField {...{ name: 'accepted', label: '是否接收', form }} choices={{ yes: '接收', no: '不予接收' }} />
        <TextField {...{ name: 'on', label: '日期', form }} type="date" width="middle" max={frame.today} />
        <TextField {...{ name: 'receivedBy', label: '档案馆经办人', form }} width="middle" />
        <TextField {...{ name: 'document', label: '凭证', form }} help="交接登记表或者书面答复的名称、文号。" />
        <AreaField
          {...{ name: 'why', label: '理由、说明', form, optional: '全部接收的可不填' }}
          help="不予接收、有退回的，写明档案馆的理由。"
          rows={2}
        />
        <fieldset id="returned" tabindex={-1}>
          <legend>接收时退回的申请件</legend>
          <p class="hint">没有退回的不勾选。</p>
          {transfer.items.map(({ caseId, reference }) => (
            <label key={caseId} class="choice">
              <input
                type="checkbox"
                name={ticked(caseId)}
                value="yes"
                checked={form.values[ticked(caseId)] === 'yes'}
              />
              <span>{reference}</span>
            </label>
          ))}
        </fieldset>
        <button class="primary" type="submit">
          记录答复
        </button>
      </form>
    </section>
  )
}
