/** What can be done with a report, together near its head: writing it, making it final, taking it away as a file. */

import { at } from '../../people/pages/yearly-page.tsx'
import { unwrittenIn } from '../annual-unwritten.ts'
import type { AnnualView, ReportFrame } from '../views.ts'

/** The whole report first, then its tables alone. */
const WHOLE = [
  ['docx', 'DOCX'],
  ['pdf', 'PDF'],
  ['html', '网页'],
] as const
const TABLES = [
  ['xlsx', 'XLSX'],
  ['csv', 'CSV'],
] as const

type Props = { frame: ReportFrame; view: AnnualView }

export function Tools({ frame, view }: Props) {
  const { mayKeep, report } = view
  return (
    <nav class="report-tools no-print" aria-label="填写、定稿和导出">
      <dl>
        <div>
          <dt>填写</dt>
          <dd>
            <a href={at('/reports/texts', frame)}>{mayKeep && !report.final ? '填写文字和表二' : '文字的修改记录'}</a>
          </dd>
        </div>
        {mayKeep && (
          <div>
            <dt>定稿</dt>
            <dd>
              <Finalising frame={frame} view={view} />
            </dd>
          </div>
        )}
        <div>
          <dt>{report.final ? '导出' : '导出（草稿）'}</dt>
          <dd>
            <span>报告全文</span>
            {WHOLE.map((file) => (
              <File key={file[0]} frame={frame} file={file} />
            ))}
            <span>表三、表四</span>
            {TABLES.map((file) => (
              <File key={file[0]} frame={frame} file={file} />
            ))}
          </dd>
        </div>
      </dl>
    </nav>
  )
}

const File = ({ frame, file: [ending, label] }: { frame: ReportFrame; file: readonly [string, string] }) => (
  <a href={at(`/api/v1/reports/annual.${ending}`, frame)} download>
    {label}
  </a>
)

function Finalising({ frame, view: { report, isOver, texts } }: Props) {
  if (report.final) return <a href="#reopen">重新打开</a>
  if (!isOver) return <span>{`${frame.year}年结束以后才能定稿。`}</span>
  if (!report.checks.every(({ holds }) => holds)) return <span>勾稽关系不成立的，不能定稿。</span>
  const lacking = unwrittenIn(texts, frame.year).length
  return (
    <>
      <a href={at('/reports/final', frame)}>核对后定稿</a>
      {lacking > 0 && <span>{`还有${lacking}项没有填写`}</span>}
    </>
  )
}
