/** 督办 in the box of the next step: what waits for an answer with the way to it, and the way to urging for whoever may. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Urged } from '../views.ts'

export function UrgedPart({ id, urged }: { id: string; urged: Urged | undefined }) {
  if (!urged) return null
  const address = `/cases/${encodeURIComponent(id)}/urgings`
  return (
    <>
      {urged.open.map(({ position, dueOn, isOverdue, mayAnswer }) => (
        <p key={position} class="note soon" data-urged={position}>
          {`督办：${inChinese(dueOn)}以前答复。`}
          {isOverdue && <strong class="overdue">已逾期　</strong>}
          <a class="offered" href={`${address}#urging-${position}`}>
            {mayAnswer ? '答复督办' : '查看督办'}
          </a>
        </p>
      ))}
      {urged.mayUrge && (
        <p class="no-print">
          <a class="button" href={`${address}#urge`}>
            发出督办
          </a>
        </p>
      )}
    </>
  )
}
