/** 一并答复: the applicant's other open applications, each with what stands in its way; those that are chosen are drafted once. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ActForm } from '../../web/parts/act-form.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { Sentence } from '../../web/parts/sentence.tsx'
import type { FormState } from '../../web/shapes.ts'
import { staff } from '../../web/words/staff.ts'
import type { TogetherView } from '../views.ts'

type Props = {
  viewer: Viewer
  csrf: string
  idempotencyKey: string
  view: TogetherView
  /** The draft that came back. */
  form?: FormState | undefined
}
type Other = TogetherView['others'][number]

export function TogetherPage({ viewer, csrf, idempotencyKey, view, form }: Props) {
  const { id, number, receipt, title, applicantName, act, others } = view
  const ready = others.filter(({ why }) => why.length === 0)
  const not = others.filter(({ why }) => why.length > 0)
  const address = `/cases/${encodeURIComponent(id)}`
  const asks = act && ready.length > 0
  return (
    <StaffPage title={`一并答复 ${number ?? receipt}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={address}>{number ?? `受理编号 ${receipt}`}</a>
        <span>{title}</span>
      </p>
      <h1>与同一申请人的其他申请一并答复</h1>
      <p class="lead">
        {`${applicantName}的未结申请中，办理结果和理由都相同的，可以用一份文书答复。文书逐件写明登记编号、收到日期和申请内容；审核、签发、退回和送达各办一次，同时记入每一件。期限和统计仍按件计算。要分项答复的，逐件用“分几项答复”拟稿。`}
      </p>
      {act === null && <p class="note soon">本件现在不能由您拟稿，以下仅供查阅。</p>}
      {others.length === 0 && <p class="empty">该申请人没有其他未结的申请，本件请单独答复。</p>}
      {others.length > 0 && ready.length === 0 && <p class="empty">其他申请都还不能一并答复，原因见下。</p>}
      {asks ? (
        <ActForm
          act={{ ...act, primary: true }}
          action={`${address}/together`}
          label="一并拟稿"
          open
          words={staff}
          {...{ csrf, idempotencyKey, form }}
        >
          <Choice others={ready} form={form} />
        </ActForm>
      ) : (
        <ErrorSummary form={form && { values: {}, errors: form.errors.map((each) => ({ ...each, field: '' })) }} />
      )}
      {!asks && ready.length > 0 && <List name="可以一并答复的" of={ready} />}
      {not.length > 0 && <List name="不能一并答复的" of={not} />}
    </StaffPage>
  )
}

/** The name of the control that chooses a case. */
export const chosen = (id: string) => `case-${id}`

function Choice({ others, form }: { others: readonly Other[]; form: FormState | undefined }) {
  const error = form?.errors.find(({ field }) => field === 'cases')
  return (
    <fieldset
      class={error ? 'field wrong' : 'field'}
      id="replyDrafted-cases"
      tabindex={-1}
      aria-describedby={error && 'replyDrafted-cases-fault'}
    >
      <legend>与本件一并答复的申请</legend>
      {error && (
        <p class="fault" id="replyDrafted-cases-fault">
          <Sentence>{error.message}</Sentence>
        </p>
      )}
      {others.map((other) => (
        <div key={other.id} class="could-join" data-case={other.id}>
          <label class="choice">
            <input
              type="checkbox"
              name={chosen(other.id)}
              value="yes"
              checked={form?.values[chosen(other.id)] === 'yes'}
            />
            <span class="bits">
              <span class="figure">{other.number}</span> <span>{other.title}</span>
            </span>
          </label>
          <About other={other} />
        </div>
      ))}
    </fieldset>
  )
}

function List({ name, of }: { name: string; of: readonly Other[] }) {
  return (
    <section class="could-not" aria-label={name}>
      <h2>{name}</h2>
      <ul class="plain-list">
        {of.map((other) => (
          <li key={other.id} data-case={other.id}>
            <p>
              <a class="bits" href={`/cases/${encodeURIComponent(other.id)}`}>
                <span class="figure">{other.number ?? `受理编号 ${other.receipt}`}</span> <span>{other.title}</span>
              </a>
            </p>
            {other.why.map((why) => (
              <p key={why} class="soon">
                {why}
              </p>
            ))}
            <About other={other} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function About({ other: { description, receivedOn, dueOn, carefulDueOn, why, lacks } }: { other: Other }) {
  return (
    <>
      <p class="hint bits">
        <span>{receivedOn ? `${inChinese(receivedOn)}收到` : '收到日期待确认'}</span>
        {dueOn && <span>{`答复最迟${inChinese(dueOn)}`}</span>}
        {carefulDueOn && carefulDueOn !== dueOn && <span>{`从严计算${inChinese(carefulDueOn)}`}</span>}
      </p>
      <p class="hint">{description}</p>
      {why.length === 0 &&
        lacks.map(({ outcomes, says }) => (
          <p key={says} class="hint">
            {`以${outcomes.map((zh) => `“${zh}”`).join('')}答复的：${says}`}
          </p>
        ))}
    </>
  )
}
