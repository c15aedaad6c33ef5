/** 变动报备: who answers for disclosure, and how the office is reached, as it changed; what waits to be reported is ticked here. */
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { Kinds } from '../../people/pages/kinds.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { RadioField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Change } from '../changes.ts'
import { changeInWords } from '../said.ts'

type Props = {
  viewer: Viewer
  csrf: string
  agency: string
  name: string
  choices: readonly { agency: string; name: string }[]
  view: {
    changes: readonly Change[]
    next: number | null
    /** How many wait, on whatever page. */
    waits: number
    /** Are those alone shown that wait? */
    waiting: boolean
    names: ReadonlyMap<string, string>
    mayReport: boolean
    form: FormState
    today: Day
    done: string | undefined
  }
}

/** Before the id of a change, in the name of its box. */
export const TICK = 'change.'
const LABELS = {
  changes: '变动',
  reported: '处理',
  to: '报备对象',
  on: '报备日期',
  document: '文号或者方式',
  why: '理由',
}
const WAYS = { yes: '已经报备', no: '不需要报备' }

/** The address of an agency's page. */
export const at = (agency: string, more: Readonly<Record<string, string>> = {}): string =>
  `/responsible-changes?${new URLSearchParams({ agency, ...more })}`

export function ChangesPage(props: Props) {
  const { viewer, csrf, agency, name, choices, view } = props
  const { changes, next, waits, waiting, mayReport, done } = view
  const more: Record<string, string> = waiting ? { waiting: 'yes' } : {}
  return (
    <StaffPage title="变动报备" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>变动报备</span>
        <span>{name}</span>
      </p>
      <h1>变动报备</h1>
      <Kinds viewer={viewer} path="/responsible-changes" />
      <nav class="filters no-print" aria-label="范围和机关">
        <ul>
          <li>
            <a href={at(agency)} aria-current={waiting ? undefined : 'true'}>
              全部变动
            </a>
          </li>
          <li>
            <a href={at(agency, { waiting: 'yes' })} aria-current={waiting ? 'true' : undefined}>
              {`尚未报备 ${waits}`}
            </a>
          </li>
        </ul>
        {choices.length > 1 && (
          <ul>
            {choices.map((one) => (
              <li key={one.agency}>
                <a href={at(one.agency, more)} aria-current={one.agency === agency ? 'page' : undefined}>
                  {one.agency === 'all' ? '全部机关' : one.name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </nav>
      {done === 'reported' && (
        <p class="note done" role="status">
          已经记录。
        </p>
      )}
      <p class="lead">
        公开机构负责人、登记员的任免，以及机关名称、公开工作机构、地址、电话、邮箱、办公时间的变更，由系统自动列入，向政府信息公开工作主管部门报备以后在这里记录。
      </p>
      {changes.length === 0 ? (
        <p class="empty">{waiting ? '没有尚未报备的变动。' : '没有变动。'}</p>
      ) : (
        <form method="post" action={`/responsible-changes/reported?${new URLSearchParams({ agency })}`} class="stack">
          <ErrorSummary form={placed(view.form)} labels={LABELS} />
          <input type="hidden" name="csrf" value={csrf} />
          <Table {...props} />
          {next !== null && (
            <p class="offered no-print">
              <a href={at(agency, { ...more, before: String(next) })}>更早的变动</a>
            </p>
          )}
          {mayReport && changes.some(({ report }) => !report) && <Report view={view} />}
        </form>
      )}
      <p class="no-print">
        <a class="offered" href={`/api/v1/responsible-changes.csv?${new URLSearchParams({ agency, ...more })}`}>
          下载CSV
        </a>
      </p>
    </StaffPage>
  )
}

/** Which changes are meant is no control of its own: each has a box. */
const placed = ({ values, errors }: FormState): FormState => ({
  values,
  errors: errors.map((one) => (one.field.startsWith('changes') ? { ...one, field: '' } : one)),
})

function Table({ view: { changes, mayReport, names, form } }: Props) {
  const ticks = mayReport && changes.some(({ report }) => !report)
  return (
    <table class="plain stacked in-line" data-changes={changes.length}>
      <caption class="unseen">变动，最近的在前</caption>
      <TableHead names={[...(ticks ? ['选择'] : []), '变动', '机关', '时间', '报备']} />
      <tbody>
        {changes.map((change) => {
          const { id, agencyName, at: instant, report } = change
          const says = changeInWords(change)
          return (
            <tr key={id} data-change={id} data-waits={report ? undefined : 'yes'}>
              {ticks && (
                <td data-label="选择">
                  {report ? (
                    '—'
                  ) : (
                    <label class="choice">
                      <input
                        type="checkbox"
                        name={`${TICK}${id}`}
                        value="yes"
                        checked={form.values[`${TICK}${id}`] === 'yes'}
                      />
                      <span class="unseen">{says}</span>
                    </label>
                  )}
                </td>
              )}
              <th scope="row">{says}</th>
              <td data-label="机关">{agencyName}</td>
              <td data-label="时间">{onDayAt(instant, inChinese)}</td>
              <td data-label="报备">{reportInWords(report, names)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function reportInWords(report: Change['report'], names: ReadonlyMap<string, string>): string {
  if (!report) return '尚未报备'
  const by = `（${names.get(report.by) ?? report.by}记录）`
  if (report.why !== null) return `不需要报备：${report.why}${by}`
  return `${inChinese(report.on!)}报${report.to}${report.document ? `，${report.document}` : ''}${by}`
}

function Report({ view: { form: back, today } }: Pick<Props, 'view'>) {
  const form = back.errors.length > 0 ? back : { values: { on: today }, errors: [] }
  return (
    <fieldset class="no-print stack">
      <legend>记录所选的变动</legend>
      <RadioField name="reported" label={LABELS.reported} form={form} choices={WAYS} initial="yes" />
      <TextField
        name="to"
        label={LABELS.to}
        form={form}
        optional="（已经报备的填写）"
        help="如云溪区政务公开办公室。"
      />
      <TextField
        name="on"
        label={LABELS.on}
        form={form}
        type="date"
        width="short"
        max={today}
        optional="（已经报备的填写）"
      />
      <TextField name="document" label={LABELS.document} form={form} optional="（选填）" />
      <TextField
        name="why"
        label={LABELS.why}
        form={form}
        optional="（不需要报备的填写）"
        help="如同一天任免、没有变动。"
      />
      <button class="primary" type="submit">
        记录
      </button>
    </fieldset>
  )
}
