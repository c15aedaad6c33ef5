/** What an office sets for itself, and how the points are read that the law leaves open. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'

export type Reading = { question: string; chosen: string; otherwise: string; article: string }

type Props = {
  viewer: Viewer
  csrf: string
  agencies: readonly { id: string; name: string; remindBefore: readonly number[] }[]
  readings: readonly Reading[]
  form: FormState
  /** The agency that the form, or the news of success, is about. */
  about?: string | undefined
  saved?: boolean
}

export function SettingsPage({ viewer, csrf, agencies, readings, form, about, saved }: Props) {
  return (
    <StaffPage title="设置" viewer={viewer} csrf={csrf}>
      <h1>设置</h1>
      <section aria-labelledby="reminders-title">
        <h2 id="reminders-title">期限提醒</h2>
        <p class="hint">在期限届满以前的这些工作日提醒承办人、公开机构负责人和登记员；超期以后每个工作日提醒。</p>
        {saved && (
          <p class="note done" role="status">
            已保存。
          </p>
        )}
        {agencies.map(({ id, name, remindBefore }) => {
          const mine = about === id && !saved ? form : { values: { days: remindBefore.join('、') }, errors: [] }
          return (
            <form key={id} method="post" action="/settings/reminders" class="stack" data-agency={id}>
              <h3>{name}</h3>
              {about === id && <ErrorSummary form={form} prefix={`${id}-`} />}
              <input type="hidden" name="csrf" value={csrf} />
              <input type="hidden" name="agency" value={id} />
              <TextField
                {...{ name: 'days', label: '提前的工作日数', form: mine, prefix: `${id}-`, width: 'middle' }}
                help="例如：5、3、1"
              />
              <button type="submit">保存</button>
            </form>
          )
        })}
      </section>
      <section aria-labelledby="readings-title">
        <h2 id="readings-title">法律没有规定明确的事项</h2>
        <table class="plain">
          <caption class="unseen">各事项的处理和依据</caption>
          <TableHead names={['事项', '现在的处理', '另一种处理', '依据']} />
          <tbody>
            {readings.map(({ question, chosen, otherwise, article }) => (
              <tr key={question}>
                <th scope="row">{question}</th>
                <td>{chosen}</td>
                <td>{otherwise}</td>
                <td>{article}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </StaffPage>
  )
}
