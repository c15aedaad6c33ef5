/** A record that is wrong: its fields as they are, to be typed over; then what follows, before anybody is asked. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, RadioField, SelectField, TextField } from '../../web/parts/field.tsx'
import { Sentence } from '../../web/parts/sentence.tsx'
import { SeveralField } from '../../web/parts/several-field.tsx'
import type { Field, FormState } from '../../web/shapes.ts'
import type { CorrectionForm } from '../corrections/form.ts'
import type { CorrectionShown } from '../corrections/show.ts'
import { Changes, type InCase, Kicker } from './correction.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  idempotencyKey: string
  case: InCase
  asked: CorrectionForm
  form: FormState
  /** Of the case, to show that it is right. */
  files: readonly { id: string; name: string }[]
  /** The head need not ask anybody. */
  mayDecide: boolean
  /** What would follow, and the digest of what was read. */
  read?: { shown: CorrectionShown; digest: string }
  /** A request that waits for the head, of the same record. */
  waits?: string
}

export function NewCorrectionPage({
  viewer,
  csrf,
  idempotencyKey,
  case: of,
  asked,
  form,
  files,
  mayDecide,
  read,
  waits,
}: Props) {
  const { position, zh, fields, mayBeStruck, elsewhere } = asked
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
  return (
    <StaffPage title={`更正第${position}条：${zh}`} viewer={viewer} csrf={csrf}>
      <Kicker {...of} />
      <h1>{`更正第${position}条：${zh}`}</h1>
      <p class="lead">
        原记录保留并注明已经更正，不再计入；更正后的内容自原来的日期起计算。更正须经负责人批准（条例第四十五条）。
      </p>
      {waits && (
        <p class="note soon" data-waits>
          这条记录已有一项更正等待负责人批准，决定以前不能再次提请：
          <a href={`/cases/${encodeURIComponent(of.id)}/corrections/${encodeURIComponent(waits)}`} class="offered">
            查看这一提请
          </a>
        </p>
      )}
      {elsewhere.map((one) => (
        <p key={one} class="hint" data-elsewhere>
          {one}
        </p>
      ))}
      <ErrorSummary form={form} labels={{ ...labels, why: '更正理由', instead: '怎样更正', evidence: '依据' }} />
      <form
        {...{ method: 'post', action: `/cases/${encodeURIComponent(of.id)}/corrections`, class: 'stack' }}
        id="correction"
        novalidate
      >
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="position" value={String(position)} />
        {fields.length > 0 && mayBeStruck && (
          <RadioField
            {...{ name: 'instead', label: '怎样更正', form, initial: 'replaced' }}
            choices={{ replaced: '改为下面的内容', struck: '撤销这条记录，不再计入' }}
          />
        )}
        {fields.length === 0 && <p class="note">这条记录不能改写，只能撤销；需要的，撤销以后重新办理。</p>}
        {fields.map((field) => (
          <Control key={field.name} {...{ field, form }} />
        ))}
        <AreaField
          {...{ name: 'why', label: '更正理由', form, help: '写明错在哪里、依据是什么。负责人据此决定，记录在案。' }}
          rows={3}
        />
        {files.length > 0 && (
          <SeveralField
            {...{ name: 'evidence', label: '证明更正无误的文件', form, optional: '（选填）' }}
            help="推迟收到日期的，须选来件的信封、签收单等；没有附卷的，先用“附卷”加入。"
            choices={Object.fromEntries(files.map(({ id, name }) => [id, name]))}
          />
        )}
        {read && (
          <>
            <input type="hidden" name="read" value={read.digest} />
            <Changes {...read.shown} struck={form.values.instead === 'struck' || fields.length === 0} />
            <p class="hint">改动了上面的内容的，会再次列出后果。</p>
          </>
        )}
        <p class="buttons">
          <button class="primary" type="submit">
            {read ? '提请负责人批准' : '查看更正的后果'}
          </button>
          {read && mayDecide && (
            <button type="submit" name="now" value="yes">
              由本人批准并更正
            </button>
          )}
          <a class="button" href={`/cases/${encodeURIComponent(of.id)}`}>
            不更正
          </a>
        </p>
      </form>
    </StaffPage>
  )
}

type Not = Pick<Props, 'viewer' | 'csrf' | 'case'> & {
  position: number
  why: readonly FormState['errors'][number]['message'][]
}

/** Why a record stands as it is, and back to its case. */
export function NotCorrectedPage({ viewer, csrf, case: of, position, why }: Not) {
  const title = position > 0 ? `第${position}条不能更正` : '没有这一条记录'
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <Kicker {...of} />
      <h1>{title}</h1>
      {why.map((one) => (
        <p key={String(one)} class="lead">
          <Sentence>{one}</Sentence>
        </p>
      ))}
      <p class="buttons">
        <a class="button" href={`/cases/${encodeURIComponent(of.id)}`}>
          返回本件
        </a>
      </p>
    </StaffPage>
  )
}

function Control({ field, form }: { field: Field; form: FormState }) {
  const { name, label, kind, required, choices = [] } = field
  const ground = {
    name,
    label,
    form,
    ...(!required && { optional: '（选填）' }),
    ...(field.help && { help: field.help }),
  }
  const options = Object.fromEntries(choices.map((choice) => [choice.value, choice.label]))
  if (kind === 'choice') return <SelectField {...ground} choices={options} />
  if (kind === 'yesNo') return <RadioField {...ground} choices={{ true: '是', false: '否' }} />
  if (kind === 'day') return <TextField {...ground} type="date" width="middle" />
  if (kind === 'long' || kind === 'lines') return <AreaField {...ground} rows={4} />
  return <TextField {...ground} autocomplete="off" {...(kind === 'number' && { inputMode: 'numeric' as const })} />
}
