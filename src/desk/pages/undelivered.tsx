/** Notices that did not arrive: the law still requires them, so that somebody must deliver them otherwise. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import type { CaseView } from '../views.ts'

type Props = Pick<CaseView, 'undelivered' | 'consultations'>

const TO_APPLICANT = '通知没有送到，不再重发。请用电话、邮寄等其他方式告知申请人，并记入“备注”。'
const TO_PARTIES =
  '征求意见的邮件没有送到，不再自动重发。请核对邮箱（有误的先更正征求意见的记录），在“征求意见情况”中再次寄送，或者以邮寄等其他方式送达并记录。'

const WAITING =
  '没有设置邮件服务器，下列邮件存入待发目录，尚未发出，也没有记为送达。系统管理员设置（SMTP_URL）以后自动发出；在此以前，请用其他方式告知或者送达，并作记录。'

/** What did not arrive at the applicant, and at those who are consulted, each with what to do next; and what waits for a mail server. */
export function UndeliveredPart({ undelivered = [], consultations = [] }: Props) {
  // A withdrawn letter need reach nobody any more.
  const toParties = undelivered.flatMap((notice) => {
    const to = consultations.find(({ consultation }) => consultation === notice.consultation)
    return to && to.standing !== 'closed' ? [{ ...notice, title: `${notice.title}，${to.party}` }] : []
  })
  const toApplicant = undelivered.filter(({ consultation }) => consultation === undefined)
  const waits = ({ failure }: { failure?: string }) => failure === undefined
  const failed = ({ failure }: { failure?: string }) => failure !== undefined
  return (
    <>
      <Missed says={WAITING} notices={[...toApplicant, ...toParties].filter(waits)} />
      <Missed says={TO_APPLICANT} notices={toApplicant.filter(failed)} />
      <Missed says={TO_PARTIES} notices={toParties.filter(failed)} />
    </>
  )
}

function Missed({ says, notices }: { says: string; notices: NonNullable<CaseView['undelivered']> }) {
  if (notices.length === 0) return null
  return (
    <div class="note soon" role="status">
      <p>
        <b>{says}</b>
      </p>
      <ul>
        {notices.map(({ key, by, title, at, failure }) => (
          <li key={key}>
            {by}：{title}（{onDayAt(at, inChinese)}）{failure && <small> {failure}</small>}
          </li>
        ))}
      </ul>
    </div>
  )
}
