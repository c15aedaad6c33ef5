/** What was handed to departments of what handling cases brought to light: open, with their days, or answered. */
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { dayIn } from '../../ground/time.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { AsOf } from '../../web/parts/as-of.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { stateOf } from '../export.ts'
import { type ListedProblem, LONGEST_LIST, PROBLEM_STATES, type ProblemState } from '../problems.ts'

type Props = {
  viewer: Viewer
  csrf: string
  problems: readonly ListedProblem[]
  names: ReadonlyMap<string, string>
  state: ProblemState
  today: Day
  /** The instant of the list. */
  now: string
}

export function ProblemListPage({ viewer, csrf, problems, names, state, today, now }: Props) {
  return (
    <StaffPage title="依法行政问题" viewer={viewer} csrf={csrf}>
      <h1>依法行政问题</h1>
      <p class="hint">办理申请时发现、移送有关部门的问题。内容只记在申请件上，申请人看不到。</p>
      <AsOf at={now} />
      <nav class="filters no-print" aria-label="答复情况">
        <ul>
          {(Object.keys(PROBLEM_STATES) as ProblemState[]).map((one) => (
            <li key={one}>
              <a href={`/problems?state=${one}`} aria-current={one === state ? 'page' : undefined}>
                {PROBLEM_STATES[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {problems.length === 0 ? (
        <p class="empty">{state === 'open' ? '没有等待答复的问题。' : '没有已经答复的问题。'}</p>
      ) : (
        <table class="plain stacked in-line">
          <caption class="unseen">{`${PROBLEM_STATES[state]}依法行政问题`}</caption>
          <TableHead names={['编号', '机关', '移送部门', '提出人', '移送日期', '答复期限', '情况']} />
          <tbody>
            {problems.map((one) => (
              <tr key={`${one.caseId} ${one.position}`} data-case={one.caseId}>
                <th scope="row">
                  <a href={`/cases/${one.caseId}/problems`}>{one.number}</a>
                </th>
                <td data-label="机关">{one.agencyName}</td>
                <td data-label="移送部门">{one.department}</td>
                <td data-label="提出人">{names.get(one.by) ?? one.by}</td>
                <td data-label="移送日期">{inChinese(dayIn(new Date(one.at)))}</td>
                <td data-label="答复期限">{inChinese(one.dueOn)}</td>
                <td data-label="情况">
                  {one.answer === null && one.dueOn < today ? (
                    <strong class="overdue">{stateOf(one, today)}</strong>
                  ) : (
                    stateOf(one, today)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {problems.length === LONGEST_LIST && <p class="hint">{`共${LONGEST_LIST}+件，只列出前${LONGEST_LIST}件。`}</p>}
      {problems.length > 0 && (
        <p class="no-print">
          <a class="offered" href={`/problems.xlsx?state=${state}`}>
            下载表格（XLSX）
          </a>
        </p>
      )}
    </StaffPage>
  )
}
