/** Few numbers, each a link to its cases; below, what is over its limit, longest first. */
import { inChineseWithWeekday } from '../../../workflows/statute/days.ts'
import { DeskTable } from '../../cases/pages/desk-table.tsx'
import type { DeskRow, Viewer } from '../../cases/views.ts'
import { Page } from '../../web/page.tsx'
import type { AgencyNumbers } from '../supervision.ts'

type Props = { viewer: Viewer; csrf: string; today: string; agencies: readonly AgencyNumbers[]; escalated: DeskRow[] }

const COLUMNS = [
  ['open', '未结', ''],
  ['overdue', '超期', '&due=overdue'],
  ['soon', '五日内到期', '&due=soon'],
  ['unconfirmed', '待双方确认', '&stage=receive'],
] as const

export function SupervisionPage({ viewer, csrf, today, agencies, escalated }: Props) {
  return (
    <Page title="监督" kind="staff" viewer={viewer} csrf={csrf}>
      <h1>监督</h1>
      <p class="hint">{inChineseWithWeekday(today)}</p>
      <section aria-labelledby="numbers-title">
        <h2 id="numbers-title">各机关</h2>
        <table class="plain">
          <caption class="unseen">各机关办理情况</caption>
          <thead>
            <tr>
              <th scope="col">机关</th>
              {COLUMNS.map(([key, label]) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">期限暂定</th>
              <th scope="col">本年已答复</th>
              <th scope="col">其中逾期</th>
            </tr>
          </thead>
          <tbody>
            {agencies.map((agency) => (
              <tr key={agency.agencyId} data-agency={agency.agencyId}>
                <th scope="row">{agency.name}</th>
                {COLUMNS.map(([key, , query]) => (
                  <td key={key} class="figure">
                    <a href={`/desk?agency=${encodeURIComponent(agency.agencyId)}${query}`}>{agency[key]}</a>
                  </td>
                ))}
                <td class="figure">{agency.provisional}</td>
                <td class="figure">{agency.answered}</td>
                <td class="figure">{agency.late}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section aria-labelledby="escalated-title">
        <h2 id="escalated-title">超过法定期限，须督办</h2>
        {escalated.length > 0 ? <DeskTable rows={escalated} today={today} /> : <p class="hint">没有超期的申请。</p>}
      </section>
    </Page>
  )
}
