/** One list of destruction: its cases by their numbers, who decided, and what became of each. */
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { type Frame, LIST_STATES, type ListView } from '../views.ts'
import { ArchiveFrame, at } from './parts.tsx'

type Props = { frame: Frame; view: ListView; form: FormState; about?: 'approval' | 'refusal' | undefined }

const NOTHING: FormState = { values: {}, errors: [] }

export function DestructionPage(props: Props) {
  const { frame, view } = props
  const { list, digest, by, state, decisions } = view
  return (
    <ArchiveFrame frame={frame} path="/archive/destructions" title={`第${list.number}号销毁清册`}>
      <p class="lead">{`${list.agency.name}，${list.cases.length}件。${LIST_STATES[state]}。`}</p>
      <p>{`${by}于${inChinese(list.proposedOn)}提出：${list.why}`}</p>
      <p class="hint digest">{`清册的校验值（SHA-256）：${digest}`}</p>
      {decisions.map(({ seat, approved, by: who, at: then, why }) => (
        <p key={seat} class={approved ? 'note' : 'heed'} data-decision={String(approved)}>
          {`${seat} ${who}于${onDayAt(then, inChinese)}${approved ? '批准' : '退回'}：${why}`}
        </p>
      ))}
      <Cases view={view} />
      {view.seat && <Decide {...props} />}
      {view.mayResume && (
        <form method="post" action={at(`/archive/destructions/${list.number}/resumption`, frame.agency.id)}>
          <input type="hidden" name="csrf" value={frame.csrf} />
          <p class="hint">销毁在后台逐件进行；中断了的，可以从这里继续。</p>
          <button type="submit">继续销毁</button>
        </form>
      )}
    </ArchiveFrame>
  )
}

const becomes = (done: Day | undefined, trouble: string | undefined) =>
  done ? `${inChinese(done)}销毁` : trouble ? `未销毁：${trouble}` : '—'

function Cases({ view: { list, done, troubles } }: Pick<Props, 'view'>) {
  return (
    <table class="plain register">
      <caption class="unseen">清册所列的申请件</caption>
      <TableHead names={['档号', '登记编号', '保管期限', '归档、设为无效件', '届满', '结果']} />
      <tbody>
        {list.cases.map(({ id, reference, number, retention, archivedOn, keptUntil }) => (
          <tr key={id} data-case={id}>
            <th scope="row">{reference}</th>
            <td class="figure">{number ?? '未登记'}</td>
            <td>{retention}</td>
            <td>{inChinese(archivedOn)}</td>
            <td>{inChinese(keptUntil)}</td>
            <td>{becomes(done.get(id), troubles.get(id))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Decide({ frame, view, form, about }: Props) {
  const path = `/archive/destructions/${view.list.number}`
  const mine = (which: 'approval' | 'refusal') => (about === which ? form : NOTHING)
  return (
    <section aria-labelledby="decide-title">
      <h2 id="decide-title">您的决定</h2>
      <p class="heed">
        批准后不能撤销：两人都批准的，申请人姓名、申请内容、文书和文件从本系统中清除，只留下编号、日期和校验值。
      </p>
      <form method="post" action={at(`${path}/approval`, frame.agency.id)} class="stack" data-act="approval">
        <ErrorSummary form={mine('approval')} prefix="approval-" />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <AreaField {...{ name: 'why', label: '批准的理由', form: mine('approval'), prefix: 'approval-' }} rows={2} />
        <CheckField
          {...{ name: 'confirm', form: mine('approval'), prefix: 'approval-' }}
          label="已逐件核对期限，知道销毁不能恢复"
        />
        <button class="primary" type="submit">
          批准销毁
        </button>
      </form>
      <form method="post" action={at(`${path}/refusal`, frame.agency.id)} class="stack" data-act="refusal">
        <ErrorSummary form={mine('refusal')} prefix="refusal-" />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <AreaField {...{ name: 'why', label: '退回的理由', form: mine('refusal'), prefix: 'refusal-' }} rows={2} />
        <button type="submit">退回</button>
      </form>
    </section>
  )
}
