/** What became of each case after many were worked off at once. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { Recorded } from '../many.ts'

type Props = {
  viewer: Viewer
  csrf: string
  /** The act, in Chinese. */
  what: string
  back: string
  results: readonly Recorded[]
  /** What was wrong with the form itself: nothing was recorded then. */
  error?: string | undefined
}

export function ManyPage({ viewer, csrf, what, back, results, error }: Props) {
  const refused = results.filter(({ status }) => status >= 400)
  const done = results.filter(({ status }) => status < 400)
  return (
    <StaffPage title={`一并办理：${what}`} viewer={viewer} csrf={csrf}>
      <h1>一并办理：{what}</h1>
      {error !== undefined && (
        <p class="note late" role="alert">
          没有记录：{error}。
        </p>
      )}
      {results.length > 0 && (
        <p role="status">
          已记录 {done.length} 件{refused.length > 0 && `，没有记录 ${refused.length} 件`}。
        </p>
      )}
      {refused.length > 0 && (
        <table>
          <caption>没有记录的，原因在后；这些申请件没有变动</caption>
          <TableHead names={['编号', '原因']} />
          <tbody>
            {refused.map((one) => (
              <tr key={one.case}>
                <th scope="row">
                  <Name {...one} />
                </th>
                <td>
                  {one.message}
                  {one.since && (
                    <p class="hint" data-since={one.since.length}>
                      您打开列表以后：
                      {one.since.map(({ zh, by, at }) => `${by}于${onDayAt(at, inChinese)}记录“${zh}”`).join('；')}。
                    </p>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {done.length > 0 && (
        <>
          <h2>已记录</h2>
          <ul>
            {done.map((one) => (
              <li key={one.case}>
                <Name {...one} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a class="button" href={back}>
          返回列表
        </a>
      </p>
    </StaffPage>
  )
}

/** What somebody does not see has no number here, and no page. */
const Name = ({ case: id, number, receipt, title }: Recorded) =>
  receipt ? (
    <>
      <a href={`/cases/${encodeURIComponent(id)}`}>{number ?? receipt}</a> <span>{title}</span>
    </>
  ) : (
    <>不在您办理范围内的申请件</>
  )
