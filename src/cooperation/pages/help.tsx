/** What a unit was asked: the words of the request, the ask and what was handed over, and the forms of whoever answers. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { AreaField, FilesField, TextField } from '../../web/parts/field.tsx'
import { WaitingFiles } from '../../web/parts/waiting-files.tsx'
import { staff } from '../../web/words/staff.ts'
import type { Help } from '../read.ts'
import { Act, type Back, Fold } from './act.tsx'
import { AssistanceSaid } from './assistances.tsx'

type View = Omit<Help, 'row' | 'one' | 'isAnswered'> & { isAnswered?: boolean }
type Props = { viewer: Viewer; csrf: string; view: View; key_: string; back?: Back | undefined }

export function HelpPage({ viewer, csrf, view, key_, back }: Props) {
  const { id, number, request, assistance, mayAnswer, seesCase } = view
  const action = `/assistances/${id}/${assistance.position}`
  const posting = { csrf, key_, back }
  return (
    <StaffPage title={`协办 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/cooperation">协同办理</a>
        <span class="figure">{number}</span>
        <span>{assistance.unit}</span>
      </p>
      <h1>{request.title || '协办'}</h1>
      {seesCase && (
        <p class="lead">
          <a href={`/cases/${id}`}>打开申请件</a>
        </p>
      )}
      {back &&
        !mayAnswer &&
        back.form.errors.map(({ message }) => (
          <p key={message} class="note" role="alert">
            {message}
          </p>
        ))}
      <Request request={request} />
      <section class="stack" aria-labelledby="asked" data-assistance={assistance.ended ?? 'open'}>
        <h2 id="asked">请求协办的事项</h2>
        <AssistanceSaid one={assistance} files={`${action}/files/`} />
      </section>
      {view.isAnswered && assistance.ended === null && <p class="note">本件已经答复，协办不再需要答复。</p>}
      {mayAnswer && (
        <section class="stack no-print" aria-labelledby="answer">
          <h2 id="answer">答复</h2>
          <Act
            {...posting}
            act="answer"
            action={`${action}/answer`}
            labels={{ says: '答复', files: '文件' }}
            button="提交答复"
            says="答复协办"
            files
          >
            {(form, prefix) => (
              <>
                <AreaField
                  {...{ name: 'says', label: '答复', form, prefix }}
                  rows={4}
                  help="查找了哪里、用什么关键词、找到或者没有找到什么；不宜公开的写明理由。记入本件的办理经过，随案卷保存。"
                />
                <FilesField
                  {...{ name: 'files', label: '文件', form, prefix, optional: '（选填）' }}
                  help="附卷保存。本系统不处理国家秘密，涉密文件一律不得上传。"
                />
                {form.uploads && <WaitingFiles files={form.uploads.waiting} words={staff} />}
              </>
            )}
          </Act>
          {assistance.askedUntil ? (
            <p class="hint">{`已经请求延长至${inChinese(assistance.askedUntil)}，等待决定。`}</p>
          ) : (
            <Fold title="请求延长期限" back={back} act="more-time">
              <Act
                {...posting}
                act="more-time"
                action={`${action}/more-time`}
                labels={{ until: '延长至', says: '理由' }}
                button="请求延长期限"
              >
                {(form, prefix) => (
                  <>
                    <TextField
                      {...{ name: 'until', label: '延长至', form, prefix }}
                      type="date"
                      width="short"
                      min={assistance.dueOn}
                    />
                    <AreaField {...{ name: 'says', label: '理由', form, prefix }} rows={2} />
                  </>
                )}
              </Act>
            </Fold>
          )}
          <Fold title="退回" back={back} act="return">
            <Act {...posting} act="return" action={`${action}/return`} labels={{ says: '理由' }} button="退回">
              {(form, prefix) => (
                <AreaField
                  {...{ name: 'says', label: '理由', form, prefix }}
                  rows={2}
                  help="例如：不属于本科室的职责，应当请哪个科室协办。"
                />
              )}
            </Act>
          </Fold>
        </section>
      )}
    </StaffPage>
  )
}

/** The words of the request, and nothing of who asked. */
export function Request({ request: { title, description } }: { request: Help['request'] }) {
  return (
    <section class="stack" aria-labelledby="request">
      <h2 id="request">申请内容</h2>
      {title && <p class="said">{title}</p>}
      <p class="said">{description || '（没有描述，或者内容已经销毁）'}</p>
    </section>
  )
}
