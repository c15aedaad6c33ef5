/** One line on the desk and in supervision: answers to review bodies and courts that are still to be handed in. */
import type { Awaited } from '../waiting.ts'

export function AnswersAwaited({
  awaited: { waiting, overdue } = { waiting: 0, overdue: 0 },
}: {
  awaited?: Awaited | undefined
}) {
  if (waiting === 0) return null
  return (
    <p class={overdue > 0 ? 'heed' : 'note'} data-answers-awaited={waiting}>
      {overdue > 0 && <span aria-hidden="true">◇ </span>}
      {`有 ${waiting} 件复议、诉讼等待提交答复、答辩`}
      {overdue > 0 && `，其中 ${overdue} 件已经逾期`}
      {'。'}
      <a href={overdue > 0 ? '/remedies?state=overdue' : '/remedies?state=waiting'}>查看</a>
    </p>
  )
}
