/** 复议、诉讼 of a case: each with what was claimed, its limits and why, what lacks on file, the documents to make, its result. */

import { OUTCOMES } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese, inChineseWithWeekday } from '../../../workflows/statute/days.ts'
import type { AnswerLimit } from '../../../workflows/statute/remedy-answers.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { Pairs } from '../../web/parts/pairs.tsx'
import type { ToldRemedy } from '../told.ts'

export type CaseRemediesView = {
  caseId: string
  case: string
  title: string
  remedies: (ToldRemedy & { documents: { id: string; title: string }[] })[]
  lacking: readonly { what: string; of: string }[]
  /** What this person may still record of it, as the case's page offers it. */
  next: string
  /** May this person make its documents? */
  mayMake: boolean
}

type Props = { viewer: Viewer; csrf: string; view: CaseRemediesView }

export function CaseRemediesPage({ viewer, csrf, view }: Props) {
  const { caseId, remedies, lacking, next } = view
  const base = `/cases/${encodeURIComponent(caseId)}`
  return (
    <StaffPage title={`复议、诉讼 ${view.case}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={base}>{view.case}</a>
        <a href="/remedies">复议诉讼台账</a>
      </p>
      <h1>复议、诉讼</h1>
      <p class="lead">{view.title}</p>
      <p class="note">
        {next}
        <a href={base}>到申请件页面记录</a>
      </p>
      {remedies.length === 0 && <p class="empty">没有复议、诉讼的记录。</p>}
      {remedies.toReversed().map((remedy) => (
        <section key={remedy.n} aria-labelledby={`remedy-${remedy.n}`} data-remedy={remedy.n}>
          <h2 id={`remedy-${remedy.n}`}>{`${remedy.n}. ${remedy.kindZh}`}</h2>
          <Told remedy={remedy} />
          {remedy.heed && (
            <p class="heed" data-heed>
              <span aria-hidden="true">◇ </span>
              {remedy.heed.says} <span class="article">{remedy.heed.article}</span>
            </p>
          )}
          {remedy.answer && !remedy.decidedOn && <Why limit={remedy.answer} name="提交期限" />}
          {remedy.appeal && <Why limit={remedy.appeal} name="上诉期限" />}
          {remedy.ordered && <Why limit={remedy.ordered} name="履行期限" />}
          {view.mayMake && !remedy.decidedOn && (
            <>
              <h3>文书</h3>
              {remedy.documents.length === 0 && <p class="note">由本机关另行撰写上诉状。</p>}
              {remedy.documents.length > 0 && (
                <ul class="offered">
                  {remedy.documents.map(({ id, title }) => (
                    <li key={id}>
                      <a href={`${base}/remedies/${remedy.n}/${id}`}>{title}</a>
                    </li>
                  ))}
                </ul>
              )}
            </>
          )}
        </section>
      ))}
      {lacking.length > 0 && (
        <section aria-labelledby="lacking-title">
          <h2 id="lacking-title">缺件</h2>
          <ul class="lacking">
            {lacking.map(({ what, of }) => (
              <li key={what + of}>{`${what}（${of}）`}</li>
            ))}
          </ul>
        </section>
      )}
    </StaffPage>
  )
}

function Told({ remedy }: { remedy: ToldRemedy }) {
  const { answer, answeredOn, decidedOn, late, ordered, performedOn } = remedy
  const pairs: [string, string | null][] = [
    ['提起人', remedy.claimant ? remedy.claimantZh : null],
    ['受理机关', remedy.body],
    ['案号', remedy.number],
    ['请求', remedy.claims],
    ['第三人', remedy.thirdParties.join('、') || null],
    ['共同被告', remedy.coDefendant],
    ['原答复', remedy.against ? OUTCOMES[remedy.against].zh : '没有答复'],
    ['提起之日', inChinese(remedy.soughtOn)],
    ['收到副本', inChinese(remedy.receivedOn ?? remedy.soughtOn)],
    ['审理程序', remedy.procedureZh],
    ['提交期限', answer ? inChineseWithWeekday(answer.dueOn) : '本机关上诉，不需答辩'],
    ['提交', answeredOn ? `${inChinese(answeredOn)}${late ? '，逾期' : ''}` : late ? '逾期未提交' : null],
    ['结果', decidedOn ? `${remedy.resultZh}（${inChinese(decidedOn)}）` : '尚未审结'],
    ['决定书、裁判文书', remedy.decisionNumber],
    ['责令期限', remedy.orderedDays === null ? null : `${remedy.orderedDays}个工作日`],
    ['履行期限', ordered ? inChineseWithWeekday(ordered.dueOn) : null],
    ['履行', performedOn ? inChinese(performedOn) : null],
  ]
  return <Pairs of={pairs} />
}

/** How the last day was counted, step by step, each with its article. */
function Why({ limit, name }: { limit: AnswerLimit; name: string }) {
  return (
    <details class="fold why" data-why>
      <summary>{`${name}为什么是${inChinese(limit.dueOn)}`}</summary>
      <ol class="clock-steps">
        {limit.steps.map(({ on, text, article }) => (
          <li key={on + text}>
            <p class="when">{inChinese(on)}</p>
            <p>{text}</p>
            <p class="article">{article}</p>
          </li>
        ))}
      </ol>
      {limit.provisional && <p class="heed">计算进入尚未公布放假安排的年份，日期暂定。</p>}
    </details>
  )
}
