/** The annual report of one year: its tables with their checks, its texts, and making it final (Arts 49, 50). */
import { inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { PARTS, type Part } from '../annual-parts.ts'
import type { AnnualView, ReportFrame } from '../views.ts'
import { Checks } from './checks.tsx'
import { Files } from './files.tsx'
import { at, ReportPage } from './frame.tsx'
import { History } from './history.tsx'
import { Table2 } from './table2.tsx'
import { Table3 } from './table3.tsx'
import { Table4 } from './table4.tsx'

type Props = { frame: ReportFrame; view: AnnualView }

export function AnnualPage({ frame, view }: Props) {
  const { report, texts, mayKeep, history, form } = view
  return (
    <ReportPage frame={frame} path="/reports" title={`${frame.year}年政府信息公开工作年度报告`}>
      <Standing frame={frame} view={view} />
      <ErrorSummary form={form} />
      <Checks report={report} />
      <Chapter part="one" text={texts.one} />
      <Table2 table2={texts.table2} />
      <Table3 frame={frame} view={view} />
      <Table4 table4={report.table4} />
      <Files frame={frame} />
      <Chapter part="five" text={texts.five} />
      <Chapter part="six" text={texts.six} />
      <p class="no-print">
        <a href={at('/reports/texts', frame)}>{mayKeep && !report.final ? '填写文字和表二' : '文字的修改记录'}</a>
      </p>
      {mayKeep && <Keeping frame={frame} view={view} />}
      <History lines={history} title="定稿记录" />
    </ReportPage>
  )
}

/** As of when, by when it is due, and whether it is final. */
function Standing({ view: { report, due, movedSince } }: Props) {
  const { final, asOf } = report
  return (
    <>
      <p class="lead">
        {final
          ? `${onDayAt(final.at, inChinese)}定稿，统计截至${inChinese(asOf)}。`
          : `按${inChinese(asOf)}的情况统计，随办理情况变动。`}
      </p>
      {!final && (
        <p class={due.daysLeft < 0 ? 'overdue' : 'hint'} data-due={due.on}>
          {`应当在${inChinese(due.on)}以前公布（${due.article}）：${left(due.daysLeft)}。`}
        </p>
      )}
      {final && <p class="hint">{`内容的校验值（SHA-256）：${final.digest}`}</p>}
      {movedSince && (
        <p class="heed no-print">定稿以后办理记录有更正，现在的统计与定稿不同。需要修改报告的，写明理由重新打开。</p>
      )}
    </>
  )
}

const left = (days: number) => (days > 0 ? `还有${days}天` : days === 0 ? '今天到期' : `已经逾期${-days}天`)

function Chapter({ part, text }: { part: Part; text: string }) {
  return (
    <section aria-labelledby={`${part}-title`}>
      <h2 id={`${part}-title`}>{PARTS[part].title}</h2>
      {text ? text.split('\n').map((line, i) => <p key={`${i} ${line}`}>{line}</p>) : <p class="hint">尚未填写。</p>}
    </section>
  )
}

/** 定稿，or opening what is final again. */
function Keeping({ frame, view: { report, isOver, form } }: Props) {
  const holds = report.checks.every((check) => check.holds)
  if (report.final)
    return (
      <form method="post" action={at('/reports/reopened', frame)} class="stack no-print">
        <h2>重新打开</h2>
        <input type="hidden" name="csrf" value={frame.csrf} />
        <AreaField
          {...{ name: 'why', label: '重新打开的理由', form }}
          rows={2}
          help="已经定稿的一份保留，校验值不变。"
        />
        <button type="submit">重新打开</button>
      </form>
    )
  return (
    <form method="post" action={at('/reports/final', frame)} class="stack no-print">
      <h2>定稿</h2>
      <input type="hidden" name="csrf" value={frame.csrf} />
      <p class="hint">
        {isOver
          ? holds
            ? '定稿后表格和文字不再变动；需要修改的，写明理由重新打开。'
            : '勾稽关系不成立的，不能定稿。'
          : `${frame.year}年结束以后才能定稿。`}
      </p>
      {isOver && holds && (
        <button class="primary" type="submit">
          定稿
        </button>
      )}
    </form>
  )
}
