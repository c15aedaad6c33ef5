/** The seal that an agency's letters carry now: how long it holds, trying it, asking that it end. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import type { SealVersion } from '../versions.ts'
import { Facts, SelfSigned } from './facts.tsx'
import { aboutOf, formFor, type Props, signature } from './views.ts'

/** A certificate is ordered, approved and fetched within a month. */
const WARN_DAYS = 30
const DAY = 86_400_000 // ms

function warning({ notAfter }: SealVersion, now: Date): string | undefined {
  const left = new Date(notAfter).getTime() - now.getTime()
  if (left < 0) return '证书已经过期，该机关现在不能签发文书。请安装新的证书，或者撤销。'
  if (left < WARN_DAYS * DAY) return `证书还有 ${Math.floor(left / DAY)} 天到期，请及时向证书机构申请新的证书。`
  return undefined
}

export function InForce({ name, seal, ...props }: Props & { name: string; seal: SealVersion }) {
  const { agencyId, version, decision } = seal
  const alarm = warning(seal, props.now)
  const title = `${agencyId}-title`
  const about = aboutOf({ act: 'revocation', agencyId, version })
  const form = formFor(about, props)
  const asked = seal.revocations.some((each) => !each.decision)
  return (
    <section class="panel stack" aria-labelledby={title} data-seal={agencyId} data-version={version}>
      <h2 id={title}>{`${name}（第${version}版，使用中）`}</h2>
      {alarm && (
        <p class="note soon" role="alert" data-alarm="expiry">
          <span aria-hidden="true">◇ </span>
          {alarm}
        </p>
      )}
      {seal.selfSigned && <SelfSigned />}
      <Facts seal={seal} authorities={props.authorities} />
      <p class="hint">
        {`上传：${signature(seal, props.names)}。`}
        {decision && `批准：${signature(decision, props.names)}。`}
      </p>
      {props.installsFor.includes(agencyId) && (
        <form method="post" action={`/seals/${agencyId}/trial`} class="stack">
          <input type="hidden" name="csrf" value={props.csrf} />
          <button type="submit" aria-describedby={title}>
            测试签名
          </button>
        </form>
      )}
      {!asked && (
        <details open={form.errors.length > 0}>
          <summary>撤销</summary>
          <ErrorSummary form={form} prefix={`${about}-`} />
          <form method="post" action={`/seals/${agencyId}/revocation`} class="stack">
            <input type="hidden" name="csrf" value={props.csrf} />
            <input type="hidden" name="version" value={version} />
            <TextField
              {...{ name: 'reason', label: '理由', form, prefix: `${about}-` }}
              help="由另一人批准以后撤销。撤销以后不能恢复，只能重新安装。"
              autocomplete="off"
            />
            <button type="submit">申请撤销这枚印章</button>
          </form>
        </details>
      )}
    </section>
  )
}
