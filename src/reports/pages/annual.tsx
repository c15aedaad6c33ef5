/** The annual report of one year: its tables with their checks, its texts, and making it final (Arts 49, 50). */
import { inChinese } from '../../../workflows/statute/days.ts'
import { at } from '../../people/pages/yearly-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { PARTS, type Part } from '../annual-parts.ts'
import { formatOf, isOldFormat } from '../format-2019.ts'
import type { AnnualView, ReportFrame } from '../views.ts'
import { Checks } from './checks.tsx'
import { ReportPage } from './frame.tsx'
import { History } from './history.tsx'
import { Table2 } from './table2.tsx'
import { Table3 } from './table3.tsx'
import { Table4 } from './table4.tsx'
import { Tools } from './tools.tsx'

type Props = { frame: ReportFrame; view: AnnualView }

export function AnnualPage({ frame, view }: Props) {
  const { report, texts, mayKeep, history, form } = view
  if (!view.isKnown)
    return (
      <ReportPage frame={frame} path="/reports" title={`${frame.year}年政府信息公开工作年度报告`}>
        <p class="empty">{`系统中没有${frame.year}年以前（含当年）的办理记录和文字，不编制${frame.year}年的年度报告。`}</p>
        {mayKeep && (
          <p class="offered">
            <a href={at('/reports/texts', frame)}>{`本机关应当编制${frame.year}年度报告的，填写文字和表二`}</a>
          </p>
        )}
      </ReportPage>
    )
  return (
    <ReportPage frame={frame} path="/reports" title={`${frame.year}年政府信息公开工作年度报告`}>
      <Standing frame={frame} view={view} />
      <Reopened frame={frame} view={view} />
      <ErrorSummary form={form} />
      <Tools frame={frame} view={view} />
      <Unreceived frame={frame} view={view} />
      <Checks frame={frame} view={view} />
      <Chapter part="one" text={texts.one} />
      <Table2 table2={texts.table2} year={formatOf(frame.year, texts.table2)} />
      {isOldFormat(formatOf(frame.year, texts.table2)) && (
        <p class="hint">
          导出的报告按当年的格式（国办公开办函〔2019〕60号）：表二为当时的栏目，表三的“（六）其他处理”合为一行。
        </p>
      )}
      <Table3 frame={frame} view={view} />
      <Table4 table4={report.table4} />
      <Chapter part="five" text={texts.five} />
      <Chapter part="six" text={texts.six} />
      {mayKeep && report.final && <Reopening frame={frame} view={view} />}
      <History lines={history} title="定稿记录" fileOf={(version) => fileOf(frame, version)} />
    </ReportPage>
  )
}

/** As of when, by when it is due, and whether it is final. */
function Standing({ frame, view: { report, due, movedSince, hasBegun } }: Props) {
  const open = report.agencies?.filter((one) => !one.final) ?? []
  const { final, asOf } = report
  return (
    <>
      <p class="lead">
        {final
          ? `${onDayAt(final.at, inChinese)}定稿，统计截至${inChinese(asOf)}。`
          : `按${inChinese(asOf)}的情况统计，随办理情况变动。`}
      </p>
      {!final && !hasBegun && (
        <p class="hint">{`系统中没有${frame.year}年及以前的办理记录：定稿须经核实，本年度没有收到申请。`}</p>
      )}
      {!final && hasBegun && (
        <p class={due.daysLeft < 0 ? 'overdue' : 'hint'} data-due={due.on}>
          {`应当在${inChinese(due.on)}以前${due.what}（${due.article}）：${left(due.daysLeft)}。`}
        </p>
      )}
      {final && <p class="hint">{`内容的校验值（SHA-256）：${final.digest}`}</p>}
      {open.length > 0 && (
        <p class="hint no-print" data-open={open.length}>
          {'还没有定稿的机关：'}
          {open.map(({ agency, name }, i) => (
            <span key={agency}>
              {i > 0 && '、'}
              <a href={at('/reports', { ...frame, agency })}>{name}</a>
            </span>
          ))}
          {'。合计中这些机关的数字按办理记录统计，随办理情况变动。'}
        </p>
      )}
      {movedSince && (
        <p class="heed no-print">定稿以后办理记录有更正，现在的统计与定稿不同。需要修改报告的，写明理由重新打开。</p>
      )}
    </>
  )
}

const fileOf = (frame: ReportFrame, version: number) =>
  at('/api/v1/reports/annual.pdf', frame, { version: String(version) })

/** What was frozen last is still what was handed in. */
function Reopened({ frame, view: { report, history } }: Props) {
  const last = history.find(({ version }) => version)
  if (report.final || !last?.version) return null
  return (
    <p class="heed no-print">
      {`${onDayAt(last.at, inChinese)}的定稿已经重新打开，以下是修改中的草稿。`}
      <a class="offered" href={fileOf(frame, last.version)} download>
        下载那一次定稿（PDF）
      </a>
    </p>
  )
}

/** What is counted nowhere is said, lest somebody looks for it in the table. */
function Unreceived({ frame, view: { unreceived } }: Props) {
  if (unreceived === 0) return null
  return (
    <p class="heed no-print" data-unreceived={unreceived}>
      {`${frame.year}年提交的申请中有${unreceived}件还没有确认收到，没有计入表三。`}
      <a href="/desk?stage=receive">查看等待确认的申请</a>
    </p>
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

/** What is final, opened again. */
function Reopening({ frame, view: { form } }: Props) {
  return (
    <form method="post" action={at('/reports/reopened', frame)} class="stack no-print" id="reopen">
      <h2>重新打开</h2>
      <input type="hidden" name="csrf" value={frame.csrf} />
      <AreaField {...{ name: 'why', label: '重新打开的理由', form }} rows={2} help="已经定稿的一份保留，校验值不变。" />
      <button type="submit">重新打开</button>
    </form>
  )
}
