/** Whether the service has what it needs, one thing after the other. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Finding } from '../finding.ts'

type Props = { viewer: Viewer; csrf: string; findings: readonly Finding[] }

const LEVELS = {
  ok: { label: '正常', look: 'done' },
  warning: { label: '请留意', look: 'optional' },
  fault: { label: '不能工作', look: 'needed' },
} as const

export function DoctorPage({ viewer, csrf, findings }: Props) {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  const faults = count('fault')
  const warnings = count('warning')
  return (
    <StaffPage title="运行检查" viewer={viewer} csrf={csrf}>
      <h1>运行检查</h1>
      <p class="lead">
        {faults > 0
          ? `有 ${faults} 项不能工作，请按各项的办法处理，再打开本页检查。`
          : `各项都能工作${warnings > 0 ? `，其中 ${warnings} 项请留意` : ''}。`}
        在服务器上运行 ysqgk doctor，检查的内容相同。
      </p>
      <ul class="checklist">
        {findings.map(({ check, title, level, says, remedy }) => (
          <li key={check} data-check={check} data-level={level}>
            <h2>
              {title}
              <span class={`state ${LEVELS[level].look}`}>{LEVELS[level].label}</span>
            </h2>
            <p>{says}</p>
            {remedy && <p class="hint">{remedy}</p>}
          </li>
        ))}
      </ul>
    </StaffPage>
  )
}
