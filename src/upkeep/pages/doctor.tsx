/** Whether the service has what it needs, one thing after the other. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Finding } from '../finding.ts'

/** Of the process that answers: minutes since it started, its answers of the last hour, megabytes, jobs that wait. */
type Now = { up: number; answers: number; faults: number; memory: number; waiting: number }
type Props = {
  viewer: Viewer
  csrf: string
  findings: readonly Finding[]
  now: Now
  /** So many jobs that had been given up are tried again. */
  tried?: string | undefined
}

const LEVELS = {
  ok: { label: '正常', look: 'done' },
  warning: { label: '请留意', look: 'optional' },
  fault: { label: '不能工作', look: 'needed' },
} as const

export function DoctorPage({ viewer, csrf, findings, now, tried }: Props) {
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
        在服务器上运行 npm run -s ysqgk -- doctor，检查的内容相同。
      </p>
      {tried && /^\d{1,9}$/.test(tried) && (
        <p class="note" role="status">
          {`${tried} 个放弃的任务已经重新排队。`}
        </p>
      )}
      <dl class="line-pairs">
        <div>
          <dt>已运行</dt>
          <dd>{lasting(now.up)}</dd>
        </div>
        <div>
          <dt>最近一小时</dt>
          <dd>{`应答 ${now.answers} 次，其中故障 ${now.faults} 次`}</dd>
        </div>
        <div>
          <dt>内存</dt>
          <dd>{`${now.memory} MB`}</dd>
        </div>
        <div>
          <dt>排队的任务</dt>
          <dd>{now.waiting}</dd>
        </div>
      </dl>
      {now.faults > 0 && (
        <p class="hint">
          故障各有编号，出错的页面上有，服务的日志（标准错误）中同一编号的一行写明原因。以上只是应答本页的进程。
        </p>
      )}
      <ul class="checklist">
        {findings.map(({ check, title, level, says, remedy }) => (
          <li key={check} data-check={check} data-level={level}>
            <h2>
              {title}
              <span class={`state ${LEVELS[level].look}`}>{LEVELS[level].label}</span>
            </h2>
            <p>{says}</p>
            {remedy && <p class="hint">{remedy}</p>}
            {check === 'jobs' && level !== 'ok' && (
              <form method="post" action="/doctor/jobs">
                <input type="hidden" name="csrf" value={csrf} />
                <button type="submit">全部重试</button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </StaffPage>
  )
}

/** Minutes, as somebody would say them. */
const lasting = (minutes: number) =>
  minutes < 120
    ? `${minutes} 分钟`
    : minutes < 2_880
      ? `${Math.floor(minutes / 60)} 小时`
      : `${Math.floor(minutes / 1_440)} 天`
