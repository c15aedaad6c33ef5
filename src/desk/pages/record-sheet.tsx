/**
 * 口头申请记录: what an applicant who has difficulty in writing said at the counter, as it was entered for them, to be printed, read
 * aloud and signed (Article 29). The signed sheet is scanned and put on file.
 */
import { CHANNELS } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { CaseView } from '../views.ts'
import { Pairs } from './application.tsx'

type Props = { viewer: Viewer; csrf: string; view: CaseView; submittedOn: string }

export function RecordSheetPage({ viewer, csrf, view, submittedOn }: Props) {
  const { id, receipt, agency, applicant, request, channel } = view
  const here = `/cases/${encodeURIComponent(id)}`
  return (
    <StaffPage title={`口头申请记录 ${receipt}`} viewer={viewer} csrf={csrf}>
      <div class="column receipt">
        <p class="kicker no-print">
          <a href="/desk">办件台</a>
          <a href={here}>{view.number ?? `受理编号 ${receipt}`}</a>
        </p>
        <p class="note no-print">打印后向申请人宣读，请申请人签字；签字的记录扫描后用“附卷”归卷。</p>
        <h1>政府信息公开口头申请记录</h1>
        <Pairs
          pairs={[
            { label: '受理编号', value: receipt },
            { label: '行政机关', value: agency.name },
            { label: '申请', value: `${CHANNELS[channel]}，${inChinese(submittedOn)}` },
            { label: applicant.kind === 'person' ? '申请人' : '申请单位', value: applicant.name },
            ...applicant.details,
            { label: '所需信息', value: request.title },
            { label: '内容描述', value: request.description || '（没有描述）' },
            ...request.details,
          ]}
        />
        <p>
          以上内容由工作人员根据申请人口述代为填写（《中华人民共和国政府信息公开条例》第二十九条），已向申请人宣读，申请人确认无误。
        </p>
        <Pairs
          pairs={[
            { label: '申请人签字', value: '＿＿＿＿＿＿＿＿　　　　年　　月　　日' },
            { label: '记录人签字', value: '＿＿＿＿＿＿＿＿　　　　年　　月　　日' },
          ]}
        />
        <p class="buttons no-print">
          <button type="button" data-print hidden>
            打印记录
          </button>
          <a class="button" href={here}>
            查看本件
          </a>
        </p>
      </div>
    </StaffPage>
  )
}
