/** Holiday arrangements: which years are loaded, which notice is missing, and what a new one would move before it is applied. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Arrangement } from '../../../workflows/statute/working-days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'

export type MovedRow = {
  number: string | null
  receipt: string
  dueBefore: string | null
  dueAfter: string | null
  provisionalAfter: boolean
}

type Props = {
  viewer: Viewer
  csrf: string
  arrangements: readonly Arrangement[]
  /** Open cases that run into years without a notice. */
  waiting: { cases: number; years: number[] }
  form: FormState
  /** Shown before anything is changed. */
  preview?: { arrangement: Arrangement; moved: MovedRow[]; source: string } | undefined
  /** Just put in force. */
  applied?: { year: number; moved: number } | undefined
}

export function CalendarPage({ viewer, csrf, arrangements, waiting, form, preview, applied }: Props) {
  return (
    <StaffPage title="节假日安排" viewer={viewer} csrf={csrf}>
      <h1>节假日安排</h1>
      <p class="lead">答复期限按工作日计算。国务院办公厅的通知公布后，在这里载入；载入以前先看哪些期限会变。</p>
      {waiting.cases > 0 && (
        <p class="note soon" role="alert" data-alarm="provisional">
          <span aria-hidden="true">◇ </span>
          {`有 ${waiting.cases} 件未结申请的期限算到了${waiting.years.join('、')}年，该年通知尚未载入，期限为暂定。`}
        </p>
      )}
      {applied && (
        <p class="note done" role="status" data-applied={applied.year}>
          {`${applied.year}年的安排已经生效，${applied.moved} 件申请的期限已经调整并逐件记录。`}
        </p>
      )}
      {preview ? <Preview csrf={csrf} preview={preview} /> : <Load csrf={csrf} form={form} />}
      <Loaded arrangements={arrangements} />
    </StaffPage>
  )
}

function Load({ csrf, form }: { csrf: string; form: FormState }) {
  const help = '按通知填写：year 年份，notice 文号，url 网址，off 放假日期，work 调休上班日期。'
  return (
    <section aria-labelledby="load-title">
      <h2 id="load-title">载入一年</h2>
      <ErrorSummary form={form} />
      <form method="post" action="/calendar/preview" class="stack" id="calendar-load" enctype="multipart/form-data">
        <input type="hidden" name="csrf" value={csrf} />
        <div class="field">
          <label for="calendar-file">通知文件</label>
          <p class="hint" id="calendar-file-help">
            JSON 文件，与命令 calendar import 使用的相同。没有文件的，粘贴在下面。
          </p>
          <input type="file" id="calendar-file" name="file" accept=".json" aria-describedby="calendar-file-help" />
        </div>
        <AreaField {...{ name: 'source', label: '或者粘贴通知内容（JSON）', help, form }} rows={10} />
        <button class="primary" type="submit">
          先看哪些期限会变
        </button>
      </form>
    </section>
  )
}

function Preview({
  csrf,
  preview: { arrangement, moved, source },
}: {
  csrf: string
  preview: NonNullable<Props['preview']>
}) {
  const { year, version, notice, off, work } = arrangement
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title">{`${year}年（第${version}版）：将有 ${moved.length} 件变化`}</h2>
      <p>{`${notice.join('、')}；放假 ${Object.keys(off).length} 天，调休上班 ${work.length} 天。`}</p>
      {moved.length > 0 && (
        <table class="plain" data-moved={moved.length}>
          <caption class="unseen">期限会变的申请</caption>
          <TableHead names={['编号', '现在', '载入以后']} />
          <tbody>
            {moved.map((row) => (
              <tr key={row.receipt}>
                <td class="figure">{row.number ?? row.receipt}</td>
                <td>{row.dueBefore && inChinese(row.dueBefore)}</td>
                <td>
                  {row.dueAfter && inChinese(row.dueAfter)}
                  {row.dueAfter === row.dueBefore && (row.provisionalAfter ? '（暂定）' : '（由暂定变为确定）')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <form method="post" action="/calendar" class="stack" id="calendar-apply">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="source" value={source} />
        <p class="hint">生效以后，每件期限变化的申请都记录一条“日历变更”。有误的，可以再载入更正的版本。</p>
        <button class="primary" type="submit">
          生效
        </button>{' '}
        <a href="/calendar">不载入</a>
      </form>
    </section>
  )
}

function Loaded({ arrangements }: { arrangements: readonly Arrangement[] }) {
  return (
    <section aria-labelledby="loaded-title">
      <h2 id="loaded-title">已经载入</h2>
      <table class="plain">
        <caption class="unseen">各年的安排和通知</caption>
        <TableHead names={['年份', '版本', '通知', '放假', '调休上班']} />
        <tbody>
          {arrangements.toReversed().map(({ year, version, notice, off, work }) => (
            <tr key={year}>
              <td class="figure">{year}</td>
              <td class="figure">{version}</td>
              <td>{notice.join('；')}</td>
              <td class="figure">{`${Object.keys(off).length} 天`}</td>
              <td class="figure">{`${work.length} 天`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
