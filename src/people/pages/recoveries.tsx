/** Beginning anew for who lost the way in: proposed by one administrator, approved by another or the security officer. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Viewer } from '../sessions.ts'
import { StaffPage } from '../staff-page.tsx'

type RecoveryView = {
  id: string
  username: string
  name: string
  agencyName: string
  why: string
  /** Only a link for a new password. */
  linkOnly: boolean
  /** A security officer is there, and they alone let it through. */
  officers: boolean
  byName: string
  at: string
  /** This person may let it through. */
  forYou: boolean
}
type Props = {
  viewer: Viewer
  csrf: string
  open: readonly RecoveryView[]
  mayPropose: boolean
  form: FormState
  /** Shown once, after an approval. */
  link?: string | undefined
}

const LABELS = { username: '用户名', why: '理由' }

export function RecoveriesPage({ viewer, csrf, open, mayPropose, form, link }: Props) {
  return (
    <StaffPage title="重新设置登录" viewer={viewer} csrf={csrf}>
      <div class="column">
        <h1>重新设置登录</h1>
        <p>
          忘记密码并且没有验证器、恢复码的人员，由一位系统管理员申请，另一位系统管理员或者安全管理员批准。批准以后，原来的密码、验证器、恢复码和登录全部作废，用一次性链接重新设置。
        </p>
        <p>
          只忘记密码的，系统管理员在人员页面申请新的链接，由安全管理员批准（没有安全管理员的，由另一位系统管理员批准）；原来的密码和登录在链接使用以前不变。申请和批准都以邮件告知本人。
        </p>
        {link && (
          <section class="note" role="status" aria-labelledby="link-title">
            <h2 id="link-title">已经批准</h2>
            <p>请核实身份后，把这个链接当面交给本人。链接只能使用一次，24小时内有效，只在这里显示一次：</p>
            <p>
              <code class="secret" id="recovery-link">
                {link}
              </code>
            </p>
          </section>
        )}
        <section aria-labelledby="open-title">
          <h2 id="open-title">等待批准</h2>
          {open.length === 0 && <p>没有等待批准的申请。</p>}
          {open.map(({ id, username, name, agencyName, why, byName, at, forYou, linkOnly, officers }) => (
            <article key={id} class="panel" data-recovery={id}>
              <h3>
                {name}（{username}）<small>{agencyName}</small>
              </h3>
              <p>{linkOnly ? `只设新的密码：${why}` : `全部重新设置：${why}`}</p>
              <p class="hint">
                {byName}，{at}
              </p>
              <div class="buttons">
                {forYou && <Decision {...{ csrf, id, name }} what="approval" label="批准" primary />}
                <Decision {...{ csrf, id, name }} what="refusal" label="不批准" />
              </div>
              {!forYou && (
                <p class="hint">
                  {officers ? '由安全管理员批准。' : '申请人和本人不能批准，请另一位管理员或者安全管理员办理。'}
                </p>
              )}
            </article>
          ))}
        </section>
        {mayPropose && (
          <section aria-labelledby="propose-title">
            <h2 id="propose-title">申请</h2>
            <ErrorSummary form={form} labels={LABELS} />
            <form method="post" action="/sign-in/recoveries" class="stack" id="recovery-form">
              <input type="hidden" name="csrf" value={csrf} />
              <TextField {...{ name: 'username', label: LABELS.username, form, width: 'middle' as const }} />
              <AreaField
                {...{ name: 'why', label: LABELS.why, form, rows: 2, help: '怎样核实了是本人，为什么要重新设置。' }}
              />
              <button class="primary" type="submit">
                提交申请
              </button>
            </form>
            <p class="hint">
              只有一位管理员、没有安全管理员的，请在服务器上用 <code>ysqgk user reset</code> 重新设置。
            </p>
          </section>
        )}
      </div>
    </StaffPage>
  )
}

type DecisionProps = { csrf: string; id: string; name: string; what: string; label: string; primary?: boolean }

function Decision({ csrf, id, name, what, label, primary }: DecisionProps) {
  return (
    <form method="post" action={`/sign-in/recoveries/${id}/${what}`} data-act={what}>
      <input type="hidden" name="csrf" value={csrf} />
      <button class={primary ? 'primary' : undefined} type="submit" aria-label={`${label}：${name}`}>
        {label}
      </button>
    </form>
  )
}
