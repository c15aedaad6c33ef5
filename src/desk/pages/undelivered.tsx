/** Notices that nobody took: the law still asks that the applicant be told, so that somebody must do it otherwise. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import type { CaseView } from '../views.ts'

export function UndeliveredPart({ undelivered = [] }: { undelivered: CaseView['undelivered'] }) {
  if (undelivered.length === 0) return null
  return (
    <div class="note soon" role="status">
      <p>
        <b>通知没有送到，不再重发。请用电话、邮寄等其他方式告知申请人，并记入“备注”。</b>
      </p>
      <ul>
        {undelivered.map(({ key, by, title, at, failure }) => (
          <li key={key}>
            {by}：{title}（{onDayAt(at, inChinese)}） <small>{failure}</small>
          </li>
        ))}
      </ul>
    </div>
  )
}
