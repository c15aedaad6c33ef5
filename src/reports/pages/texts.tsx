/** What people write for the report: table 2 and three chapters, each with what the format asks and last year's words beside. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import { PARTS, type Part, TABLE_2 } from '../annual-parts.ts'
import type { ReportFrame, TextsView } from '../views.ts'
import { at, ReportPage } from './frame.tsx'
import { History } from './history.tsx'

type Props = { frame: ReportFrame; view: TextsView; mayKeep: boolean }

export function TextsPage({ frame, view, mayKeep }: Props) {
  const { form, history, isFinal } = view
  const years = { year: frame.year, before: frame.year - 1 }
  return (
    <ReportPage frame={frame} path="/reports/texts" title={`${frame.year}年度报告的文字和表二`}>
      <p class="lead">
        <a href={at('/reports', frame)}>返回年度报告</a>
      </p>
      {isFinal && <p class="heed">报告已经定稿。需要修改的，先在年度报告页面写明理由重新打开。</p>}
      <ErrorSummary form={form} />
      {mayKeep && !isFinal && (
        <form method="post" action={at('/reports/texts', frame)} class="stack wide">
          <input type="hidden" name="csrf" value={frame.csrf} />
          <PartField part="one" view={view} {...years} />
          <TwoFields view={view} before={years.before} />
          <PartField part="five" view={view} {...years} />
          <PartField part="six" view={view} {...years} />
          <button class="primary" type="submit">
            保存
          </button>
        </form>
      )}
      <History lines={history} title="修改记录" />
    </ReportPage>
  )
}

type FieldProps = { part: Part; view: TextsView; before: number }

function PartField({ part, view, before }: FieldProps) {
  const { title, guidance } = PARTS[part]
  return (
    <>
      <AreaField
        {...{ name: part, label: title, form: view.form, optional: '可以以后再填' }}
        rows={10}
        help={guidance}
      />
      {part === 'six' && <p class="hint">{`按办理记录：${view.suggestion}`}</p>}
      {view.before[part] && (
        <details class="fold">
          <summary>{`${before}年度报告的这一部分`}</summary>
          {view.before[part].split('\n').map((line, i) => (
            <p key={`${i} ${line}`}>{line}</p>
          ))}
        </details>
      )}
    </>
  )
}

function TwoFields({ view: { form, before: texts }, before }: { view: TextsView; before: number }) {
  return (
    <>
      <h2>二、主动公开政府信息情况</h2>
      {TABLE_2.map(({ title, rows, columns }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {Object.entries(rows).flatMap(([row, label]) =>
            Object.entries(columns).map(([column, name]) => {
              const last = texts.table2[`${row}.${column}`]
              return (
                <TextField
                  key={`${row}.${column}`}
                  {...{ name: `${row}.${column}`, label: `${label}：${name}`, form, optional: '可以以后再填' }}
                  width="short"
                  inputMode="numeric"
                  help={last ? `${before}年为${last}` : undefined}
                />
              )
            }),
          )}
        </fieldset>
      ))}
    </>
  )
}
