/** The figures of a year: each with its chart, its table, and the way to its cases. */
import type { ComponentChildren } from 'preact'
import { RESULTS } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { at } from '../../people/pages/yearly-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { APPLICANT_ZH } from '../figures.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { outcomeZh } from '../linked.ts'
import type { AnalysisView, Frame } from '../views.ts'
import { Bar, MonthChart } from './charts.tsx'
import { AnalysisFrame, Count } from './frame.tsx'

type Props = { frame: Frame; view: AnalysisView }

export function AnalysisPage({ frame, view }: Props) {
  const { analysis } = view
  return (
    <AnalysisFrame frame={frame} path="/analysis" title={`${frame.year}年分析`}>
      <p class="lead">{`截至${inChinese(analysis.asOf)}，收到、办结按年度报告表三的口径计算。点数字看是哪些申请。`}</p>
      <Months frame={frame} view={view} />
      <Outcomes frame={frame} view={view} />
      <Time frame={frame} view={view} />
      <Applicants frame={frame} view={view} />
      {(Object.keys(KINDS) as Kind[]).map((kind) => (
        <Subjects key={kind} frame={frame} view={view} kind={kind} />
      ))}
      <Keywords frame={frame} view={view} />
      <Reversals frame={frame} view={view} />
    </AnalysisFrame>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="analysis" aria-labelledby={`${id}-title`} data-part={id}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  )
}

