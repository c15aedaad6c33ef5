/** Setting a password through a one-time link. */
import type { FormState } from '../../cases/views.ts'
import { Page } from '../../web/page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'

export function PasswordPage({ token, form }: { token: string; form: FormState }) {
  const help = '不少于10个字符，含有大写字母、小写字母、数字、符号中的三种。'
  return (
    <Page title="设置密码" kind="staff">
      <div class="column sign-in">
        <h1>设置密码</h1>
        <ErrorSummary form={form} />
        <form method="post" action={`/invitations/${encodeURIComponent(token)}`} class="stack" id="set-password">
          <TextField
            {...{ name: 'password', label: '新密码', form, help, type: 'password', autocomplete: 'new-password' }}
          />
          <TextField {...{ name: 'again', label: '再次输入', form, type: 'password', autocomplete: 'new-password' }} />
          <button class="primary" type="submit">
            设置密码
          </button>
        </form>
      </div>
    </Page>
  )
}
