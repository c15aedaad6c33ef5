/** Changing one's own password. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Viewer } from '../sessions.ts'
import { StaffPage } from '../staff-page.tsx'
import { PASSWORD_HELP } from './password.tsx'

type Props = { viewer: Viewer; csrf: string; form: FormState; changed?: boolean | undefined }

const LABELS = { current: '现在的密码', password: '新密码', again: '再次输入新密码' }

export function ChangePasswordPage({ viewer, csrf, form, changed }: Props) {
  const field = (name: keyof typeof LABELS, autocomplete: string, help?: string) => (
    <TextField {...{ name, label: LABELS[name], form, help, type: 'password', autocomplete }} />
  )
  return (
    <StaffPage title="更改密码" viewer={viewer} csrf={csrf}>
      <div class="column sign-in">
        <h1>更改密码</h1>
        {changed && (
          <p class="note" role="status">
            密码已经更改，其他地方的登录已经全部退出。
          </p>
        )}
        <ErrorSummary form={form} labels={LABELS} />
        <form method="post" action="/sign-in/password" class="stack" id="change-password">
          <input type="hidden" name="csrf" value={csrf} />
          {field('current', 'current-password')}
          {field('password', 'new-password', PASSWORD_HELP)}
          {field('again', 'new-password')}
          <button class="primary" type="submit">
            更改密码
          </button>
        </form>
        <p class="hint">更改以后，您在其他地方的登录全部退出。</p>
      </div>
    </StaffPage>
  )
}
