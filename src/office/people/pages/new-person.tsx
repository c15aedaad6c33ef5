/** Inviting somebody into an agency. */
import { StaffPage } from '../../../people/staff-page.tsx'
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { TextField } from '../../../web/parts/field.tsx'
import type { FormState } from '../../../web/shapes.ts'
import type { Frame } from '../views.ts'
import { RightsFields } from './rights-fields.tsx'

type Props = Frame & { form: FormState; idempotencyKey: string; officers: number }

const LABELS = { username: '用户名', name: '姓名', email: '电子邮箱', roles: '岗位', units: '承办机构' }

export function NewPersonPage({ viewer, csrf, agency, units, form, idempotencyKey, officers }: Props) {
  return (
    <StaffPage title="邀请人员" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={`/people?agency=${encodeURIComponent(agency.code)}`}>人员</a>
        <span>{agency.name}</span>
      </p>
      <h1>邀请人员</h1>
      <p class="lead">
        {officers > 0
          ? '提交以后由安全管理员批准权限；批准以后生成一次性链接，由本人设置密码。'
          : '提交以后立即得到一次性链接，由本人设置密码。'}
      </p>
      <ErrorSummary form={form} labels={LABELS} />
      <form method="post" action="/people" class="stack" id="new-person">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="agency" value={agency.code} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <TextField {...{ name: 'name', label: LABELS.name, form, width: 'middle' }} autocomplete="off" />
        <TextField
          {...{ name: 'username', label: LABELS.username, form, width: 'middle' }}
          autocomplete="off"
          help="2至40个字母、数字、点、横线。以后不能更改：记录里写的是它。"
        />
        <TextField
          {...{ name: 'email', label: LABELS.email, form, type: 'email', optional: '（选填，用来接收期限提醒）' }}
          autocomplete="off"
        />
        <RightsFields {...{ form, units }} />
        <button class="primary" type="submit">
          邀请
        </button>
      </form>
    </StaffPage>
  )
}
