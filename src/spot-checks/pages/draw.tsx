/** One draw: its cases with points and findings, how it was drawn so that anybody can repeat it, and who was invited to look. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { Checked } from '../checked.ts'
import { GROUPS, groupOf } from '../drawing.ts'
import { monthInWords } from '../draws.ts'
import { fullOf } from '../standing.ts'
import type { DrawView, Frame } from '../views.ts'

type Props = { frame: Frame; view: DrawView }
const LABELS = { name: '姓名', organisation: '单位', until: '截止日期' }

export function DrawPage({ frame, view }: Props) {
  const { draw, mayCheck } = view
  const title = `${monthInWords(draw.month)}抽查`
  return (
    <StaffPage title={title} viewer={frame.viewer} csrf={frame.csrf}>
      <p class="kicker">
        <span>抽查</span>
        <span>{draw.agencyName}</span>
      </p>
      <h1>{title}</h1>
      <p class="offered no-print">
        <a href={`/spot-checks?${new URLSearchParams({ agency: draw.agencyId })}`}>返回抽查</a>{' '}
        <a href={`/api/v1/spot-checks/${draw.id}/results.xlsx`}>下载结果（XLSX）</a>
      </p>
      <Cases view={view} />
      <HowDrawn view={view} />
      {(mayCheck || view.evaluators.length > 0) && <Evaluators frame={frame} view={view} />}
    </StaffPage>
  )
}

function Cases({ view: { draw, cases } }: Pick<Props, 'view'>) {
  return (
    <table class="plain stacked in-line" data-drawn={cases.length}>
      <caption class="unseen">抽中的申请，按机关和办理结果</caption>
      <TableHead names={['编号', '机关', '办理结果', '办结日期', '得分', '第三方评分', '问题']} />
      <tbody>
        {cases.map((one) => {
          const open = one.findings.filter(({ state }) => state !== 'settled')
          const overdue = open.filter(({ isOverdue }) => isOverdue)
          return (
            <tr key={one.caseId} data-case={one.caseId}>
              <th scope="row">
                <a href={`/spot-checks/${draw.id}/cases/${one.caseId}`}>{one.number}</a>
              </th>
              <td data-label="机关">{one.agencyName}</td>
              <td data-label="办理结果">{`${GROUPS[groupOf(one.row)]}（${one.row}）`}</td>
              <td data-label="办结日期">{inChinese(one.countedOn)}</td>
              <td data-label="得分">{one.score ? `${one.score.total}／${fullOf(draw.rules)}` : '未评'}</td>
              <td data-label="第三方评分">{outsideScores(one, fullOf(draw.rules))}</td>
              <td data-label="问题">
                {one.findings.length === 0 ? '—' : `${one.findings.length}个，${open.length}个没有了结`}
                {overdue.length > 0 && <strong class="overdue">{`　${overdue.length}个逾期`}</strong>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Of several evaluators the mean, and how many they are. */
function outsideScores({ evaluations }: Checked, full: number): string {
  if (evaluations.length === 0) return '—'
  const mean = Math.round((evaluations.reduce((sum, { total }) => sum + total, 0) / evaluations.length) * 10) / 10
  return evaluations.length === 1 ? `${mean}／${full}` : `平均${mean}／${full}（${evaluations.length}人）`
}

function HowDrawn({ view: { draw, strata } }: Pick<Props, 'view'>) {
  return (
    <details class="fold">
      <summary>怎样抽取的，怎样复核</summary>
      <p>
        {'种子：'}
        <code data-seed>{draw.seed}</code>
      </p>
      <p>
        {`种子在抽取时由系统随机产生。当月办结的每件申请，以“种子、一个空格、申请件标识”的SHA-256为序，在所属的层（机关和办理结果）中排列，每层取最前的${draw.rules.perStratum}件。下载全部名单，用任何工具重新计算，可以得出同样的结果。`}
      </p>
      <table class="plain stacked in-line">
        <caption class="unseen">各层的件数</caption>
        <TableHead names={['机关', '办理结果', '办结', '抽中']} />
        <tbody>
          {strata.map((one) => (
            <tr key={`${one.agencyName}${one.group}`}>
              <th scope="row">{one.agencyName}</th>
              <td data-label="办理结果">{GROUPS[one.group]}</td>
              <td data-label="办结">{one.population}</td>
              <td data-label="抽中">{one.drawn}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="no-print">
        <a class="offered" href={`/api/v1/spot-checks/${draw.id}/population.csv`}>
          下载全部名单（CSV）
        </a>
      </p>
    </details>
  )
}

function Evaluators({ frame, view: { draw, evaluators, today, mayCheck, form, invited, site } }: Props) {
  return (
    <section aria-labelledby="evaluators" class="no-print">
      <h2 id="evaluators">第三方评估人员</h2>
      <p>
        {'受邀人员凭评估码在 '}
        <a href="/evaluation">{`${site}/evaluation`}</a>
        {
          ' 查看抽中的申请，并且逐件评分：办理步骤、日期和隐去个人信息的文字，没有附件，不能修改。每次查看都有审计记录。申请人、第三方和他们的联系方式、各种证件和电话号码已经隐去；文字中提到的其他人的姓名，程序认不出来，不会隐去，邀请以前请先查看。'
        }
      </p>
      {invited && (
        <p class="note done" role="status">
          {`${invited.name}的评估码：`}
          <strong data-code>{invited.code}</strong>
          {'。只在这里显示一次，请当面或者以安全的方式交给本人。'}
        </p>
      )}
      {evaluators.length > 0 && (
        <table class="plain stacked in-line">
          <caption class="unseen">受邀的评估人员</caption>
          <TableHead names={['姓名', '单位', '截止日期', '']} />
          <tbody>
            {evaluators.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.name}</th>
                <td data-label="单位">{one.organisation}</td>
                <td data-label="截止日期">{inChinese(one.until)}</td>
                <td>
                  {one.endedAt ? (
                    '已经终止'
                  ) : one.until < today ? (
                    '已经到期'
                  ) : mayCheck ? (
                    <form method="post" action={`/spot-checks/${draw.id}/evaluators/${one.id}/end`}>
                      <input type="hidden" name="csrf" value={frame.csrf} />
                      <button type="submit">
                        终止<span class="unseen">{one.name}的邀请</span>
                      </button>
                    </form>
                  ) : (
                    '有效'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayCheck && (
        <form method="post" action={`/spot-checks/${draw.id}/evaluators`} class="stack">
          <h3>邀请</h3>
          <ErrorSummary form={form} labels={LABELS} />
          <input type="hidden" name="csrf" value={frame.csrf} />
          <TextField name="name" label={LABELS.name} form={form} autocomplete="off" />
          <TextField name="organisation" label={LABELS.organisation} form={form} autocomplete="off" />
          <TextField name="until" label={LABELS.until} form={form} type="date" width="short" min={today} />
          <button type="submit">邀请并生成评估码</button>
        </form>
      )}
    </section>
  )
}
