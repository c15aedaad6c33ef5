/** Setting a password through a one-time link; a link that was used or is too old says so, without a form. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { PLACEHOLDER } from '../first-administrator.ts'
import { ROLES } from '../may.ts'
import type { Invited } from '../set-password.ts'
import { StaffPage } from '../staff-page.tsx'

/** @param invited whose link it is; nobody's, where it does not open (any more) */
type Props = { token: string; form: FormState; invited: Invited | undefined }

const LABELS = { password: '新密码', again: '再次输入' }
export const PASSWORD_HELP =
  '不少于10个字符，含有大写字母、小写字母、数字、符号中的三种；不含用户名、姓名和机关名称；不是常见密码，也不是最近用过的。'

export function PasswordPage({ token, form, invited }: Props) {
  return (
    <StaffPage title="设置密码">
      <div class="column sign-in">
        <h1>设置密码</h1>
        {!invited ? (
          <>
            <p role="alert">这个链接已经使用过，或者已经过期。密码没有改变。</p>
            <p>已经设置过密码的，请直接登录；没有设置的，请本机关系统管理员重新发送链接。</p>
            <p class="buttons">
              <a class="button primary" href="/sign-in">
                登录
              </a>
            </p>
          </>
        ) : (
          <>
            <Whose {...invited} />
            <p>链接只能使用一次。设置以后用新密码登录。</p>
            <ErrorSummary form={form} labels={LABELS} />
            <form method="post" action={`/invitations/${encodeURIComponent(token)}`} class="stack" id="set-password">
              <TextField
                {...{ name: 'password', label: LABELS.password, form, help: PASSWORD_HELP }}
                {...{ type: 'password', autocomplete: 'new-password' }}
              />
              <TextField
                {...{ name: 'again', label: LABELS.again, form, type: 'password', autocomplete: 'new-password' }}
              />
              <button class="primary" type="submit">
                设置密码
              </button>
            </form>
          </>
        )}
      </div>
    </StaffPage>
  )
}

/** Who is meant: a link may have gone to the wrong person, and its user name is asked for at every sign-in. */
function Whose({ username, name, roles, agency }: Invited) {
  const duties = roles.map((role) => ROLES[role]).join('、')
  return (
    <dl class="pairs">
      <div>
        <dt>用户名</dt>
        <dd data-username>{username}</dd>
      </div>
      <div>
        <dt>姓名</dt>
        <dd>{name}</dd>
      </div>
      <div>
        <dt>岗位</dt>
        <dd>{[agency === PLACEHOLDER ? '' : agency, duties].filter(Boolean).join('，')}</dd>
      </div>
    </dl>
  )
}
