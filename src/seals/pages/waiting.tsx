/** What waits for another person: a version with all that is to be checked of it, or the end of one. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField } from '../../web/parts/field.tsx'
import type { Revocation, SealVersion } from '../versions.ts'
import { Facts, SelfSigned } from './facts.tsx'
import { aboutOf, formFor, type Props, signature } from './views.ts'

type Waits = { seal: SealVersion; revocation: Revocation | undefined }

/** Everything that nobody decided yet, installations first. */
export function waitingIn(seals: readonly SealVersion[]): Waits[] {
  const installations = seals.filter(({ standing }) => standing === 'waiting')
  return [
    ...installations.map((seal) => ({ seal, revocation: undefined })),
    ...seals.flatMap((seal) =>
      seal.revocations.filter(({ decision }) => !decision).map((revocation) => ({ seal, revocation })),
    ),
  ]
}

export function Waiting({ seal, revocation, ...props }: Props & Waits) {
  const { agencyId, version } = seal
  const request = revocation?.request ?? 0
  const asked = revocation ?? seal
  const name = props.agencies.find(({ id }) => id === agencyId)?.name ?? agencyId
  const id = `waits-${agencyId}-${version}-${request}`
  const mine = asked.by === `staff:${props.viewer.username}`
  return (
    <section class="panel stack" aria-labelledby={id} data-waits={`${agencyId} ${version} ${request}`}>
      <h2 id={id}>{`等待批准：${revocation ? '撤销' : '安装'}${name}的印章（第${version}版）`}</h2>
      {!revocation && seal.selfSigned && <SelfSigned />}
      {revocation && <p>{`理由：${revocation.reason}`}</p>}
      <p class="hint">{`${revocation ? '申请' : '上传'}：${signature(asked, props.names)}`}</p>
      {!revocation && <Facts seal={seal} authorities={props.authorities} />}
      {mine ? (
        <p class="note">
          {`由您${revocation ? '申请' : '上传'}，须由另一人批准：本机关的另一位系统管理员、公开机构负责人或者安全管理员。`}
          {revocation ? '批准以前，这枚印章继续使用。' : '批准以前，文书不用这一版。'}
        </p>
      ) : (
        <Decide {...{ seal, revocation, request, ...props }} />
      )}
    </section>
  )
}

function Decide({ seal, revocation, request, ...props }: Props & Waits & { request: number }) {
  const { agencyId, version, selfSigned } = seal
  const key = { agencyId, version, request }
  const approval = aboutOf({ act: 'approval', ...key })
  const refusal = aboutOf({ act: 'refusal', ...key })
  const approving = formFor(approval, props)
  const refusing = formFor(refusal, props)
  const hidden = (
    <>
      <input type="hidden" name="csrf" value={props.csrf} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="request" value={request} />
    </>
  )
  return (
    <>
      <form method="post" action={`/seals/${agencyId}/approval`} class="stack" data-act="approval">
        <ErrorSummary form={approving} prefix={`${approval}-`} />
        {hidden}
        {!revocation && (
          <p class="hint">
            请向证书机构或者本机关的办理人核实指纹，确认证书属于本机关、图样与备案的印章一致。软件不判断颁发者是否可信。
          </p>
        )}
        <AreaField {...{ name: 'why', label: '批准的理由', form: approving, prefix: `${approval}-` }} rows={2} />
        {!revocation && selfSigned && (
          <CheckField
            {...{ name: 'selfSigned', form: approving, prefix: `${approval}-` }}
            label="知道这是自签名证书，仍然使用"
          />
        )}
        <CheckField
          {...{ name: 'confirm', form: approving, prefix: `${approval}-` }}
          label={
            revocation ? '确认撤销：此后签发的文书不带电子签名，不能恢复' : '已逐项核对主体、证书链、指纹、有效期和图样'
          }
        />
        <button class="primary" type="submit">
          {revocation ? '批准撤销' : '批准安装'}
        </button>
      </form>
      <details open={refusing.errors.length > 0}>
        <summary>退回</summary>
        <form method="post" action={`/seals/${agencyId}/refusal`} class="stack" data-act="refusal">
          <ErrorSummary form={refusing} prefix={`${refusal}-`} />
          {hidden}
          <AreaField {...{ name: 'why', label: '退回的理由', form: refusing, prefix: `${refusal}-` }} rows={2} />
          <button type="submit">退回</button>
        </form>
      </details>
    </>
  )
}
