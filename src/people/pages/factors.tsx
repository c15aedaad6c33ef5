/** What somebody shows at the door besides the password: what is set up, and setting it up anew. */
import type { Factors } from '../factors.ts'
import type { Passkey } from '../passkeys.ts'
import type { Viewer } from '../sessions.ts'
import { StaffPage } from '../staff-page.tsx'
import { PasskeyForm, SCRIPTS } from './passkey-form.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  factors: Factors
  passkeys: readonly Passkey[]
  /** Browsers make keys for this address. */
  offered: boolean
  /** Their duties take two factors. */
  required: boolean
  /** A day in Chinese. */
  day: (at: string) => string
}

export function FactorsPage({ viewer, csrf, factors, passkeys, offered, required, day }: Props) {
  const { authenticatorSince: since, codesLeft } = factors
  const form = (action: string, label: string, id: string, primary = false) => (
    <form method="post" action={action} id={id}>
      <input type="hidden" name="csrf" value={csrf} />
      <button class={primary ? 'primary' : undefined} type="submit">
        {label}
      </button>
    </form>
  )
  return (
    <StaffPage title="登录验证" scripts={SCRIPTS} viewer={viewer} csrf={csrf}>
      <div class="column">
        <h1>登录验证</h1>
        {factors.demonstration ? (
          <p>演示账号人人可用，只用密码登录，不设置验证器。</p>
        ) : (
          <>
            <p>
              {required ? '您的岗位登录时，密码以外还要有验证码。' : '您的岗位可以只用密码登录；设置验证器更安全。'}
            </p>
            <section aria-labelledby="authenticator-title">
              <h2 id="authenticator-title">验证器</h2>
              <p>{since ? `${day(since)}设置。` : '还没有设置。'}</p>
              <div class="buttons">
                {form(
                  '/sign-in/factors/authenticator',
                  since ? '换一个验证器' : '设置验证器',
                  'authenticator-new',
                  !since,
                )}
                {since && !required && form('/sign-in/factors/removal', '停用验证器', 'authenticator-removal')}
              </div>
              {since && <p class="hint">换好以前，现在的验证器照常使用。</p>}
            </section>
            {since && (
              <section aria-labelledby="codes-title">
                <h2 id="codes-title">恢复码</h2>
                <p>
                  还有 <b>{codesLeft}</b> 个没有用过。{codesLeft < 3 && '请重新生成。'}
                </p>
                {form('/sign-in/factors/codes', '重新生成恢复码', 'codes-new')}
                <p class="hint">重新生成以后，原来的恢复码作废。</p>
              </section>
            )}
            <Passkeys {...{ csrf, passkeys, offered, day }} />
          </>
        )}
        <p>
          <a href="/sign-in/password">更改密码</a>
        </p>
      </div>
    </StaffPage>
  )
}

type PasskeysProps = Pick<Props, 'csrf' | 'passkeys' | 'offered' | 'day'>

function Passkeys({ csrf, passkeys, offered, day }: PasskeysProps) {
  return (
    <section aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">通行密钥</h2>
      <p>用电脑或者手机的指纹、面容、锁屏密码登录，可以代替密码和验证码。密钥不离开设备。</p>
      <ul class="plain-list">
        {passkeys.map(({ id, name, at }) => (
          <li key={id} data-device={id}>
            <form method="post" action="/sign-in/factors/passkeys/removal" class="buttons">
              <span>
                {name || '设备'}，{day(at)}登记
              </span>
              <input type="hidden" name="csrf" value={csrf} />
              <input type="hidden" name="id" value={id} />
              <button type="submit" aria-label={`删除：${name || '设备'}，${day(at)}登记`}>
                删除
              </button>
            </form>
          </li>
        ))}
      </ul>
      {offered ? (
        <PasskeyForm
          {...{ action: '/sign-in/factors/passkeys', label: '登记这台设备', fields: { csrf } }}
          failed="没有登记：设备没有确认，或者这台设备已经登记过。"
        />
      ) : (
        <p class="hint">现在的网址是IP地址，浏览器不为IP地址保存通行密钥。系统用域名访问以后可以登记。</p>
      )}
    </section>
  )
}
