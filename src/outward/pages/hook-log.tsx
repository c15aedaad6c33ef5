/** The latest messages of a webhook: what was told, how each try was answered; each can be sent again. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { HOOK_EVENTS, type MessageState } from '../hook-events.ts'
import { type HookMessage, LISTED } from '../hook-list.ts'

type Props = {
  csrf: string
  id: string
  name: string
  /** Whether this person may send again. */
  sends: boolean
  open: number
  messages: readonly HookMessage[]
}

const STATES: Record<MessageState, string> = { waiting: '待发', taken: '已送达', failed: '没有送到，不再重试' }
const instant = (at: string) => onDayAt(at, inChinese)

export function HookLog({ csrf, id, name, sends, open, messages }: Props) {
  if (messages.length === 0) return null
  return (
    <details open={open > 0}>
      <summary>{`发送记录（没有送到的${open}条）`}</summary>
      <p class="hint">{`没有送到的在前，最多列出${LISTED}条，保留90天。`}</p>
      <table class="plain stacked in-line">
        <caption class="unseen">{`“${name}”的发送记录`}</caption>
        <TableHead names={['申请件', '事项', '状态', '对方的答复', '操作']} />
        <tbody>
          {messages.map((one) => (
            <tr key={one.id} data-message={one.id} data-state={one.state}>
              <th scope="row" class="figure">
                {one.receipt}
              </th>
              <td data-label="事项">{`${HOOK_EVENTS[one.event]}，${instant(one.madeAt)}`}</td>
              <td data-label="状态">
                {STATES[one.state]}
                {one.state === 'waiting' && one.tries.length > 0 && (
                  <>
                    <br />
                    {`${instant(one.nextAt)}以后再试`}
                  </>
                )}
              </td>
              <td data-label="对方的答复">
                {one.tries.length === 0 ? (
                  '—'
                ) : (
                  <ul>
                    {one.tries.map(({ attempt, answer, at }) => (
                      <li key={attempt}>{`第${attempt}次，${instant(at)}：${answer}`}</li>
                    ))}
                  </ul>
                )}
              </td>
              <td data-label="操作">
                {sends && (
                  <form method="post" action={`/webhooks/${id}/again`}>
                    <input type="hidden" name="csrf" value={csrf} />
                    <input type="hidden" name="message" value={one.id} />
                    <button type="submit" aria-label={`再次发送${one.receipt}的“${HOOK_EVENTS[one.event]}”`}>
                      再次发送
                    </button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
