/** 移交: all that was handed over or is on its way. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { TransferLine } from '../transfer/transfers.ts'
import type { Frame } from '../views.ts'
import { ArchiveFrame, at } from './parts.tsx'

type Props = { frame: Frame; transfers: readonly TransferLine[] }

export function TransfersPage({ frame, transfers }: Props) {
  return (
    <ArchiveFrame frame={frame} path="/archive/transfers" title="档案移交">
      <p class="lead">
        四性检测合格的申请件，制作移交包交档案馆；档案馆接收或者退回的，在这里记录。
        <a href={at('/archive/checks', frame.agency.id)}>从四性检测开始</a>
      </p>
      {transfers.length === 0 ? (
        <p class="empty">还没有移交过。</p>
      ) : (
        <table class="plain stacked register">
          <caption class="unseen">移交，最近的在前</caption>
          <TableHead names={['移交', '接收单位', '件数', '提出', '状态']} />
          <tbody>
            {transfers.map((one) => (
              <tr key={one.number} data-transfer={one.number}>
                <th scope="row">
                  <a href={at(`/archive/transfers/${one.number}`, frame.agency.id)}>{`第${one.number}号`}</a>
                </th>
                <td data-label="接收单位">{one.said.archive}</td>
                <td data-label="件数" class="figure">
                  {one.cases}
                </td>
                <td data-label="提出">
                  {one.by}
                  <small>{onDayAt(one.at, inChinese)}</small>
                </td>
                <td data-label="状态">{stateOf(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ArchiveFrame>
  )
}

/** In a few words. */
export function stateOf({ made, answer }: Pick<TransferLine, 'made' | 'answer'>): string {
  if (answer) {
    if (!answer.accepted) return `${inChinese(answer.on)}不予接收`
    const back = answer.returned.length
    return `${inChinese(answer.on)}接收${back > 0 ? `，退回${back}件` : ''}`
  }
  if (made.state === 'failed') return '没有制作成功'
  return made.state === 'made' ? '已制作，等待档案馆接收' : '正在制作'
}
