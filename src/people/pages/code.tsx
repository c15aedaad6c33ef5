/** The second step of signing in: the code of the authenticator, or a recovery code. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { StaffPage } from '../staff-page.tsx'
import { PasskeyForm, SCRIPTS } from './passkey-form.tsx'

const LABEL = '验证码'
const HELP = '验证器上显示的6位数字；验证器不在身边的，填写一个恢复码。'

type Props = {
  form: FormState
  username: string
  next: string
  /** Browsers make keys for this address. */
  passkeys?: boolean | undefined
}

export function CodePage({ form, username, next, passkeys }: Props) {
  return (
    <StaffPage title="登录：验证码" scripts={SCRIPTS}>
      <div class="column sign-in">
        <h1>输入验证码</h1>
        <p>
          身份已经核对，还需要验证码。用户名 <b>{username}</b>。
        </p>
        <ErrorSummary form={form} />
        <form method="post" action="/sign-in/code" class="stack" id="code-form">
          <TextField
            {...{ name: 'code', label: LABEL, form, help: HELP }}
            {...{ autocomplete: 'one-time-code', width: 'middle' as const }}
          />
          <button class="primary" type="submit">
            登录
          </button>
        </form>
        {passkeys && (
          <PasskeyForm
            {...{ action: '/sign-in/passkey', label: '改用通行密钥', fields: { next } }}
            failed="设备没有确认，请重试，或者输入验证码。"
          />
        )}
        <p class="hint">
          验证器和恢复码都没有了的，请本机关系统管理员申请重新设置，经另一位管理员或者安全管理员批准后领取新链接。
        </p>
        <p>
          <a href="/sign-in">换一个用户名</a>
        </p>
      </div>
    </StaffPage>
  )
}