function Months({ frame, view: { analysis } }: Props) {
  const two = (month: number) => String(month).padStart(2, '0')
  return (
    <Section id="months" title="各月收到和办结">
      <MonthChart months={analysis.months} />
      <table class="plain">
        <caption class="unseen">各月收到和办结的申请</caption>
        <TableHead names={['月份', '收到', '办结']} />
        <tbody>
          {analysis.months.map(({ month, received, concluded }) => (
            <tr key={month}>
              <th scope="row">{`${month}月`}</th>
              <td class="figure">
                <Count frame={frame} n={received} of={`received.${two(month)}`} zh={`${month}月收到`} />
              </td>
              <td class="figure">
                <Count frame={frame} n={concluded} of={`concluded.${two(month)}`} zh={`${month}月办结`} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">合计</th>
            <td class="figure">
              <Count frame={frame} n={analysis.received} of="received" zh="全年收到" />
            </td>
            <td class="figure">
              <Count frame={frame} n={analysis.concluded} of="concluded" zh="全年办结" />
            </td>
          </tr>
        </tbody>
      </table>
    </Section>
  )
}

type Row = { name: string; n: number; of: string }

/** A list of figures with a bar beside each. */
function BarTable({
  frame,
  rows,
  caption,
  head,
}: {
  frame: Frame
  rows: readonly Row[]
  caption: string
  head: string
}) {
  const most = Math.max(0, ...rows.map(({ n }) => n))
  return (
    <table class="plain bars">
      <caption class="unseen">{caption}</caption>
      <TableHead names={[head, '件数', '图']} />
      <tbody>
        {rows.map(({ name, n, of }) => (
          <tr key={of} data-figure={of}>
            <th scope="row">{name}</th>
            <td class="figure">
              <Count frame={frame} n={n} of={of} zh={name} />
            </td>
            <td>
              <Bar n={n} most={most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Outcomes({ frame, view: { analysis } }: Props) {
  const rows = analysis.outcomes.map(({ outcome, n }) => ({ name: outcomeZh(outcome), n, of: `outcome.${outcome}` }))
  return (
    <Section id="outcomes" title="办理结果和不予公开的理由">
      {rows.length === 0 ? (
        <p class="empty">尚未办结的申请。</p>
      ) : (
        <BarTable frame={frame} rows={rows} caption="办理结果，多的在前" head="结果" />
      )}
    </Section>
  )
}

const percent = (n: number, of: number) => (of === 0 ? '—' : `${((n / of) * 100).toFixed(1)}%`)

function Time({ frame, view: { analysis } }: Props) {
  const { answered, late, extended, consulted, median, p90 } = analysis.time
  const rows = [
    ['逾期答复', late, 'late'],
    ['延长答复期限', extended, 'extended'],
    ['征求第三方、其他机关意见', consulted, 'consulted'],
  ] as const
  return (
    <Section id="time" title="办理用时">
      {median === null ? (
        <p class="empty">还没有答复的申请。</p>
      ) : (
        <p>
          {'答复'}
          <Count frame={frame} n={answered} of="answered" zh="答复" inText />
          {`件。从收到之日起，半数在${median}个工作日以内答复，九成在${p90}个工作日以内；补正、征求意见等不计入期限的时间也在其中。是否逾期，以各件的期限计算为准。`}
        </p>
      )}
      <table class="plain">
        <caption class="unseen">逾期、延期和征求意见的申请及其占答复的比例</caption>
        <TableHead names={['情形', '件数', '占答复']} />
        <tbody>
          {rows.map(([name, n, of]) => (
            <tr key={of}>
              <th scope="row">{name}</th>
              <td class="figure">
                <Count frame={frame} n={n} of={of} zh={name} />
              </td>
              <td class="figure">{percent(n, answered)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Applicants({ frame, view: { analysis, repeated } }: Props) {
  const rows = analysis.columns.map(({ column, n }) => ({ name: APPLICANT_ZH[column], n, of: `column.${column}` }))
  const { applicants, cases } = analysis.repeated
  return (
    <Section id="applicants" title="申请人">
      {rows.length > 0 && <BarTable frame={frame} rows={rows} caption="申请人类型，多的在前" head="申请人" />}
      <p>
        {`一年内向同一机关申请两次以上的申请人${applicants}个，共申请`}
        <Count frame={frame} n={cases} of="repeated" zh="申请两次以上的申请人的申请" inText />
        {'件。按证件号码或者统一社会信用代码计算，没有号码的不计。'}
      </p>
      {repeated.length > 0 && (
        <details class="fold no-print">
          <summary>申请最多的申请人</summary>
          <table class="plain">
            <caption class="unseen">申请最多的申请人，只在本页显示</caption>
            <TableHead names={['申请人', '机关', '申请']} />
            <tbody>
              {repeated.map(({ caseId, name, agency, n }) => (
                <tr key={caseId}>
                  <th scope="row">{name}</th>
                  <td>{agency}</td>
                  <td class="figure">
                    <Count frame={frame} n={n} of={`sameAs.${caseId}`} zh={name} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Section>
  )
}

function Subjects({ frame, view: { analysis }, kind }: Props & { kind: Kind }) {
  const rows = analysis.subjects
    .filter((one) => one.kind === kind)
    .map(({ name, n }) => ({ name, n, of: `${kind}.${name}` }))
  return (
    <Section id={kind} title={`申请的${KINDS[kind]}`}>
      {rows.length === 0 ? (
        <p class="empty">
          {`还没有设${KINDS[kind]}。`}
          <a href={at('/analysis/subjects', frame)}>设置主题和区域</a>
        </p>
      ) : (
        <>
          <BarTable frame={frame} rows={rows} caption={`各${KINDS[kind]}的申请，多的在前`} head={KINDS[kind]} />
          <p class="hint">{`按标题和内容中的词语归类，一件申请可以归入几个${KINDS[kind]}；归错的，点数字以后更正。`}</p>
        </>
      )}
    </Section>
  )
}

function Keywords({ frame, view: { analysis } }: Props) {
  const { keywords, compared } = analysis
  return (
    <Section id="keywords" title="关键词">
      <p class="hint">
        {compared > 0
          ? `标题和内容中的词语，与本系统其他机关、其他年度的${compared}件申请比较，本年度明显多的在前；不到三件的不列，各件申请人、代理人的姓名或者名称不计。`
          : '标题和内容中的词语，件数多的在前；没有其他申请可以比较，不到三件的不列，各件申请人、代理人的姓名或者名称不计。'}
      </p>
      {keywords.length === 0 ? (
        <p class="empty">没有突出的词语。</p>
      ) : (
        <ul class="keywords">
          {keywords.map(({ word, n, weight }) => (
            <li key={word} data-weight={weight}>
              <span>{word}</span>
              <Count frame={frame} n={n} of={`keyword.${word}`} zh={word} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Reversals({ frame, view: { analysis } }: Props) {
  const { reversals } = analysis
  const results = Object.keys(RESULTS) as (keyof typeof RESULTS)[]
  return (
    <Section id="reversals" title="复议、诉讼的结果">
      {reversals.length === 0 ? (
        <p class="empty">本年度没有审结的复议、诉讼。</p>
      ) : (
        <table class="plain">
          <caption class="unseen">本年度审结的复议、诉讼，按原答复</caption>
          <TableHead names={['原答复', ...results.map((result) => RESULTS[result])]} />
          <tbody>
            {reversals.map((row) => (
              <tr key={row.against}>
                <th scope="row">{outcomeZh(row.against)}</th>
                {results.map((result) => (
                  <td key={result} class="figure">
                    <Count
                      frame={frame}
                      n={row[result]}
                      of={`result.${result}-${row.against ?? 'none'}`}
                      zh={`${RESULTS[result]}，原答复：${outcomeZh(row.against)}`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="hint">同一件申请可以有几次复议、诉讼，件数按案件计算，同一诉讼的各审级算一件。</p>
    </Section>
  )
}
