/** The audit as an auditor searches it: one line for each sign-in, request and change, the latest first. Nothing can be changed here. */
import { Fragment } from 'preact'
import { type Day, plusDays } from '../../../../workflows/statute/days.ts'
import { WHAT } from '../../../audit/what.ts'
import { hasRole } from '../../../people/may.ts'
import type { Viewer } from '../../../people/sessions.ts'
import { StaffPage } from '../../../people/staff-page.tsx'
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { TableHead } from '../../../web/parts/table-head.tsx'
import type { FormState } from '../../../web/shapes.ts'
import type { AuditLineView } from '../views.ts'

export type AuditFields = Partial<Record<'by' | 'what' | 'case' | 'from' | 'to' | 'failed' | 'words', string>>
type Props = {
  viewer: Viewer
  csrf: string
  asked: AuditFields
  errors?: FormState['errors']
  lines: readonly AuditLineView[]
  today: Day
  /** The page after this one; null on the last. */
  next: string | null
}

export function AuditPage({ viewer, csrf, asked, errors = [], lines, today, next }: Props) {
  const isAuditor = hasRole(viewer, 'auditor')
  const { from: _, to: __, ...rest } = Object.fromEntries(Object.entries(asked).filter(([, value]) => value))
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value))
  return (
    <StaffPage title="审计记录" viewer={viewer} csrf={csrf}>
      <h1>审计记录</h1>
      <p class="lead">
        {isAuditor
          ? '每次登录（短时间内反复失败的合并计数）、每次查看和办理、每次权限和设置的变更，都在这里，不能修改、删除或者停止。您的查看和导出也有记录。'
          : '审计员的每次登录、查看和导出，都在这里，由安全管理员审查；其他人员的记录由审计员审查。您的查看和导出也有记录。'}
        {isAuditor && (
          <>
            现在有效的登录，见<a href="/audit/standing">登录和权限</a>。
          </>
        )}
        记录本身是否相符，见<a href="/audit/faults">审计核验</a>。
      </p>
      <ErrorSummary form={{ values: {}, errors: [...errors] }} />
      <p class="no-print">
        {spansUpTo(today).map(({ label, from, to }) => (
          <Fragment key={label}>
            <a
              href={`/audit?${new URLSearchParams({ ...rest, from, to })}`}
              aria-current={asked.from === from && asked.to === to ? 'true' : undefined}
            >
              {label}
            </a>
            {'　'}
          </Fragment>
        ))}
      </p>
      <search>
        <form method="get" action="/audit" class="audit-search">
          <Text name="by" label="人员" hint="姓名或者用户名" asked={asked} />
          <div class="field">
            <label for="what">事项</label>
            <select id="what" name="what">
              <option value="">全部</option>
              {Object.entries(WHAT).map(([group, words]) => (
                <optgroup key={group} label={group}>
                  {Object.entries(words).map(([word, label]) => (
                    <option key={word} value={word} selected={asked.what === word}>
                      {label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </div>
          <Text name="case" label="申请" hint="登记编号或者受理编号" asked={asked} />
          <Text name="from" label="自" type="date" asked={asked} />
          <Text name="to" label="至" type="date" asked={asked} />
          <Text name="words" label="查找过的字词" hint="须与当时输入的一致" asked={asked} />
          <label class="choice">
            <input type="checkbox" name="failed" value="yes" checked={asked.failed === 'yes'} />
            <span>只看没有完成的</span>
          </label>
          <button type="submit">查找</button>
        </form>
      </search>
      {lines.length > 0 && <Lines lines={lines} />}
      {lines.length === 0 && errors.length === 0 && <p class="empty">没有符合条件的记录。</p>}
      <p class="no-print">
        {next && (
          <a class="button" href={`/audit?${next}`} rel="next">
            更早的记录
          </a>
        )}{' '}
        {errors.length === 0 && (
          <>
            <a href={`/audit.csv?${query}`}>导出为表格（CSV）</a>{' '}
            <a href={`/audit.jsonl?${query}`}>导出（JSON，可以脱机核验）</a>
          </>
        )}
      </p>
    </StaffPage>
  )
}

/** What is asked again and again. */
function spansUpTo(today: Day): { label: string; from: Day; to: Day }[] {
  const lastMonth = plusDays(firstOfMonth(today), -1)
  return [
    { label: '今天', from: today, to: today },
    { label: '近七天', from: plusDays(today, -6), to: today },
    { label: '本月', from: firstOfMonth(today), to: today },
    { label: '上月', from: firstOfMonth(lastMonth), to: lastMonth },
  ]
}
const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01`

function Text({
  name,
  label,
  hint,
  type = 'text',
  asked,
}: {
  name: keyof AuditFields
  label: string
  hint?: string
  type?: 'text' | 'date'
  asked: AuditFields
}) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {type === 'date' ? (
        <input id={name} name={name} type="date" value={asked[name] ?? ''} />
      ) : (
        <input id={name} name={name} value={asked[name] ?? ''} placeholder={hint} />
      )}
    </div>
  )
}

function Lines({ lines }: { lines: readonly AuditLineView[] }) {
  return (
    <table class="plain register audit">
      <caption class="unseen">审计记录，最近的在前</caption>
      <TableHead names={['时间', '人员', '事项', '申请', '结果', '来源']} />
      <tbody>
        {lines.map(({ id, instant, at, who, username, title, fields, notes, about, failed, address }) => (
          <tr key={id} data-line={id}>
            <th scope="row">
              <time dateTime={at}>{instant}</time>
            </th>
            <td>
              {who}
              {username && username !== who && <small>{username}</small>}
            </td>
            <td>
              {title}
              {fields.map(({ label, before, after }) => (
                <p key={label}>{`${label}：${[before, after].filter((said) => said !== null).join(' → ')}`}</p>
              ))}
              {notes.map((note) => (
                <small key={note}>{note}</small>
              ))}
            </td>
            <td class="figure">{about}</td>
            <td>{failed ? <b class="soon">{failed}</b> : '完成'}</td>
            <td>{address}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
