/** Each try to hand a return to the platform above, with what that answered, and sending it once more. */
import { inChinese } from '../../../../workflows/statute/days.ts'
import { onDayAt } from '../../../web/parts/format.ts'
import { TableHead } from '../../../web/parts/table-head.tsx'
import type { Attempt, Outcome } from '../push.ts'
import type { MonthlyFrame, MonthlyView } from '../show.ts'
import { at } from './frame.tsx'

const OUTCOMES: Record<Outcome, string> = { taken: '已接收', refused: '被拒绝', failed: '没有送到' }

type Props = { frame: MonthlyFrame; view: MonthlyView; pushes: readonly Attempt[] }

export function Pushes({ frame, view: { monthly, mayKeep }, pushes }: Props) {
  const ofThis = pushes.filter(({ n }) => n === monthly.reported?.n)
  const taken = ofThis.find(({ outcome }) => outcome === 'taken')
  return (
    <section aria-labelledby="pushes-title" class="no-print">
      <h2 id="pushes-title">推送到上级平台</h2>
      <p data-taken={taken ? 'yes' : 'no'}>
        {taken
          ? `上级平台已经接收，回执：${taken.answer}`
          : ofThis.length === 0
            ? '等待推送。'
            : ofThis[0]!.outcome === 'refused'
              ? '上级平台拒绝接收，不再自动推送。请按其答复处理，必要时重新打开修改，或者再推送一次。'
              : '还没有送到，系统会继续重试。'}
      </p>
      {pushes.length > 0 && (
        <table class="plain stacked in-line">
          <caption class="unseen">推送记录，最近的在前</caption>
          <TableHead names={['时间', '第几版', '结果', '上级平台的答复']} />
          <tbody>
            {pushes.map(({ n, attempt, outcome, answer, at: when }) => (
              <tr key={`${n} ${attempt}`} data-outcome={outcome}>
                <th scope="row">{onDayAt(when, inChinese)}</th>
                <td data-label="第几版">{n}</td>
                <td data-label="结果">{OUTCOMES[outcome]}</td>
                <td data-label="上级平台的答复">{answer || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayKeep && !taken && ofThis.length > 0 && (
        <form method="post" action={at('/reports/monthly/pushed', frame)} class="stack">
          <input type="hidden" name="csrf" value={frame.csrf} />
          <button type="submit">再推送一次</button>
        </form>
      )}
    </section>
  )
}
