/** What was saved, the latest first: when, by whom, what. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { HistoryLine } from '../views.ts'

export function History({ lines }: { lines: readonly HistoryLine[] }) {
  if (lines.length === 0) return null
  return (
    <details class="fold no-print">
      <summary>{`修改记录（${lines.length}）`}</summary>
      <table class="plain">
        <caption class="unseen">修改记录</caption>
        <TableHead names={['时间', '经手人', '内容']} />
        <tbody>
          {lines.map(({ at, by, what }, i) => (
            <tr key={`${i} ${at}`}>
              <th scope="row">{onDayAt(at, inChinese)}</th>
              <td>{by}</td>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
