/** 年度轮训: the year, one training with who came, putting one down, and what somebody without more rights sees of themselves. */
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { Kinds } from '../../people/pages/kinds.tsx'
import type { Scope } from '../../people/scope.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { hours, rolesInWords } from '../export.ts'
import type { Attendance, Trained, Training } from '../trainings.ts'

type Signed = { viewer: Viewer; csrf: string }
const LABELS = { heldOn: '日期', title: '培训', content: '内容', trainer: '讲授', hours: '学时', why: '撤销的理由' }
const DUTY = '行政机关应当定期对政府信息公开工作人员进行培训'

const at = (path: string, year: number, agency?: string) =>
  `${path}?${new URLSearchParams({ year: String(year), ...(agency && { agency }) })}`

/** So many years are offered. */
const YEARS = 4

function Years({ year, present, agency }: { year: number; present: number; agency?: string }) {
  return (
    <ul>
      {Array.from({ length: YEARS }, (_, i) => present - i).map((one) => (
        <li key={one}>
          <a href={at('/training', one, agency)} aria-current={one === year ? 'page' : undefined}>{`${one}年`}</a>
        </li>
      ))}
    </ul>
  )
}

export type YearView = {
  title: string
  year: number
  present: number
  scope: Scope
  trainings: readonly Training[]
  people: readonly Trained[]
  mayKeep: boolean
}

