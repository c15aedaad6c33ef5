/** One drawn case: its points, what was found and answered, and the forms of whoever's turn it is. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, RadioField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import type { FormState } from '../../web/shapes.ts'
import { GROUPS, groupOf } from '../drawing.ts'
import { monthInWords } from '../draws.ts'
import { HANDLER_ANSWERS, LINES, OWN_ANSWER } from '../put-down.ts'
import { FINDING_STATES, type Finding } from '../standing.ts'
import type { CaseAct, CaseView, Frame } from '../views.ts'
import { answeredBy } from '../who.ts'
import { ScoreFields, ScoreTable, scoreForm, scoreLabels } from './score.tsx'

type Props = { frame: Frame; view: CaseView }
const NO_FORM: FormState = { values: {}, errors: [] }
const GONE = '（内容已经销毁）'

export function DrawnCasePage({ frame, view }: Props) {
  const { draw, one, mayCheck, isErased } = view
  return (
    <StaffPage title={`抽查 ${one.number}`} viewer={frame.viewer} csrf={frame.csrf}>
      <p class="kicker">
        <span>{`${monthInWords(draw.month)}抽查`}</span>
        <span>{one.agencyName}</span>
      </p>
      <h1>{one.number}</h1>
      <p class="lead">{`${GROUPS[groupOf(one.row)]}（${one.row}），${inChinese(one.countedOn)}办结。`}</p>
      <p class="offered no-print">
        <a href={`/cases/${one.caseId}`}>打开申请件</a>{' '}
        <a href={view.mayRead ? `/spot-checks/${draw.id}` : '/spot-checks'}>{view.mayRead ? '本次抽查' : '返回抽查'}</a>
      </p>
      <Scores view={view} />
      {one.findings.map((finding, i) => (
        <FindingPart key={finding.n} frame={frame} view={view} finding={finding} i={i} />
      ))}
      {mayCheck && !isErased && (
        <div class="stack">
          <ScoreForm frame={frame} view={view} />
          <FindForm frame={frame} view={view} />
        </div>
      )}
      {isErased && <p class="note">本件内容已经依销毁清册销毁，评语、问题和答复的文字随之销毁。</p>}
    </StaffPage>
  )
}

function Scores({ view: { draw, one, names, isErased } }: Pick<Props, 'view'>) {
  const { score, evaluations } = one
  const none = isErased ? GONE : '没有评语。'
  const nameOf = ({ by }: { by: string }) => names.get(by) ?? by
  return (
    <>
      {score ? (
        <ScoreTable id="score" title="得分" rules={draw.rules} score={score} by={nameOf(score)} none={none} />
      ) : (
        <p class="empty">还没有评分。</p>
      )}
      {evaluations.map((each, i) => (
        <ScoreTable
          key={each.by}
          id={`evaluation-${i + 1}`}
          title="第三方评分"
          rules={draw.rules}
          score={each}
          by={nameOf(each)}
          none={none}
        />
      ))}
    </>
  )
}

function FindingPart({ frame, view, finding, i }: Props & { finding: Finding; i: number }) {
  const { mayCheck, mayAnswer, isErased, names } = view
  const { state, isOverdue } = finding
  return (
    <section class="stack" aria-labelledby={`finding-${finding.n}`} data-finding={state}>
      <h2 id={`finding-${finding.n}`}>{`问题${i + 1}（${FINDING_STATES[state]}）`}</h2>
      <p>{finding.says || GONE}</p>
      <p>
        {`答复期限：${inChinese(finding.dueOn)}`}
        {isOverdue && <strong class="overdue">　已逾期</strong>}
      </p>
      {finding.after.length > 0 && (
        <ul class="plain-list">
          {finding.after.map((line) => (
            <li key={line.n}>
              {`${onDayAt(line.at, inChinese)}，${names.get(line.by) ?? line.by}${LINES[line.kind]}`}
              {line.says ? `：${line.says}` : isErased ? GONE : '。'}
            </li>
          ))}
        </ul>
      )}
      {!isErased &&
        state === 'owed' &&
        mayAnswer &&
        (view.isOnlyChecker ? (
          <p class="note">{`${HANDLER_ANSWERS}。`}</p>
        ) : (
          <AnswerForm frame={frame} view={view} finding={finding} />
        ))}
      {!isErased &&
        state === 'answered' &&
        mayCheck &&
        (answeredBy(finding) === `staff:${frame.viewer.username}` ? (
          <p class="note">{`${OWN_ANSWER}。`}</p>
        ) : (
          <VerdictForm frame={frame} view={view} finding={finding} />
        ))}
    </section>
  )
}

/** The form of an act, with what came back of it. */
function opened({ frame, view }: Props, act: CaseAct, finding?: Finding) {
  const { draw, one, about, form: back, key } = view
  const isIt = about === act && (finding === undefined || back.values.finding === String(finding.n))
  return {
    form: isIt ? back : NO_FORM,
    action: `/spot-checks/${draw.id}/cases/${one.caseId}/${act}`,
    prefix: finding ? `${act}-${finding.n}-` : `${act}-`,
    hidden: (
      <>
        <input type="hidden" name="csrf" value={frame.csrf} />
        <input type="hidden" name="idempotencyKey" value={key} />
        {finding && <input type="hidden" name="finding" value={String(finding.n)} />}
      </>
    ),
  }
}

