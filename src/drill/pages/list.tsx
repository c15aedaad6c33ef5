/** 演练: the judged losses by what was lost, each to be replayed day by day. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { WAYS } from '../losses.ts'
import type { DrillGroup } from '../views.ts'

type Props = { viewer: Viewer; csrf: string; groups: readonly DrillGroup[] }

export function DrillsPage({ viewer, csrf, groups }: Props) {
  return (
    <StaffPage title="演练" viewer={viewer} csrf={csrf}>
      <h1>演练</h1>
      <p class="lead">
        行政复议、行政诉讼中被纠正的一类案件，按日重放：哪一天记录了什么，期限怎样，本系统当日拒绝、提示或者显示什么。供培训使用。
      </p>
      <Fictitious />
      {groups.map(({ group, lines }, i) => (
        <section key={group} aria-labelledby={`group-${i}`}>
          <h2 id={`group-${i}`}>{group}</h2>
          <table class="plain stacked register">
            <caption class="unseen">{group}</caption>
            <TableHead names={['编号', '错在哪里', '条文', '本系统当日']} />
            <tbody>
              {lines.map(({ id, title, article, way }) => (
                <tr key={id} data-drill={id}>
                  <td data-label="编号" class="figure">
                    {id}
                  </td>
                  <th scope="row">
                    <a class="offered" href={`/drills/${id}`}>
                      {title}
                    </a>
                  </th>
                  <td data-label="条文">{article}</td>
                  <td data-label="本系统当日">{WAYS[way]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </StaffPage>
  )
}

/** Said wherever a drill is shown or printed. */
export const FICTITIOUS =
  '以下事实为演练编写：申请人、机关、文书和金额都是虚构的，只是参照行政复议决定、判决中的一类情形，不是任何案件的原貌。日期按随本系统发布的法定期限和节假日安排计算。'

export const Fictitious = () => <p class="note">{FICTITIOUS}</p>
