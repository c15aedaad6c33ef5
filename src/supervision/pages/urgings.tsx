/** 督办 of a case with its forms. */
import type { Day } from '../../../workflows/statute/days.ts'
import { type AskedNote, AskedNotePart } from '../../people/pages/asked-note.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { type Urging, urgingNumber } from '../urgings.ts'

export type UrgingShown = Urging & AskedNote
export type UrgingsView = {
  id: string
  number: string
  title: string
  urgings: readonly UrgingShown[]
  names: ReadonlyMap<string, string>
  today: Day
  mayUrge: boolean
  /** The one whose answer came back with a form; none of the form by which somebody urges. */
  about: number | undefined
  form: FormState
  key: string
}
type Frame = { viewer: Viewer; csrf: string }

const NO_FORM: FormState = { values: {}, errors: [] }

export function UrgingsPage({ viewer, csrf, view }: Frame & { view: UrgingsView }) {
  const { id, number, title, urgings, mayUrge } = view
  return (
    <StaffPage title={`督办 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>督办</span>
        <span class="figure">{number}</span>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        <a href={`/cases/${id}`}>返回申请件</a>
      </p>
      {withoutForm(view).map(({ message }) => (
        <p key={message} class="note" role="alert">
          {message}
        </p>
      ))}
      {urgings.length === 0 && <p class="empty">没有督办。</p>}
      {urgings.map((one, i) => (
        <AskedNotePart
          key={one.position}
          {...{ note: one, csrf, names: view.names, today: view.today, once: view.key }}
          kind="urging"
          title={[`第${i + 1}次督办`, urgingNumber(one)].filter(Boolean).join('　')}
          action={`/cases/${id}/urgings/${one.position}/answer`}
          form={view.about === one.position ? view.form : NO_FORM}
          help="办理到哪一步、预计什么时候答复申请人。"
        >
          <p class="no-print">
            <a class="offered" href={`/cases/${id}/urgings/${one.position}.pdf`}>
              {`督办单${i + 1}（PDF）`}
            </a>
          </p>
        </AskedNotePart>
      ))}
      {mayUrge && <UrgeForm csrf={csrf} view={view} />}
    </StaffPage>
  )
}

/** What was refused where its form is gone: somebody has answered, or the case was archived meanwhile. */
function withoutForm({ about, form, urgings, mayUrge }: UrgingsView): FormState['errors'] {
  const isThere = about === undefined ? mayUrge : urgings.some((one) => one.position === about && one.mayAnswer)
  return isThere ? [] : form.errors
}

function UrgeForm({ csrf, view }: { csrf: string; view: UrgingsView }) {
  const form = view.about === undefined ? view.form : NO_FORM
  return (
    <section class="stack no-print" aria-labelledby="urge">
      <h2 id="urge">发出督办</h2>
      <form method="post" action={`/cases/${view.id}/urgings`} class="stack" data-act="urge">
        <ErrorSummary form={form} labels={{ says: '督办事项', dueOn: '答复督办的期限' }} prefix="urge-" />
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="idempotencyKey" value={view.key} />
        <AreaField
          name="says"
          label="督办事项"
          form={form}
          prefix="urge-"
          rows={3}
          help="记入本件的办理经过，随案卷保存；承办单位能够看到。"
        />
        <TextField
          name="dueOn"
          label="答复督办的期限"
          form={form}
          prefix="urge-"
          type="date"
          width="short"
          min={view.today}
        />
        <button class="primary" type="submit">
          发出督办
        </button>
      </form>
    </section>
  )
}