function AnswerForm({ finding, ...props }: Props & { finding: Finding }) {
  const { form, action, prefix, hidden } = opened(props, 'answers', finding)
  return (
    <form method="post" action={action} class="stack no-print" data-act="answers">
      <ErrorSummary form={form} labels={{ says: '答复' }} prefix={prefix} />
      {hidden}
      <AreaField name="says" label="答复" form={form} prefix={prefix} help="整改的情况，或者不同意的理由。" />
      <button class="primary" type="submit">
        提交答复
      </button>
    </form>
  )
}

function VerdictForm({ finding, ...props }: Props & { finding: Finding }) {
  const { form, action, prefix, hidden } = opened(props, 'verdicts', finding)
  return (
    <form method="post" action={action} class="stack no-print" data-act="verdicts">
      <ErrorSummary form={form} labels={{ says: '意见', dueOn: '再次答复的期限' }} prefix={prefix} />
      {hidden}
      <RadioField
        name="enough"
        label="核对结果"
        form={form}
        prefix={prefix}
        choices={{ yes: '了结', no: '退回，再次答复' }}
        initial="yes"
      />
      <AreaField name="says" label="意见" form={form} rows={3} prefix={prefix} optional="（退回的填写）" />
      <TextField
        name="dueOn"
        label="再次答复的期限"
        form={form}
        prefix={prefix}
        type="date"
        width="short"
        min={props.view.today}
        optional="（退回的填写）"
      />
      <button class="primary" type="submit">
        记录
      </button>
    </form>
  )
}

function ScoreForm(props: Props) {
  const { draw, one } = props.view
  const { form: back, action, prefix, hidden } = opened(props, 'scores')
  const form = scoreForm(back, one.score)
  return (
    <details class="fold no-print" open={!one.score || back.errors.length > 0}>
      <summary>{one.score ? '重新评分' : '评分'}</summary>
      <form method="post" action={action} class="stack" data-act="scores">
        <p>{draw.rules.title}</p>
        <ErrorSummary form={form} labels={scoreLabels(draw.rules)} prefix={prefix} />
        {hidden}
        <ScoreFields rules={draw.rules} form={form} prefix={prefix} />
        <button class="primary" type="submit">
          保存评分
        </button>
      </form>
    </details>
  )
}

function FindForm(props: Props) {
  const { form, action, prefix, hidden } = opened(props, 'findings')
  return (
    <details class="fold no-print" open={form.errors.length > 0}>
      <summary>提出问题</summary>
      <form method="post" action={action} class="stack" data-act="findings">
        <ErrorSummary form={form} labels={{ says: '问题', dueOn: '答复期限' }} prefix={prefix} />
        {hidden}
        <AreaField name="says" label="问题" form={form} prefix={prefix} help="不要写申请人的姓名和联系方式。" />
        <TextField
          name="dueOn"
          label="答复期限"
          form={form}
          prefix={prefix}
          type="date"
          width="short"
          min={props.view.today}
        />
        <button type="submit">提出</button>
      </form>
    </details>
  )
}