export function TrainingsPage({ viewer, csrf, view }: Signed & { view: YearView }) {
  const { year, present, scope, trainings, people, mayKeep } = view
  const untrained = people.filter(({ times }) => times === 0)
  return (
    <StaffPage title="年度轮训" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>{scope.name}</span>
      </p>
      <h1>{`${year}年轮训`}</h1>
      <Kinds viewer={viewer} path="/training" />
      <nav class="filters no-print" aria-label="年度和机关">
        <Years year={year} present={present} agency={scope.agency} />
        {scope.choices.length > 1 && (
          <ul>
            {scope.choices.map(({ agency, name }) => (
              <li key={agency}>
                <a href={at('/training', year, agency)} aria-current={agency === scope.agency ? 'page' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </nav>
      <p class="lead">
        {`${DUTY}。`}
        <span class="article">条例第四十八条</span>
      </p>
      <p data-untrained={untrained.length}>
        {untrained.length === 0
          ? `${people.length}人本年度都参加过培训。`
          : `${people.length}人中，${untrained.length}人本年度尚未参加：${untrained.map(({ name }) => name).join('、')}。`}
      </p>
      <p class="bits no-print">
        {mayKeep && (
          <a class="offered" href={at('/training/new', year, scope.agency)}>
            登记一次培训
          </a>
        )}
        <a href={at('/training.xlsx', year, scope.agency)}>导出工作簿</a>
        <a href={at('/training.csv', year, scope.agency)}>导出 CSV</a>
        <a href="/examples">案例分析</a>
        <a href="/drills">演练</a>
      </p>
      <section aria-labelledby="held">
        <h2 id="held">办过的培训</h2>
        {trainings.length === 0 ? <p>本年度还没有登记培训。</p> : <Held trainings={trainings} />}
      </section>
      <section aria-labelledby="people">
        <h2 id="people">人员</h2>
        <People people={people} />
      </section>
    </StaffPage>
  )
}

const Held = ({ trainings }: { trainings: readonly Training[] }) => (
  <table class="plain stacked register">
    <caption class="unseen">办过的培训</caption>
    <TableHead names={['培训', '日期', '机关', '学时', '到场人数']} />
    <tbody>
      {trainings.map(({ id, title, heldOn, agencyName, halves, attended, cancelledWhy }) => (
        <tr key={id} data-training={id}>
          <th scope="row">
            <a class="offered" href={`/training/${id}`}>
              {title}
            </a>
            {cancelledWhy !== null && '（已撤销）'}
          </th>
          <td data-label="日期">{inChinese(heldOn)}</td>
          <td data-label="机关">{agencyName}</td>
          <td data-label="学时" class="figure">
            {hours(halves)}
          </td>
          <td data-label="到场人数" class="figure">
            {attended}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const People = ({ people }: { people: readonly Trained[] }) => (
  <table class="plain stacked register">
    <caption class="unseen">人员</caption>
    <TableHead names={['姓名', '机关', '岗位', '参加次数', '学时', '最近一次']} />
    <tbody>
      {people.map(({ id, name, agencyName, roles, times, halves, last }) => (
        <tr key={id} data-person={id} data-times={times}>
          <th scope="row">{name}</th>
          <td data-label="机关">{agencyName}</td>
          <td data-label="岗位">{rolesInWords(roles)}</td>
          <td data-label="参加次数" class="figure">
            {times === 0 ? <span class="late">尚未参加</span> : times}
          </td>
          <td data-label="学时" class="figure">
            {hours(halves)}
          </td>
          <td data-label="最近一次">{last ? inChinese(last) : '—'}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

type OwnProps = Signed & {
  year: number
  present: number
  attended: readonly Pick<Training, 'id' | 'heldOn' | 'title' | 'halves'>[]
}

export function OwnTrainingPage({ viewer, csrf, year, present, attended }: OwnProps) {
  const all = attended.reduce((sum, { halves }) => sum + halves, 0)
  return (
    <StaffPage title="年度轮训" viewer={viewer} csrf={csrf}>
      <h1>{`我的${year}年轮训`}</h1>
      <nav class="filters no-print" aria-label="年度">
        <Years year={year} present={present} />
      </nav>
      <p data-halves={all}>
        {attended.length === 0
          ? '本年度还没有您参加培训的记录。参加过的，请公开机构负责人登记。'
          : `本年度参加${attended.length}次，共${hours(all)}学时。`}
      </p>
      <ul>
        {attended.map(({ id, heldOn, title, halves }) => (
          <li key={id}>{`${inChinese(heldOn)}　${title}（${hours(halves)}学时）`}</li>
        ))}
      </ul>
    </StaffPage>
  )
}

type NewProps = Signed & { scope: Scope; form: FormState; today: Day }

export function NewTrainingPage({ viewer, csrf, scope, form, today }: NewProps) {
  return (
    <StaffPage title="登记一次培训" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/training">年度轮训</a>
        <span>{scope.name}</span>
      </p>
      <h1>登记一次培训</h1>
      <form method="post" action={`/training?${new URLSearchParams({ agency: scope.agency })}`} class="stack">
        <ErrorSummary form={form} labels={LABELS} />
        <input type="hidden" name="csrf" value={csrf} />
        <TextField name="title" label={LABELS.title} form={form} />
        <TextField name="heldOn" label={LABELS.heldOn} form={form} type="date" width="short" max={today} />
        <AreaField name="content" label={LABELS.content} form={form} rows={3} help="讲了什么，用了哪些案例、演练。" />
        <TextField name="trainer" label={LABELS.trainer} form={form} optional="（选填）" width="middle" />
        <TextField
          name="hours"
          label={LABELS.hours}
          form={form}
          inputMode="text"
          width="short"
          help="以半学时为单位，如1.5。"
        />
        <button class="primary" type="submit">
          保存，登记到场的人
        </button>
      </form>
    </StaffPage>
  )
}

export type OneView = { training: Training; attendance: readonly Attendance[]; form: FormState; mayKeep: boolean }

export function TrainingPage({
  viewer,
  csrf,
  view: { training, attendance, form, mayKeep },
}: Signed & { view: OneView }) {
  const { id, title, heldOn, agencyName, content, trainer, halves, cancelledWhy } = training
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/training', Number(heldOn.slice(0, 4)))}>年度轮训</a>
        <span>{agencyName}</span>
      </p>
      <h1>{title}</h1>
      <p>{[inChinese(heldOn), `${hours(halves)}学时`, trainer && `${trainer}讲授`].filter(Boolean).join('　')}</p>
      <p class="description">{content}</p>
      {cancelledWhy !== null && <p class="note">{`已撤销，不计入：${cancelledWhy}`}</p>}
      {form.errors.length > 0 && <ErrorSummary form={form} labels={LABELS} />}
      <h2>到场的人</h2>
      {mayKeep ? (
        <form method="post" action={`/training/${id}/attendance`} class="stack">
          <input type="hidden" name="csrf" value={csrf} />
          <fieldset class="field radios">
            <legend>勾选到场的人</legend>
            <div class="choices">
              {attendance.map((one) => (
                <label key={one.id} class="choice">
                  <input type="checkbox" name={`came.${one.id}`} value="yes" checked={one.attended} />
                  <span>{`${one.name}（${rolesInWords(one.roles)}）`}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <button class="primary" type="submit">
            保存到场的人
          </button>
        </form>
      ) : (
        <Came attendance={attendance} />
      )}
      {mayKeep && (
        <details class="fold no-print">
          <summary>登记错了，撤销</summary>
          <form method="post" action={`/training/${id}/cancellation`} class="stack">
            <input type="hidden" name="csrf" value={csrf} />
            <TextField name="why" label={LABELS.why} form={form} />
            <button type="submit">撤销这次培训</button>
          </form>
        </details>
      )}
    </StaffPage>
  )
}

function Came({ attendance }: { attendance: readonly Attendance[] }) {
  const came = attendance.filter(({ attended }) => attended)
  if (came.length === 0) return <p>还没有登记到场的人。</p>
  return <p>{came.map(({ name }) => name).join('、')}</p>
}
