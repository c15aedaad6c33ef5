/** 收件回执 of an application that came on paper: its numbers, to be printed and handed over; and what to do about what it lacks. */
import { CHANNELS } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { hasRole } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { CaseView } from '../views.ts'
import { unseenIn } from './identity-documents.tsx'
import { isAskedToCorrect, MissingPart } from './missing.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  view: CaseView
  /** Of the agency, for whoever has a question. */
  office: { name: string; phone: string }
  /** The paper's own day. */
  submittedOn: string
  /** Spoken at the counter, and written down for whoever applies. */
  oral: boolean
  /** Where the numbers are typed in; undefined where the office has not said at which address people reach it. */
  trackUrl: string | undefined
  /** Undefined once it was shown. */
  code: string | undefined
}

export function SlipPage({ viewer, csrf, view, office, submittedOn, oral, trackUrl, code }: Props) {
  const { id, receipt, agency, applicant, request, channel } = view
  const here = `/cases/${encodeURIComponent(id)}`
  const unseen = unseenIn(view.papers?.papers ?? [])
  const mayReissue = view.may.some(({ type }) => type === 'codeReissued')
  return (
    <StaffPage title={`收件回执 ${receipt}`} viewer={viewer} csrf={csrf}>
      <div class="column receipt">
        <p class="kicker no-print">
          <a href="/desk">办件台</a>
          <a href={here}>{view.number ?? `受理编号 ${receipt}`}</a>
        </p>
        {code ? (
          <p class="note no-print" role="status">
            查询码只在本页显示一次。请打印回执，当面交给申请人，或者随信寄去；遗失的，由收件岗重发新的查询码。
          </p>
        ) : (
          <p class="note soon no-print" role="status">
            查询码已经显示过，不再显示。
            {mayReissue && <a href={`${here}#act-codeReissued`}>重发查询码</a>}
          </p>
        )}
        {!trackUrl && (
          <p class="note soon no-print">没有设置对外的网址，回执不印查询地址。请运维人员设置，或者在回执上注明。</p>
        )}
        {unseen.length > 0 && (
          <p class="note soon no-print" data-unseen={unseen.length}>
            {`证件照片${unseen.map(({ name, heed }) => `“${name}”${heed === 'locked' ? '有密码，看不到内容' : '不完整，可能看不清'}`).join('；')}。申请人还在场的，请当场重拍。`}
            <a href={`${here}#papers-title`}>放入证件照片</a>
          </p>
        )}
        <div class="no-print">
          <MissingPart missing={view.missing ?? []} may={view.may} isAsked={isAskedToCorrect(view)} at={here} />
        </div>
        <h1>政府信息公开申请收件回执</h1>
        <dl class="numbers">
          <div>
            <dt>受理编号</dt>
            <dd data-receipt={receipt}>{receipt}</dd>
          </div>
          {code && (
            <div>
              <dt>查询码</dt>
              <dd data-enquiry-code={code}>{code}</dd>
            </div>
          )}
        </dl>
        <dl class="pairs">
          <div>
            <dt>申请人</dt>
            <dd>{applicant.name}</dd>
          </div>
          <div>
            <dt>所需信息</dt>
            <dd>{request.title}</dd>
          </div>
          <div>
            <dt>来件</dt>
            <dd>{`${CHANNELS[channel]}，${inChinese(submittedOn)}`}</dd>
          </div>
          <div>
            <dt>行政机关</dt>
            <dd>{agency.name}</dd>
          </div>
          <div>
            <dt>联系</dt>
            <dd>{`${office.name} ${office.phone}`}</dd>
          </div>
          {trackUrl && (
            <div>
              <dt>查询地址</dt>
              <dd>
                <span class="address">{trackUrl}</span>
              </dd>
            </div>
          )}
        </dl>
        <p>
          {trackUrl ? '在查询地址' : '在受理机关的网上申请页面“查询进度”处'}
          填写受理编号和查询码，可以查看办理进度、告知书和答复，并在网上补正、变更联系方式或者撤回申请。请妥善保管查询码，不要告诉他人。
        </p>
        <p class="buttons no-print">
          <button type="button" data-print hidden>
            打印回执
          </button>
          {oral && (
            <a class="button" href={`${here}/record-sheet`}>
              口头申请记录
            </a>
          )}
          <a class="button" href={here}>
            查看本件
          </a>
          {channel !== 'online' && hasRole(viewer, 'registrar') && (
            <a class="button" href={`/cases/new?${new URLSearchParams({ channel, on: submittedOn })}`}>
              再录一件
            </a>
          )}
        </p>
      </div>
    </StaffPage>
  )
}
