/** 经验教训: on what replies failed, by ground, for who reviews them and who supervises. */
import { LESSON_GROUNDS } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { Ground, LessonsView } from '../views.ts'

type Props = { viewer: Viewer; csrf: string; view: LessonsView }

export function LessonsPage({ viewer, csrf, view: { ground, counts, unlearned, lessons } }: Props) {
  return (
    <StaffPage title="经验教训" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/remedies">复议诉讼台账</a>
      </p>
      <h1>经验教训</h1>
      <p class="lead">答复被复议决定、判决纠正的原因。每一件被纠正的，在申请件页面记录“经验教训”。</p>
      {unlearned > 0 && (
        <p class="heed" data-unlearned={unlearned}>
          <span aria-hidden="true">◇ </span>
          {`还有 ${unlearned} 件被纠正的没有总结。`}
          <a href="/remedies?state=corrected">查看被纠正的</a>
        </p>
      )}
      <nav class="filters" aria-label="按原因筛选">
        <ul>
          <li>
            <a href="/remedies/lessons" aria-current={ground === null ? 'page' : undefined}>
              全部
            </a>
          </li>
          {(Object.keys(LESSON_GROUNDS) as Ground[]).map((each) => (
            <li key={each}>
              <a href={`/remedies/lessons?ground=${each}`} aria-current={ground === each ? 'page' : undefined}>
                {`${LESSON_GROUNDS[each]} ${counts[each] ?? 0}`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {lessons.length === 0 && <p class="empty">没有记录。</p>}
      {lessons.map(({ caseId, case: number, agency, on, against, text }) => (
        <section key={`${caseId} ${on} ${text}`} class="lesson" data-lesson={caseId}>
          <h2>
            <a href={`/cases/${encodeURIComponent(caseId)}/remedies`}>{number}</a>
          </h2>
          <p class="hint">{`${agency}　${against ? `原答复：${against}` : '逾期未答复'}　${inChinese(on)}记录`}</p>
          <p class="description">{text}</p>
        </section>
      ))}
    </StaffPage>
  )
}
