/** 主动发布: what the office makes public without a request. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { SelectField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { Fields, LABELS } from './fields.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  idempotencyKey: string
  agencies: readonly { id: string; name: string }[]
  /** Names of those that ask three readings of what they publish. */
  three: readonly string[]
  form: FormState
}

export function NewReleasePage({ viewer, csrf, idempotencyKey, agencies, three, form }: Props) {
  const isAllRead = three.length > 0 && three.length === agencies.length
  const choices = Object.fromEntries(agencies.map(({ id, name }) => [id, name]))
  return (
    <StaffPage title="发布信息" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/releases">已公开信息</a>
      </p>
      <h1>发布信息</h1>
      <p class="lead">
        {isAllRead
          ? '经三人审核同意后公布。'
          : three.length > 0
            ? '实行三审的机关，经三人审核同意后公布；其他机关的，公布后立即可以查到。'
            : '公布后立即可以查到。'}
        发布前应当经过保密审查（条例第十七条），并遮盖个人信息。
      </p>
      <ErrorSummary form={form} labels={LABELS} advice="已经收下的文件不必重新选择，其余内容都已保留。" />
      <form method="post" action="/releases" enctype="multipart/form-data" class="stack" id="new-release">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <SelectField {...{ name: 'agency', label: LABELS.agency, form, choices }} />
        <Fields form={form} withoutFiles />
        {three.length > 0 && <p class="hint">{`${three.join('、')}实行三审：提交后经三人审核同意，才公布。`}</p>}
        <button class="primary" type="submit">
          {isAllRead ? '提交审核' : three.length > 0 ? '提交' : '发布'}
        </button>
      </form>
    </StaffPage>
  )
}
