/** The agencies of a district: who has reported a month, and who has not (漏报单位). */
import { inChinese } from '../../../../workflows/statute/days.ts'
import { onDayAt } from '../../../web/parts/format.ts'
import { TableHead } from '../../../web/parts/table-head.tsx'
import { statusOf } from '../export.ts'
import type { Monthly } from '../monthly.ts'
import type { MonthlyFrame } from '../show.ts'
import { at } from './frame.tsx'

export function Agencies({ frame, monthly: { agencies = [] } }: { frame: MonthlyFrame; monthly: Monthly }) {
  const open = agencies.filter(({ status }) => status !== 'reported')
  return (
    <section aria-labelledby="agencies-title">
      <h2 id="agencies-title">各机关报送情况</h2>
      <p data-unreported={open.length}>
        {open.length === 0
          ? `${agencies.length}个机关全部报送。`
          : `${agencies.length - open.length}个机关已报送；未报送的${open.length}个：${open.map(({ name }) => name).join('、')}。`}
      </p>
      <table class="plain stacked in-line register">
        <caption class="unseen">各机关报送情况</caption>
        <TableHead names={['机关', '报送情况', '应报日', '报送时间']} />
        <tbody>
          {agencies.map((one) => (
            <tr key={one.agency} data-agency={one.agency} data-status={one.status}>
              <th scope="row">
                <a href={at('/reports/monthly', { ...frame, agency: one.agency })}>{one.name}</a>
              </th>
              <td data-label="报送情况" class={one.status === 'late' ? 'overdue' : undefined}>
                {statusOf(one)}
              </td>
              <td data-label="应报日" class="figure">
                {inChinese(one.due)}
              </td>
              <td data-label="报送时间" class="figure">
                {one.reported ? onDayAt(one.reported.at, inChinese) : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
