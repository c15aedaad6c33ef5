/** What people write for the report: table 2 and three chapters, each with what the format asks and last year's words beside. */

import { at } from '../../people/pages/yearly-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import { PersonalPlaces } from '../../web/parts/personal.tsx'
import { PARTS, type Part } from '../annual-parts.ts'
import { cellOfTable2, table2Cells } from '../format-2019.ts'
import type { ReportFrame, TextsView } from '../views.ts'
import { ReportPage } from './frame.tsx'
import { History } from './history.tsx'
import { Table2Fields } from './table2.tsx'

type Props = { frame: ReportFrame; view: TextsView; mayKeep: boolean }

export function TextsPage({ frame, view, mayKeep }: Props) {
  const { form, history, isFinal, places } = view
  const years = { year: frame.year, before: frame.year - 1 }
  return (
    <ReportPage frame={frame} path="/reports/texts" title={`${frame.year}年度报告的文字和表二`}>
      <p class="lead">
        <a href={at('/reports', frame)}>返回年度报告</a>
      </p>
      {isFinal && <p class="heed">报告已经定稿。需要修改的，先在年度报告页面写明理由重新打开。</p>}
      <PersonalPlaces places={places} before="定稿" />
      <ErrorSummary form={form} labels={labelsOf(frame.year)} />
      {mayKeep && !isFinal && (
        <form method="post" action={at('/reports/texts', frame)} class="stack texts">
          <input type="hidden" name="csrf" value={frame.csrf} />
          <PartField part="one" view={view} {...years} />
          <Table2Fields form={form} before={view.before.table2} year={frame.year} />
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

/** Of each control, for the list of what is wrong. */
const labelsOf = (year: number): Record<string, string> => ({
  one: PARTS.one.title,
  ...Object.fromEntries(table2Cells(year).map((cell) => [cell, `表二${cellOfTable2(cell, year)}`])),
  five: PARTS.five.title,
  six: PARTS.six.title,
})

/** Without blanks, as editors count. */
const lengthOf = (text: string) => [...text.replace(/\s/g, '')].length

type FieldProps = { part: Part; view: TextsView; before: number }

function PartField({ part, view, before }: FieldProps) {
  const { title, guidance } = PARTS[part]
  return (
    <>
      <AreaField
        {...{ name: part, label: title, form: view.form, optional: '可以以后再填，定稿以前填写' }}
        rows={10}
        help={part === 'one' ? `${guidance}保存过的有${lengthOf(view.form.values.one ?? '')}字。` : guidance}
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
