/** A case of the office, told again day by day. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { OwnDrillView } from '../views.ts'
import { Days, Steps } from './drill.tsx'

type Props = { viewer: Viewer; csrf: string; view: OwnDrillView }

export const WITHOUT_NAMES =
  '本件是本机关的真实案件。为供培训使用，姓名、申请内容、经办人和所填写的文字没有列出；日期按现行的法定期限、节假日安排和本机关的选择计算。'
export const IS_ASIDE = '已经设为无效件，不计算期限；是否应当作为申请办理，这里不作判断。'
export const NOTHING_WRONG = '没有发现超过期限，各步骤按现行规则均可记录。'

export function OwnDrillPage({ viewer, csrf, view: { id, number, channel, days, wrong, isAside, steps } }: Props) {
  return (
    <StaffPage title={`案件重放 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={`/cases/${encodeURIComponent(id)}`}>{number}</a>
      </p>
      <h1>本机关案件重放</h1>
      <p class="lead">
        {`申请渠道：${channel}。 `}
        <a class="offered no-print" href={`/cases/${encodeURIComponent(id)}/drill.pdf`}>
          打印本（PDF）
        </a>
      </p>
      <p class="note">{WITHOUT_NAMES}</p>
      <section aria-labelledby="wrong-title" data-wrong={wrong?.on ?? ''}>
        <h2 id="wrong-title">{wrong ? `错在${inChinese(wrong.on)}` : '办理结果'}</h2>
        <p>{wrong ? wrong.what : isAside ? IS_ASIDE : NOTHING_WRONG}</p>
        {wrong && <p>{wrong.remedy}</p>}
      </section>
      <Days days={days} />
      <Steps steps={steps} />
    </StaffPage>
  )
}
