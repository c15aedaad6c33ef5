/** Sign-in for staff. Paste is allowed everywhere; who was on the way to a page gets there. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { StaffPage } from '../staff-page.tsx'
import { PasskeyForm, SCRIPTS } from './passkey-form.tsx'

type Props = {
  form: FormState
  /** Where to go afterwards: a path of this site, checked by the route. */
  next: string
  /** Signed in some time ago: what they are about to change asks for it once more. */
  again?: boolean | undefined
  /** Browsers make keys for this address. */
  passkeys?: boolean | undefined
  /** The office has an identity provider. */
  provider?: boolean | undefined
  /** They come from setting their password. */
  passwordSet?: boolean | undefined
}

export function SignInPage({ form, next, passwordSet, again, passkeys, provider }: Props) {
  const isNew = form.errors.length === 0
  return (
    <StaffPage title="登录" scripts={SCRIPTS}>
      <div class="column sign-in">
        <h1>工作人员登录</h1>
        {passwordSet && isNew && (
          <p class="note" role="status">
            密码已经设置，请登录。
          </p>
        )}
        {again && isNew && <p>更改登录验证以前，请再登录一次。</p>}
        {!again && next !== '/desk' && isNew && <p>请先登录，随后打开您要看的页面。</p>}
        <ErrorSummary form={form} advice="用户名已保留，密码请重新输入。" />
        <form method="post" action="/sign-in" class="stack" id="sign-in">
          <input type="hidden" name="next" value={next} />
          <TextField {...{ name: 'username', label: '用户名', form, autocomplete: 'username' }} />
          <TextField
            {...{ name: 'password', label: '密码', form, type: 'password', autocomplete: 'current-password' }}
          />
          <button class="primary" type="submit">
            登录
          </button>
        </form>
        {provider && (
          <p>
            <a class="button" href={`/sign-in/oidc?next=${encodeURIComponent(next)}${again ? '&again=yes' : ''}`}>
              统一身份认证登录
            </a>
          </p>
        )}
        {passkeys && (
          <PasskeyForm
            {...{ action: '/sign-in/passkey', label: '使用通行密钥', fields: { next } }}
            failed="设备没有确认，请重试，或者用密码登录。"
          />
        )}
        <p class="hint">忘记密码的，请联系本机关系统管理员。</p>
        <p>
          <a href="/">申请人入口</a>
        </p>
      </div>
    </StaffPage>
  )
}
