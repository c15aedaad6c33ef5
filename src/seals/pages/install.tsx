/** The form of a new version. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { CheckField, SelectField, TextField } from '../../web/parts/field.tsx'
import { Sentence } from '../../web/parts/sentence.tsx'
import type { FormState } from '../../web/shapes.ts'
import { SelfSigned } from './facts.tsx'
import { formFor, type Props } from './views.ts'

const LABELS = {
  agency: '机关',
  p12: '证书文件',
  password: '证书口令',
  picture: '印章图片',
  diameter: '印章直径（毫米）',
  authority: '时间戳服务',
  selfSigned: '自签名',
}

export function Install(props: Props) {
  const { csrf, agencies, installsFor, authorities } = props
  const form = formFor('upload', props)
  const theirs = agencies.filter(({ id }) => installsFor.includes(id))
  const choices = Object.fromEntries(theirs.map(({ id, name }) => [id, name]))
  const optional = '（选填）'
  const selfSigned = form.errors.some(({ field }) => field === 'selfSigned') || form.values.selfSigned === 'yes'
  return (
    <section class="panel stack" aria-labelledby="install-title">
      <h2 id="install-title">安装或者更换</h2>
      <p class="hint">上传以后由另一人核对、批准；批准以前，文书仍用现在的印章。</p>
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
        {selfSigned && (
          <>
            <SelfSigned />
            <CheckField {...{ name: 'selfSigned', form }} label="知道这是自签名证书，仍然安装" />
          </>
        )}
        <OneFile
          {...{ name: 'picture', form, accept: 'image/png', optional }}
          help="透明背景的红色印章 PNG，正置，边长 300 到 2400 像素。四周的空白自动裁去。"
        />
        <TextField
          {...{ name: 'diameter', label: LABELS.diameter, form, optional, inputMode: 'numeric', width: 'short' }}
          help="不填的，按机关类型：省级政府和部委 50，市县政府和部门 45，乡镇、街道 42。以备案的印章为准。"
        />
        {authorities.length > 0 ? (
          <SelectField
            {...{ name: 'authority', label: LABELS.authority, form, optional }}
            choices={Object.fromEntries(authorities.map((each) => [each, each]))}
            choose="不加时间戳"
            help="文书签发以后另行加盖，服务没有应答不影响签发。"
          />
        ) : (
          <p class="hint">时间戳：没有可选的服务，不加。需要的，请运维人员在设置 TIMESTAMP_AUTHORITIES 中列入。</p>
        )}
        <button class="primary" type="submit">
          上传，送另一人批准
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
