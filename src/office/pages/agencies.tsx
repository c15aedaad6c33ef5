/** The agencies of a house: forty of them are found by name, those without people are seen. */
import { AGENCY_KINDS } from '../../../workflows/statute/remedies.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { AgencyRow } from '../views.ts'

type Props = { viewer: Viewer; csrf: string; q: string; agencies: readonly AgencyRow[]; all: number; mayAdd: boolean }

export function AgenciesPage({ viewer, csrf, q, agencies, all, mayAdd }: Props) {
  const names = new Map(agencies.map(({ id, name }) => [id, name]))
  return (
    <StaffPage title="机关" viewer={viewer} csrf={csrf}>
      <h1>机关</h1>
      <p class="lead">{`共 ${all} 个机关。名称、文号、联系方式和救济途径印在各自的文书上；已经发出的文书不变。`}</p>
      <div class="desk-head">
        {mayAdd && (
          <p class="buttons">
            <a class="button primary" href="/agencies/new">
              增加机关
            </a>
            <a class="button" href="/import">
              从文件导入
            </a>
          </p>
        )}
        <search>
          <form method="get" action="/agencies" class="search" id="agencies-search">
            <label class="unseen" for="q">
              按名称、代码或者机关代字查找
            </label>
            <input type="search" id="q" name="q" value={q} placeholder="名称、代码或者机关代字" />
            <button type="submit">查找</button>
          </form>
        </search>
      </div>
      {agencies.length === 0 ? (
        <p data-empty>
          {`没有找到“${q}”。`}
          <a href="/agencies">查看全部机关</a>
        </p>
      ) : (
        <div>
          <table class="plain register stacked" data-agencies={agencies.length}>
            <caption class="unseen">机关</caption>
            <TableHead names={['名称', '机关代字', '类型', '承办机构', '人员', '网上申请']} />
            <tbody>
              {agencies.map((agency) => (
                <tr key={agency.id} data-agency={agency.id}>
                  <th scope="row">
                    <a href={`/agencies/${agency.id}`}>{agency.name}</a>
                    <small>
                      {agency.takenInBy === agency.id
                        ? agency.id
                        : `${agency.id}，由${names.get(agency.takenInBy) ?? agency.takenInBy}收件`}
                    </small>
                  </th>
                  <td data-label="机关代字">{agency.profile.mark}</td>
                  <td>{AGENCY_KINDS[agency.kind as keyof typeof AGENCY_KINDS]}</td>
                  <td class="figure" data-label="承办机构">
                    {agency.units}
                  </td>
                  <td class="figure" data-label="人员">
                    {agency.people}
                  </td>
                  <td data-label="网上申请">{agency.open ? '已开通' : <a href="/setup">未开通</a>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </StaffPage>
  )
}
