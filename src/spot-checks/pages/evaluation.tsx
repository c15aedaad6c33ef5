/** What evaluators from outside read: the drawn cases, and one of them without personal data. */
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Checked } from '../checked.ts'
import { GROUPS, groupOf } from '../drawing.ts'
import { type Draw, monthInWords } from '../draws.ts'
import { evaluatorBy } from '../evaluated.ts'
import type { Evaluator } from '../evaluators.ts'
import type { MaskedCase } from '../masked-case.ts'
import { fullOf, type Score } from '../standing.ts'
import { ScoreFields, scoreForm, scoreLabels } from './score.tsx'

export function EvaluationListPage({
  evaluator,
  draw,
  cases,
}: {
  evaluator: Evaluator
  draw: Draw
  cases: readonly Checked[]
}) {
  const title = `${monthInWords(draw.month)}抽查`
  return (
    <StaffPage title={title}>
      <p class="kicker">
        <span>第三方评估</span>
        <span>{draw.agencyName}</span>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        {`${evaluator.organisation}　${evaluator.name}，可以查看和评分到${inChinese(evaluator.until)}。每次查看都有记录。`}
      </p>
      <table class="plain stacked in-line" data-drawn={cases.length}>
        <caption class="unseen">抽中的申请</caption>
        <TableHead names={['编号', '机关', '办理结果', '办结日期', '您的评分']} />
        <tbody>
          {cases.map((one) => (
            <tr key={one.caseId}>
              <th scope="row">
                <a href={`/evaluation/cases/${one.caseId}`}>{one.number}</a>
              </th>
              <td data-label="机关">{one.agencyName}</td>
              <td data-label="办理结果">{`${GROUPS[groupOf(one.row)]}（${one.row}）`}</td>
              <td data-label="办结日期">{inChinese(one.countedOn)}</td>
              <td data-label="您的评分">
                {one.evaluations.find(({ by }) => by === evaluatorBy(evaluator))?.total ?? '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <details class="fold">
        <summary>{`评分表：${draw.rules.title}`}</summary>
        <table class="plain stacked in-line">
          <caption class="unseen">评分项目</caption>
          <TableHead names={['项目', '分值', '说明']} />
          <tbody>
            {draw.rules.items.map(({ name, points, help }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td data-label="分值">{points}</td>
                <td data-label="说明">{help || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          {'抽取的种子：'}
          <code>{draw.seed}</code>
        </p>
      </details>
      <form method="post" action="/evaluation/leave" class="no-print">
        <button type="submit">离开</button>
      </form>
    </StaffPage>
  )
}

const dayOr = (day: Day | null) => (day ? inChinese(day) : '—')

type CaseProps = {
  draw: Draw
  id: string
  /** None where its content was destroyed. */
  one: MaskedCase | undefined
  /** The points that this evaluator gave last. */
  own: Score | undefined
  form: FormState
  formKey: string
  /** It was scored just now: how many have no points of this evaluator yet, and the next of these. */
  done?: { left: number; next: Pick<Checked, 'caseId' | 'number'> | undefined } | undefined
}

export function MaskedCasePage({ draw, id, one, own, form, formKey, done }: CaseProps) {
  const title = one?.number ?? '申请件'
  return (
    <StaffPage title={title}>
      <p class="kicker">
        <span>第三方评估</span>
        <span>{draw.agencyName}</span>
      </p>
      <h1>{title}</h1>
      <p class="offered no-print">
        <a href="/evaluation">返回名单</a>
      </p>
      {done && (
        <p class="note done" role="status" data-left={done.left}>
          {done.next
            ? `评分已经保存，谢谢。还有${done.left}件没有评分，下一件：`
            : '评分已经保存，谢谢。抽中的申请都已经评分。'}
          {done.next && (
            <a class="offered" href={`/evaluation/cases/${done.next.caseId}`}>
              {done.next.number}
            </a>
          )}
        </p>
      )}
      {one ? <Told one={one} /> : <p class="note">本件内容已经依销毁清册销毁，不能查看。</p>}
      {one && <OwnScore draw={draw} id={id} own={own} form={form} formKey={formKey} />}
    </StaffPage>
  )
}

type Own = Omit<CaseProps, 'one' | 'done'>

function OwnScore({ draw, id, own, form: back, formKey }: Own) {
  const form = scoreForm(back, own)
  const { rules } = draw
  return (
    <section class="stack no-print" aria-labelledby="own-score" data-own={own?.total}>
      <h2 id="own-score">{own ? `您的评分 ${own.total}／${fullOf(rules)}` : '您的评分'}</h2>
      <form method="post" action={`/evaluation/cases/${id}/scores`} class="stack" data-act="scores">
        <p>{rules.title}</p>
        <ErrorSummary form={form} labels={scoreLabels(rules)} prefix="own-" />
        <input type="hidden" name="idempotencyKey" value={formKey} />
        <ScoreFields rules={rules} form={form} prefix="own-" />
        <button class="primary" type="submit">
          {own ? '重新评分' : '保存评分'}
        </button>
      </form>
    </section>
  )
}

function Told({ one }: { one: MaskedCase }) {
  return (
    <div class="stack">
      {one.withheld && <p class="note">{one.withheld}</p>}
      <dl class="pairs">
        <dt>申请人类型</dt>
        <dd>{one.applicant}</dd>
        <dt>所需信息</dt>
        <dd>{one.title || '—'}</dd>
        {one.description && (
          <>
            <dt>内容描述</dt>
            <dd class="said">{one.description}</dd>
          </>
        )}
        <dt>办理结果</dt>
        <dd>{one.outcome || '—'}</dd>
        <dt>收到日期</dt>
        <dd>{dayOr(one.receivedOn)}</dd>
        <dt>答复期限</dt>
        <dd>{dayOr(one.dueOn)}</dd>
        <dt>答复日期</dt>
        <dd>{`${dayOr(one.settledOn)}${one.late ? '（逾期）' : ''}`}</dd>
      </dl>
      <h2>办理经过</h2>
      <table class="plain stacked in-line" data-facts={one.facts.length}>
        <caption class="unseen">办理经过，按先后</caption>
        <TableHead names={['日期', '事项', '依据', '内容']} />
        <tbody>
          {one.facts.map((fact, i) => (
            <tr key={i}>
              <td data-label="日期">{inChinese(fact.on)}</td>
              <th scope="row">{fact.zh}</th>
              <td data-label="依据">{fact.article || '—'}</td>
              <td data-label="内容">
                {fact.details.length === 0
                  ? '—'
                  : fact.details.map(({ label, value }) => <p key={label}>{`${label}：${value}`}</p>)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
