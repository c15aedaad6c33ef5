/** 依法行政问题 of a case with its forms; for the department concerned, what was handed to it. */
import type { Day } from '../../../workflows/statute/days.ts'
import { type AskedNote, AskedNotePart } from '../../people/pages/asked-note.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, SelectField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Problem } from '../problems.ts'

export type ProblemShown = Problem & AskedNote & { department: string }
export type ProblemsView = {
  id: string
  number: string
  /** Whoever looks sees the case itself, too. */
  seesIt: boolean
  problems: readonly ProblemShown[]
  names: ReadonlyMap<string, string>
  today: Day
  mayHandOver: boolean
  departments: readonly [value: string, name: string][]
  /** The one whose answer came back with a form; none of the form by which somebody hands over. */
  about: number | undefined
  form: FormState
  key: string
}
type Frame = { viewer: Viewer; csrf: string }

const NO_FORM: FormState = { values: {}, errors: [] }

export function ProblemsPage({ viewer, csrf, view }: Frame & { view: ProblemsView }) {
  const { id, number, problems, mayHandOver, seesIt } = view
  const isThere =
    view.about === undefined ? mayHandOver : problems.some((p) => p.position === view.about && p.mayAnswer)
  return (
    <StaffPage title={`依法行政问题 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>依法行政问题</span>
        <span class="figure">{number}</span>
      </p>
      <h1>依法行政问题</h1>
      <p class="lead">
        {seesIt && <a href={`/cases/${id}`}>返回申请件</a>} <a href="/problems">全部问题</a>
      </p>
      {!isThere &&
        view.form.errors.map(({ message }) => (
          <p key={message} class="note" role="alert">
            {message}
          </p>
        ))}
      {problems.length === 0 && <p class="empty">没有移送的问题。</p>}
      {problems.map((one, i) => (
        <AskedNotePart
          key={one.position}
          {...{ note: one, csrf, names: view.names, today: view.today, once: view.key }}
          kind="problem"
          title={`问题${i + 1}，移送${one.department}`}
          action={`/cases/${id}/problems/${one.position}/answer`}
          form={view.about === one.position ? view.form : NO_FORM}
          help="核实的情况，已经或者将要怎样改正。"
        />
      ))}
      {mayHandOver && <HandOverForm csrf={csrf} view={view} />}
    </StaffPage>
  )
}

function HandOverForm({ csrf, view }: { csrf: string; view: ProblemsView }) {
  const form = view.about === undefined ? view.form : NO_FORM
  return (
    <section class="stack no-print" aria-labelledby="hand-over">
      <h2 id="hand-over">移送问题</h2>
      <form method="post" action={`/cases/${view.id}/problems`} class="stack" data-act="hand-over">
        <ErrorSummary form={form} labels={{ says: '问题', to: '移送部门', dueOn: '答复的期限' }} prefix="problem-" />
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="idempotencyKey" value={view.key} />
        <AreaField
          name="says"
          label="问题"
          form={form}
          prefix="problem-"
          rows={4}
          help="办理中发现的制发文件、执法、档案管理等方面的问题。记入本件，随案卷保存；不提供给申请人。移送部门只看到这里写的内容和编号，请不要写申请人的个人信息。"
        />
        <SelectField
          name="to"
          label="移送部门"
          form={form}
          prefix="problem-"
          choices={Object.fromEntries(view.departments)}
          choose="请选择"
        />
        <TextField
          name="dueOn"
          label="答复的期限"
          form={form}
          prefix="problem-"
          type="date"
          width="short"
          min={view.today}
        />
        <button class="primary" type="submit">
          移送
        </button>
      </form>
    </section>
  )
}
