/** Sign-in for staff. Paste is allowed everywhere; the code is asked only of those who set one up. */
import type { FormState } from '../../cases/views.ts'
import { Page } from '../../web/page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'

type Props = {
  form: FormState
  /** Where to go afterwards: a path of this site, checked by the route. */
  next: string
  csrf?: string | undefined
}

export function SignInPage({ form, next, csrf }: Props) {
  return (
    <Page title="登录" kind="staff">
      <div class="column sign-in">
        <h1>工作人员登录</h1>
        <ErrorSummary form={form} kept="用户名已保留，密码请重新输入。" />
        <form method="post" action="/sign-in" class="stack" id="sign-in">
          <input type="hidden" name="next" value={next} />
          {csrf && <input type="hidden" name="csrf" value={csrf} />}
          <TextField {...{ name: 'username', label: '用户名', form, autocomplete: 'username' }} />
          <TextField
            {...{ name: 'password', label: '密码', form, type: 'password', autocomplete: 'current-password' }}
          />
          <TextField
            {...{
              name: 'code',
              label: '动态口令',
              form,
              optional: '（已启用的填写）',
              inputMode: 'numeric',
              width: 'short',
            }}
            autocomplete="one-time-code"
          />
          <button class="primary" type="submit">
            登录
          </button>
        </form>
        <p class="hint">忘记密码或者账号被锁定，请联系本机关系统管理员。</p>
      </div>
    </Page>
  )
}
