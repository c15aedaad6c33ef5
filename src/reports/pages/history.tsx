/** What was done, the latest first: by whom, when, why. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { HistoryLine } from '../views.ts'

type Props = {
  lines: readonly HistoryLine[]
  title: string
  /** Where a version that was frozen is read. */
  fileOf?: (version: number) => string
}

export function History({ lines, title, fileOf }: Props) {
  if (lines.length === 0) return null
  return (
    <details class="fold no-print">
      <summary>{`${title}（${lines.length}）`}</summary>
      <table class="plain">
        <caption class="unseen">{title}</caption>
        <TableHead names={['时间', '经手人', '内容', '理由']} />
        <tbody>
          {lines.map((line, i) => (
            <tr key={`${i} ${line.at}`}>
              <th scope="row">{onDayAt(line.at, inChinese)}</th>
              <td>{line.by}</td>
              <td>
                {line.what}
                {fileOf && line.version && (
                  <>
                    <br />
                    <a class="offered" href={fileOf(line.version)} download>
                      下载这一份（PDF）
                    </a>
                  </>
                )}
              </td>
              <td>{line.why || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
