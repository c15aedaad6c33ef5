/** Seals: which agency signs with which certificate and until when; installing, trying and revoking. */
import type { Agency } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { SelectField, TextField } from '../../web/parts/field.tsx'
import { Sentence } from '../../web/parts/sentence.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { SealVersion } from '../installed.ts'

type Props = {
  viewer: Viewer
  csrf: string
  agencies: readonly Pick<Agency, 'id' | 'name'>[]
  /** The newest version of each agency first. */
  seals: readonly SealVersion[]
  now: Date
  form: FormState
  /** Just done: `installed` or `revoked`. */
  done?: string | undefined
  /** Why a trial came to nothing. */
  trouble?: string | undefined
  revoking?: { agency: string; form: FormState } | undefined
}

/** A certificate is ordered, approved and fetched within a month. */
const WARN_DAYS = 30
const DAY = 86_400_000 // ms

const DONE: Record<string, string> = {
  installed: '印章已经安装，此后签发的文书使用新的印章。',
  revoked: '印章已经撤销，此后签发的文书不带电子签名；已经签发的文书不变。',
}
const LABELS = {
  agency: '机关',
  p12: '证书文件',
  password: '证书口令',
  picture: '印章图片',
  diameter: '印章直径（毫米）',
  authority: '时间戳服务地址',
}
const NO_FORM: FormState = { values: {}, errors: [] }

/** Instants in Beijing time, to the minute. */
const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
})
const DATE = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' })

export function SealsPage({ viewer, csrf, agencies, seals, now, form, done, trouble, revoking }: Props) {
  const inForce = agencies.flatMap(({ id, name }) => {
    const newest = seals.find(({ agencyId }) => agencyId === id)
    return newest && !newest.revokedAt ? [{ name, seal: newest }] : []
  })
  const without = agencies.filter(({ id }) => !inForce.some(({ seal }) => seal.agencyId === id))
  return (
    <StaffPage title="印章" viewer={viewer} csrf={csrf}>
      <h1>印章</h1>
      <p class="lead">安装了印章的机关，签发的答复书和告知书带有电子签名和印章图样。私钥加密保存，任何页面都不显示。</p>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      {trouble && (
        <p class="note soon" role="alert" data-trouble>
          {trouble}
        </p>
      )}
      <div class="stack">
        {inForce.map(({ name, seal }) => (
          <InForce key={seal.agencyId} {...{ name, seal, csrf, now }} form={formFor(seal.agencyId, revoking)} />
        ))}
        {without.length > 0 && (
          <p
            data-without={without.length}
          >{`没有印章、文书不带电子签名的机关：${without.map(({ name }) => name).join('、')}。`}</p>
        )}
        <Install {...{ csrf, agencies, form }} />
        {seals.length > 0 && <History {...{ agencies, seals }} />}
      </div>
    </StaffPage>
  )
}

const formFor = (agency: string, revoking: Props['revoking']) => (revoking?.agency === agency ? revoking.form : NO_FORM)

function warning({ notAfter }: SealVersion, now: Date): string | undefined {
  const left = new Date(notAfter).getTime() - now.getTime()
  if (left < 0) return '证书已经过期，该机关现在不能签发文书。请安装新的证书，或者撤销。'
  if (left < WARN_DAYS * DAY) return `证书还有 ${Math.floor(left / DAY)} 天到期，请及时向证书机构申请新的证书。`
  return undefined
}

type InForceProps = { name: string; seal: SealVersion; csrf: string; now: Date; form: FormState }

function InForce({ name, seal, csrf, now, form }: InForceProps) {
  const { agencyId, version } = seal
  const alarm = warning(seal, now)
  const prefix = `${agencyId}-`
  return (
    <section class="panel stack" aria-labelledby={`${prefix}title`} data-seal={agencyId} data-version={version}>
      <h2 id={`${prefix}title`}>{`${name}（第${version}版）`}</h2>
      {alarm && (
        <p class="note soon" role="alert" data-alarm="expiry">
          <span aria-hidden="true">◇ </span>
          {alarm}
        </p>
      )}
      <Facts seal={seal} />
      <form method="post" action={`/seals/${agencyId}/trial`} class="stack">
        <input type="hidden" name="csrf" value={csrf} />
        <button type="submit" aria-describedby={`${prefix}title`}>
          测试签名
        </button>
      </form>
      <details open={form.errors.length > 0}>
        <summary>撤销</summary>
        <ErrorSummary form={form} prefix={prefix} />
        <form method="post" action={`/seals/${agencyId}/revocation`} class="stack">
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="version" value={version} />
          <TextField
            {...{ name: 'reason', label: '理由', help: '撤销以后不能恢复，只能重新安装。', form, prefix }}
            autocomplete="off"
          />
          <button type="submit">撤销这枚印章</button>
        </form>
      </details>
    </section>
  )
}

