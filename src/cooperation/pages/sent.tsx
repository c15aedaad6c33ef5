/** An application that was sent to another agency: the new number and its code, shown this once to be told to the applicant. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Sent } from '../transfers.ts'

export function SentPage({
  viewer,
  csrf,
  view: { sent, before },
}: {
  viewer: Viewer
  csrf: string
  view: { sent: Sent; before: string }
}) {
  return (
    <StaffPage title="已经移送" viewer={viewer} csrf={csrf}>
      <h1>已经移送</h1>
      <p class="note" role="status">
        查询码只在这里显示一次。请记下并告知申请人；没有记下的，由接收机关补发查询码。
      </p>
      <dl class="pairs">
        <div>
          <dt>原受理编号</dt>
          <dd>{before}</dd>
        </div>
        <div>
          <dt>新的受理编号</dt>
          <dd data-receipt>{sent.receipt}</dd>
        </div>
        <div>
          <dt>查询码</dt>
          <dd data-code>{sent.enquiryCode}</dd>
        </div>
      </dl>
      <p>
        <a href={`/cases/${sent.case}`}>打开接收机关的一件</a>
      </p>
    </StaffPage>
  )
}
