/** Asked once before a report is frozen: what will be, and what still stands in the way. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { at } from '../../people/pages/yearly-page.tsx'
import type { Place } from '../../released/look-over.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { CheckField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { PersonalPlaces } from '../../web/parts/personal.tsx'
import { feesInWords } from '../annual-fees.ts'
import { PARTS, type Part } from '../annual-parts.ts'
import { unwrittenIn } from '../annual-unwritten.ts'
import { table2Cells } from '../format-2019.ts'
import { PROCEEDING_NAMES } from '../shape.ts'
import type { AnnualView, ReportFrame } from '../views.ts'
import { ReportPage } from './frame.tsx'

type Props = { frame: ReportFrame; view: AnnualView; places: readonly Place[] }

export function FinalPage({ frame, view, places }: Props) {
  const { report, isOver } = view
  const lacking = lackingIn(view, frame.year)
  return (
    <ReportPage frame={frame} path="/reports/final" title={`${frame.year}年度报告定稿`}>
      <p class="lead">
        <a href={at('/reports', frame)}>返回年度报告</a>
      </p>
      {report.final ? (
        <p class="heed">报告已经定稿。</p>
      ) : !isOver ? (
        <p class="heed">{`${frame.year}年结束以后才能定稿。`}</p>
      ) : lacking.length > 0 ? (
        <section aria-labelledby="lacking-title">
          <h2 id="lacking-title">还不能定稿</h2>
          <ul class="plain-list">
            {lacking.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <p>
            <a href={at('/reports/texts', frame)}>填写文字和表二</a>
          </p>
        </section>
      ) : (
        <>
          <PersonalPlaces places={places} before="定稿" />
          <Freezing frame={frame} view={view} />
        </>
      )}
    </ReportPage>
  )
}

/** In the words of a list: identities first, as nothing written mends them. */
const lackingIn = ({ report, texts }: AnnualView, year: number): string[] => [
  ...report.checks.filter(({ holds }) => !holds).map(({ text }) => `勾稽关系不成立：${text}`),
  ...unwrittenIn(texts, year).map(({ message }) => message),
]

function Freezing({ frame, view: { report, texts, fees, sameAsOf, hasBegun, form } }: Omit<Props, 'places'>) {
  const total = (row: string) => report.table3.find((one) => one.row === row)?.total ?? 0
  const four = PROCEEDING_NAMES.reduce((sum, proceeding) => sum + report.table4[proceeding].total, 0)
  const chapter = (part: Part) => <li>{`${PARTS[part].title}：${[...texts[part].replace(/\s/g, '')].length}字`}</li>
  return (
    <form method="post" action={at('/reports/final', frame)} class="stack">
      <h2>定稿后冻结的内容</h2>
      <input type="hidden" name="csrf" value={frame.csrf} />
      <p>{`${frame.name}${frame.year}年政府信息公开工作年度报告，统计截至${inChinese(report.asOf)}：`}</p>
      <ul>
        {chapter('one')}
        <li>{`二、主动公开政府信息情况：表二${table2Cells(frame.year).length}格`}</li>
        <li>{`三、收到和处理政府信息公开申请情况：新收${total('1')}件，上年结转${total('2')}件，办结${total('3.7')}件，结转下年度${total('4')}件`}</li>
        <li>{`四、政府信息公开行政复议、行政诉讼情况：${four}件`}</li>
        {chapter('five')}
        {chapter('six')}
        <li>{`按办理记录：${feesInWords(frame.year, fees)}`}</li>
      </ul>
      {sameAsOf && (
        <p class="heed" data-same>
          {`表格、文字和收费数字与${onDayAt(sameAsOf, inChinese)}定稿的一份完全相同：重新打开以后没有修改。`}
        </p>
      )}
      {!hasBegun && (
        <>
          <p class="heed">{`系统中没有${frame.year}年及以前的办理记录，以上各数都是0。`}</p>
          <ErrorSummary form={form} />
          <CheckField
            {...{ name: 'nothingReceived', form }}
            label="经核实，本年度没有收到申请，也没有上年结转的申请"
            help="这一确认记入定稿记录。"
          />
        </>
      )}
      <p class="hint">定稿后表格和文字不再变动；需要修改的，写明理由重新打开，已经定稿的一份保留。</p>
      <button class="primary" type="submit">
        定稿
      </button>
    </form>
  )
}
