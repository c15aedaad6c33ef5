/** What is changed of one who stays: rights, name and mail address, and the way in again. */
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../../web/parts/field.tsx'
import { formOf, type Props } from './person-form.ts'
import { HandOver } from './person-leaving.tsx'
import { RightsFields } from './rights-fields.tsx'

export function Rights(props: Props) {
  const { csrf, person, units, held } = props
  const ticked = [
    ...person.roles.map((role) => [`roles.${role}`, 'yes']),
    ...person.units.map(({ id }) => [`units.${id}`, 'yes']),
  ]
  const form = formOf(props, 'rights', Object.fromEntries(ticked))
  return (
    <section aria-labelledby="rights-title">
      <h2 id="rights-title">岗位和承办机构</h2>
      <ErrorSummary form={form} prefix="rights-" labels={{ roles: '岗位', units: '承办机构' }} />
      <form method="post" action={`/people/${person.id}/rights`} class="stack" id="rights">
        <input type="hidden" name="csrf" value={csrf} />
        <RightsFields {...{ form, units }} prefix="rights-" />
        <AreaField {...{ name: 'why', label: '变更的理由', form, prefix: 'rights-' }} rows={2} />
        {person.roles.includes('handler') && held.length > 0 && (
          <HandOver {...props} form={form} prefix="rights-" optional="（取消承办人岗位的，应当选择）" />
        )}
        <button class="primary" type="submit">
          提交变更
        </button>
      </form>
    </section>
  )
}

export function NewLink({ csrf, person, idempotencyKey }: Props) {
  if (person.roles.length === 0) return null
  return (
    <section aria-labelledby="new-link-title">
      <h2 id="new-link-title">{person.hasPassword ? '重新设置密码' : '一次性链接'}</h2>
      <form method="post" action={`/people/${person.id}/link`} class="stack" id="new-link">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <p class="hint">
          {person.hasPassword
            ? '新的链接由安全管理员批准（没有安全管理员的，由另一位系统管理员批准），由批准人当面交给本人，并以邮件告知本人。链接使用以前，原来的密码和登录不变。'
            : '生成新的链接以后，原来的链接失效。曾经登录过的，新的链接由安全管理员批准。'}
        </p>
        <button type="submit">{person.hasPassword ? '申请新的链接' : '生成新的链接'}</button>
      </form>
      <p class="hint">
        丢失第二道验证的，由两位系统管理员<a href="/sign-in/recoveries">恢复登录</a>。
      </p>
    </section>
  )
}

/** Shown once, to whoever may hand it over. */
export function Link({ link, agency }: { link: string; agency: string }) {
  return (
    <section class="note done" aria-labelledby="link-title" role="status">
      <h2 id="link-title">一次性链接</h2>
      <p>
        <code class="figure" data-link>
          {link}
        </code>
      </p>
      <p>七十二小时以内有效，只能使用一次，离开本页以后不再显示。请当面或者以可靠的方式交给本人。</p>
      <p class="buttons">
        <a class="button" href={`/people/new?agency=${encodeURIComponent(agency)}`}>
          再邀请一位
        </a>
        <a class="button" href="/setup">
          回到开通
        </a>
      </p>
    </section>
  )
}

export function Details(props: Props) {
  const { csrf, person } = props
  const form = formOf(props, 'details', { name: person.name, email: person.email ?? '' })
  const ground = { form, prefix: 'details-' }
  return (
    <section aria-labelledby="details-title">
      <h2 id="details-title">姓名和邮箱</h2>
      <ErrorSummary form={form} prefix="details-" labels={{ name: '姓名', email: '电子邮箱' }} />
      <form method="post" action={`/people/${person.id}/details`} class="stack" id="details">
        <input type="hidden" name="csrf" value={csrf} />
        <TextField {...{ ...ground, name: 'name', label: '姓名', width: 'middle' }} autocomplete="off" />
        <TextField
          {...{ ...ground, name: 'email', label: '电子邮箱', type: 'email', optional: '（选填）' }}
          autocomplete="off"
        />
        <button type="submit">保存</button>
      </form>
    </section>
  )
}
