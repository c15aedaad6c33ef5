/** Notices that are prepared and not sent: on the page of their case, and on the desk of those who approve. */

import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import type { NoticeWaiting, PreparedRef } from '../views.ts'
import { countsOf } from './letter-preview.tsx'

const pageOf = (caseId: string, id: string) => `/cases/${encodeURIComponent(caseId)}/notices/${encodeURIComponent(id)}`

/** How one stands: given back, no longer possible, or waiting, with what the checker found. */
export function standingOf({ returned, refused, errors, hints }: PreparedRef): string {
  if (returned) return `${returned.by}退回：${returned.opinion}`
  if (refused) return `已经失效，不能发出：${refused.message}`
  const counted = countsOf(errors, hints)
  return `待批准。${counted ? `校验：${counted}。` : '校验没有发现问题。'}`
}

export function PreparedNotices({ caseId, notices }: { caseId: string; notices: readonly PreparedRef[] }) {
  if (notices.length === 0) return null
  return (
    <section class="prepared" aria-labelledby="prepared-title">
      <h3 id="prepared-title">没有发出的通知书</h3>
      <ul>
        {notices.map((notice) => (
          <li key={notice.id}>
            <a href={pageOf(caseId, notice.id)}>{notice.zh}</a>
            {`，${notice.preparedBy}于${onDayAt(notice.preparedAt, inChinese)}拟稿。`}
            {standingOf(notice)}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function NoticesWaiting({ notices }: { notices: readonly NoticeWaiting[] }) {
  if (notices.length === 0) return null
  return (
    <section class="note soon" aria-label="等待您批准的通知书">
      <p>等待您批准的通知书：</p>
      <ul>
        {notices.map(({ id, caseId, zh, number, receipt, title }) => (
          <li key={id}>
            <a href={pageOf(caseId, id)}>{`${zh}，${number ?? receipt}`}</a> {title}
          </li>
        ))}
      </ul>
    </section>
  )
}
