/** 为什么不能, folded: for each act that somebody might expect, why it is not offered now, and what comes first. */
import type { CaseView } from '../views.ts'

type Props = { view: Pick<CaseView, 'whyNot' | 'outcomesNotOffered'> }

export function WhyNotPart({ view: { whyNot = [], outcomesNotOffered = [] } }: Props) {
  if (whyNot.length + outcomesNotOffered.length === 0) return null
  return (
    <details class="fold no-print" data-why-not>
      <summary>{`为什么不能（${whyNot.length + outcomesNotOffered.length}）`}</summary>
      <p class="hint">
        下列各项现在没有列出，各有原因。<a href="/help?from=%2Fcases%2F%3Aid">这一步该做什么</a>
      </p>
      {whyNot.length > 0 && (
        <ul>
          {whyNot.map(({ type, zh, says, article, first }) => (
            <li key={type} data-act={type}>
              <b>{zh}</b>
              {`　${says}`}
              {first.length > 0 && `通常先：${first.join(' → ')}。`} <span class="article">{article}</span>
            </li>
          ))}
        </ul>
      )}
      {outcomesNotOffered.length > 0 && (
        <>
          <h3>拟稿时不能选的办理结果</h3>
          <ul>
            {outcomesNotOffered.map(({ outcome, zh, says, article }) => (
              <li key={outcome} data-outcome={outcome}>
                <b>{zh}</b>
                {`　${says}`} <span class="article">{article}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}
