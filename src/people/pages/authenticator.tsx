/** Setting up an authenticator: the picture, the same as text, and the first code that proves it works. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { Qr } from '../qr.tsx'
import { StaffPage } from '../staff-page.tsx'

type Props = { form: FormState; uri: string; secret: string }

export function AuthenticatorPage({ form, uri, secret }: Props) {
  return (
    <StaffPage title="设置验证器">
      <div class="column sign-in wide">
        <h1>设置验证器</h1>
        <p>
          系统管理员、安全管理员和签发人登录时，除密码以外还要输入验证器上的6位数字。验证器是手机上的一个应用（在应用商店搜索“身份验证器”），任何支持
          TOTP（RFC 6238）的都可以，不需要联网。
        </p>
        <ErrorSummary form={form} />
        <ol class="enrolment">
          <li>
            <h2>扫描</h2>
            <p>用验证器扫描这张图。</p>
            <Qr text={uri} label="验证器密钥的二维码；下面有同样内容的文字" />
            <p>不能扫描的，在验证器中手工输入密钥（基于时间，6位，30秒）：</p>
            <p>
              <code class="secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
            </p>
          </li>
          <li>
            <h2>核对</h2>
            <form method="post" action="/sign-in/authenticator" class="stack" id="authenticator-form">
              <TextField
                {...{ name: 'code', label: '验证码', form, help: '验证器现在显示的6位数字。' }}
                {...{ autocomplete: 'one-time-code', inputMode: 'numeric' as const, width: 'middle' as const }}
              />
              <button class="primary" type="submit">
                完成设置
              </button>
            </form>
          </li>
        </ol>
        <p class="hint">密钥只在这里显示一次，十分钟内有效；离开以后重新登录，会给出新的密钥。</p>
      </div>
    </StaffPage>
  )
}
