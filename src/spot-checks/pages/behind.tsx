/** The drawn cases, or what was found of them, behind a figure of 抽查 on the page of supervision. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { SPOT_FIGURES, type SpotFigure, type SpotLine } from '../behind.ts'
import { GROUPS, groupOf } from '../drawing.ts'
import { FINDING_STATES } from '../standing.ts'

type Props = {
  viewer: Viewer
  csrf: string
  figure: SpotFigure
  year: number
  agency: { id: string; name: string }
  lines: readonly SpotLine[]
}

/** The address of the list behind a figure of an agency. */
export const behindSpotAt = (of: SpotFigure, agency: string): string =>
  `/supervision/spot-checks?${new URLSearchParams({ of, agency })}`

export function SpotLinesPage({ viewer, csrf, figure, year, agency, lines }: Props) {
  const title = `${agency.name}${year}年抽查：${SPOT_FIGURES[figure]}`
  const isOfCases = figure === 'drawn' || figure === 'scored'
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <h1>{title}</h1>
      <p class="lead">
        <a href="/supervision">返回监督</a>
      </p>
      {lines.length === 0 ? (
        <p class="empty">没有计入这一数字的申请。</p>
      ) : (
        <table class="plain stacked in-line">
          <caption class="unseen">计入这一数字的申请和问题</caption>
          <TableHead
            names={['编号', '办理结果', '办结日期', ...(isOfCases ? ['得分'] : ['问题', '情况', '答复期限'])]}
          />
          <tbody>
            {lines.map(({ one, finding }) => (
              <tr key={`${one.drawId}${one.caseId}${finding?.n}`} data-case={one.caseId}>
                <th scope="row">
                  <a href={`/spot-checks/${one.drawId}/cases/${one.caseId}`}>{one.number}</a>
                </th>
                <td data-label="办理结果">{`${GROUPS[groupOf(one.row)]}（${one.row}）`}</td>
                <td data-label="办结日期">{inChinese(one.countedOn)}</td>
                {!finding && <td data-label="得分">{one.score ? one.score.total : '未评'}</td>}
                {finding && (
                  <>
                    <td data-label="问题">{finding.says || '（内容已经销毁）'}</td>
                    <td data-label="情况">{FINDING_STATES[finding.state]}</td>
                    <td data-label="答复期限">
                      {inChinese(finding.dueOn)}
                      {finding.isOverdue && <strong class="overdue">　已逾期</strong>}
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </StaffPage>
  )
}
