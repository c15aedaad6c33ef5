/** 协办 that waits for an answer, on the page of its case and before a signature; and the way to working together on it. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { CooperationAwaited } from '../../cooperation/waiting.ts'
import type { HelpOpen } from '../views.ts'

/** @param warns where somebody is about to review or sign: it stops nobody, and nobody can say that they were not told */
export function HelpOpenPart({
  id,
  open = [],
  warns,
}: {
  id: string
  open?: readonly HelpOpen[] | undefined
  warns?: true
}) {
  const address = `/cases/${encodeURIComponent(id)}/cooperation`
  return (
    <>
      {open.map(({ position, unit, dueOn, isOverdue, asksTime }) => (
        <p key={position} class="note soon" data-help-open={position}>
          {warns && <strong>还有协办没有答复。</strong>}
          {`协办：${unit}，${inChinese(dueOn)}以前答复。`}
          {isOverdue && <strong class="overdue">已逾期　</strong>}
          {asksTime && '请求延长期限，等待决定。'}
          <a class="offered" href={`${address}#assistance-${position}`}>
            查看协办
          </a>
        </p>
      ))}
      {warns && open.length > 0 && <p class="hint">可以照常审核、签发；不再需要协办的，由承办人先撤回。</p>}
    </>
  )
}

/** The way to asking a unit, conferring, handing on and talking about this case. */
export const CooperationWay = ({ id }: { id: string }) => (
  <p class="no-print">
    <a class="button" href={`/cases/${encodeURIComponent(id)}/cooperation`}>
      协同办理（协办、会商、退回、改派）
    </a>
  </p>
)

const SAYS: Record<keyof CooperationAwaited, (n: number) => string> = {
  help: (n) => `请求我协办 ${n}件`,
  invited: (n) => `请我会商 ${n}件`,
  mentioned: (n) => `内部沟通提醒我 ${n}条`,
  answered: (n) => `协办已答复 ${n}件`,
  returned: (n) => `协办被退回 ${n}件`,
  handedBack: (n) => `退回分办 ${n}件，请重新分办`,
  time: (n) => `协办请求延期 ${n}件`,
}

/** One line on the desk, whatever waits of it. */
export function CooperationAwaitedPart({ awaited }: { awaited: CooperationAwaited | undefined }) {
  if (!awaited) return null
  const kinds = Object.keys(SAYS) as (keyof CooperationAwaited)[]
  const says = kinds.filter((kind) => awaited[kind] > 0).map((kind) => SAYS[kind](awaited[kind]))
  return (
    <p class="note soon" data-cooperation={says.length}>
      <a href="/cooperation">{says.join('，')}</a>
    </p>
  )
}