function Facts({ seal }: { seal: SealVersion }) {
  const { subject, issuer, serial, notBefore, notAfter, picture, diameter, authority } = seal
  const facts: [string, string][] = [
    ['证书主体', subject],
    ['颁发者', issuer],
    ['序列号', serial],
    ['有效期', `${DATE.format(new Date(notBefore))}至${DATE.format(new Date(notAfter))}`],
    ['印章图样', picture ? `直径 ${diameter} 毫米` : '没有，只签名'],
    ['时间戳', authority ?? '不加'],
  ]
  return (
    <table class="plain">
      <caption class="unseen">证书和图样</caption>
      <tbody>
        {facts.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Install({ csrf, agencies, form }: Pick<Props, 'csrf' | 'agencies' | 'form'>) {
  const choices = Object.fromEntries(agencies.map(({ id, name }) => [id, name]))
  const optional = '（选填）'
  return (
    <section class="panel stack" aria-labelledby="install-title">
      <h2 id="install-title">安装或者更换</h2>
      <ErrorSummary form={form} labels={LABELS} advice="口令和文件请重新填写、选择，其余内容都已保留。" />
      <form method="post" action="/seals" enctype="multipart/form-data" class="stack" id="seal-install">
        <input type="hidden" name="csrf" value={csrf} />
        <SelectField {...{ name: 'agency', label: LABELS.agency, form, choices }} choose="请选择" />
        <OneFile
          {...{ name: 'p12', form, accept: '.p12,.pfx,application/x-pkcs12' }}
          help="证书机构给本机关的 PKCS#12 文件（.p12、.pfx），包含私钥和证书链。RSA 2048 位以上或者 ECDSA P-256。"
        />
        <TextField
          {...{ name: 'password', label: LABELS.password, form, type: 'password', optional: '（没有的不填）' }}
          autocomplete="off"
        />
        <OneFile
          {...{ name: 'picture', form, accept: 'image/png', optional }}
          help="透明背景的红色印章 PNG，正置，边长 300 到 2400 像素。四周的空白自动裁去。"
        />
        <TextField
          {...{ name: 'diameter', label: LABELS.diameter, form, optional, inputMode: 'numeric', width: 'short' }}
          help="不填的，按机关类型：省级政府和部委 50，市县政府和部门 45，乡镇、街道 42。以备案的印章为准。"
        />
        <TextField
          {...{ name: 'authority', label: LABELS.authority, form, optional }}
          help="RFC 3161 服务。文书签发以后另行加盖，服务没有应答不影响签发。"
          autocomplete="off"
        />
        <button class="primary" type="submit">
          安装
        </button>
      </form>
    </section>
  )
}

type OneFileProps = { name: 'p12' | 'picture'; form: FormState; accept: string; help: string; optional?: string }

function OneFile({ name, form, accept, help, optional }: OneFileProps) {
  const error = form.errors.find(({ field }) => field === name)?.message
  const by = `${name}-help${error ? ` ${name}-error` : ''}`
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={name}>
        {LABELS[name]}
        {optional && <i>{optional}</i>}
      </label>
      <p class="hint" id={`${name}-help`}>
        {help}
      </p>
      {error && (
        <p class="fault" id={`${name}-error`}>
          <Sentence>{error}</Sentence>
        </p>
      )}
      <input
        type="file"
        id={name}
        name={name}
        accept={accept}
        required={!optional}
        aria-describedby={by}
        {...(error && { 'aria-invalid': true as const })}
      />
    </div>
  )
}

function History({ agencies, seals }: Pick<Props, 'agencies' | 'seals'>) {
  const nameOf = (id: string) => agencies.find((agency) => agency.id === id)?.name ?? id
  return (
    <section class="stack" aria-labelledby="history-title">
      <h2 id="history-title">安装和撤销的记录</h2>
      <table class="plain">
        <caption class="unseen">各机关的每一版印章</caption>
        <TableHead names={['机关', '版本', '证书', '安装', '撤销']} />
        <tbody>
          {seals.map(({ agencyId, version, subject, by, at, revokedAt, revokedBy, reason }) => (
            <tr key={`${agencyId} ${version}`}>
              <td>{nameOf(agencyId)}</td>
              <td class="figure">{version}</td>
              <td>{subject}</td>
              <td>{`${CLOCK.format(new Date(at))} ${who(by)}`}</td>
              <td>{revokedAt ? `${CLOCK.format(new Date(revokedAt))} ${who(revokedBy!)}：${reason}` : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const who = (by: string) => by.replace(/^staff:/, '')
