/** Lists of destruction: those that there are, and proposing one of cases whose period has ended. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { ticked } from '../ticked.ts'
import { type DueCase, type Frame, LIST_STATES, type ListLine } from '../views.ts'
import { ArchiveFrame, at } from './parts.tsx'

type Props = {
  frame: Frame
  lists: readonly ListLine[]
  due: readonly DueCase[]
  mayPropose: boolean
  form: FormState
}

export function DestructionsPage({ frame, lists, due, mayPropose, form }: Props) {
  return (
    <ArchiveFrame frame={frame} path="/archive/destructions" title="档案销毁">
      <p class="lead">
        保管期限届满的申请件和无效件，由档案员提出清册，经公开机构负责人和安全管理员各自批准后销毁内容。系统从不自行销毁；永久保管的不得销毁。
      </p>
      <ErrorSummary form={form} />
      {lists.length > 0 && (
        <table class="plain register">
          <caption>销毁清册</caption>
          <TableHead names={['清册', '件数', '提出', '状态']} />
          <tbody>
            {lists.map(({ number, cases, by, at: then, state }) => (
              <tr key={number} data-list={number} data-state={state}>
                <th scope="row">
                  <a href={at(`/archive/destructions/${number}`, frame.agency.id)}>{`第${number}号`}</a>
                </th>
                <td class="figure">{cases}</td>
                <td>
                  {by}
                  <small>{onDayAt(then, inChinese)}</small>
                </td>
                <td>{LIST_STATES[state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <section aria-labelledby="due-title">
        <h2 id="due-title">保管期限已经届满</h2>
        {due.length === 0 ? (
          <p class="empty">没有保管期限届满、尚未列入清册的申请件。</p>
        ) : (
          <form method="post" action={at('/archive/destructions', frame.agency.id)} class="stack">
            <input type="hidden" name="csrf" value={frame.csrf} />
            <table class="plain register" id="cases">
              <caption class="unseen">期限届满的申请件，最早归档的在前</caption>
              <TableHead names={['档号', '登记编号', '保管期限', '归档、设为无效件', '届满']} />
              <tbody>
                {due.map(({ id, reference, number, retention, archivedOn, keptUntil }) => (
                  <tr key={id} data-due={id}>
                    <th scope="row">
                      {mayPropose ? (
                        <label class="offered">
                          <input
                            type="checkbox"
                            name={ticked(id)}
                            value="yes"
                            checked={form.values[ticked(id)] === 'yes'}
                          />
                          {reference}
                        </label>
                      ) : (
                        reference
                      )}
                    </th>
                    <td class="figure">{number ?? '未登记'}</td>
                    <td>{retention}</td>
                    <td>{inChinese(archivedOn)}</td>
                    <td>{inChinese(keptUntil)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {mayPropose && (
              <>
                <AreaField {...{ name: 'why', label: '鉴定意见：为什么不再需要保存', form }} rows={3} />
                <button class="primary" type="submit">
                  提出清册
                </button>
              </>
            )}
          </form>
        )}
      </section>
    </ArchiveFrame>
  )
}
