/** Corrections that wait for the head: on the page of their case, and on the head's desk. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import type { CorrectionRef, CorrectionWaiting } from '../views.ts'

const pageOf = (caseId: string, id: string) =>
  `/cases/${encodeURIComponent(caseId)}/corrections/${encodeURIComponent(id)}`

export function AskedCorrections({ caseId, corrections }: { caseId: string; corrections: readonly CorrectionRef[] }) {
  if (corrections.length === 0) return null
  return (
    <section class="prepared" aria-labelledby="corrections-title">
      <h3 id="corrections-title">提请更正的记录</h3>
      <ul>
        {corrections.map(({ id, position, zh, askedBy, askedAt, refused, forYou }) => (
          <li key={id}>
            <a href={pageOf(caseId, id)} class="offered">{`第${position}条：${zh}`}</a>
            {`，${askedBy}于${onDayAt(askedAt, inChinese)}提请。`}
            {refused ? `${refused.by}没有批准：${refused.opinion}` : forYou ? '等待您决定。' : '等待负责人决定。'}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function CorrectionsWaiting({ corrections }: { corrections: readonly CorrectionWaiting[] }) {
  if (corrections.length === 0) return null
  return (
    <section class="note soon" aria-label="等待您批准的更正">
      <p>等待您批准的更正：</p>
      <ul>
        {corrections.map(({ id, caseId, position, number, receipt, title }) => (
          <li key={id}>
            <a href={pageOf(caseId, id)} class="offered">{`${number ?? receipt} 第${position}条`}</a> {title}
          </li>
        ))}
      </ul>
    </section>
  )
}
