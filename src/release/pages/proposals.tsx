/** 转主动公开: each proposal in one line, with its readings, its day and what became of it; above, what was converted this year. */
import { RELEASE_STATES } from '../../../workflows/disclosure/readings.ts'
import { READING_STEPS } from '../../../workflows/disclosure/vocabulary.ts'
import { daysNow } from '../../ground/law.ts'
import { Ways } from '../../people/pages/public-ways.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { PROPOSAL_GROUPS, type ProposalGroup } from '../../released/proposals.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import { zh } from '../../web/words/zh.ts'
import type { ProposalLine, ProposalsView } from '../proposals.ts'

const PATH = '/releases/proposals'
type Props = { viewer: Viewer; csrf: string; view: ProposalsView }

export function ProposalsPage({ viewer, csrf, view }: Props) {
  const { ask, agencies, proposals, counts, converted, next } = view
  return (
    <StaffPage title="转主动公开" viewer={viewer} csrf={csrf}>
      <h1>转主动公开</h1>
      <Ways viewer={viewer} path="/releases/proposals" />
      <div class="stack">
        <p class="lead">
          {`${converted.year}年转为主动公开 ${converted.published} 件，撤下 ${converted.withdrawn} 件，恢复公开 ${converted.restored} 件。`}
        </p>
        {converted.months.length > 0 && <Months view={view} />}
        <nav class="filters" aria-label="状态">
          <ul>
            <li>
              <a href={address(ask, {})} aria-current={ask.group ? undefined : 'page'}>
                全部
                <span class="count">{` ${Object.values(counts).reduce((sum, n) => sum + n, 0)}`}</span>
              </a>
            </li>
            {(Object.keys(PROPOSAL_GROUPS) as ProposalGroup[]).map((group) => (
              <li key={group}>
                <a href={address(ask, { group })} aria-current={ask.group === group ? 'page' : undefined}>
                  {PROPOSAL_GROUPS[group]}
                  <span class="count">{` ${counts[group]}`}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {agencies.length > 1 && (
          <form method="get" action={PATH} class="stack no-print">
            {ask.group && <input type="hidden" name="group" value={ask.group} />}
            <label for="agency">机关</label>
            <div class="inline-form fitting">
              <select id="agency" name="agency">
                <option value="">全部</option>
                {agencies.map(({ id, name }) => (
                  <option key={id} value={id} selected={id === ask.agency}>
                    {name}
                  </option>
                ))}
              </select>
              <button type="submit">查看</button>
            </div>
          </form>
        )}
        {proposals.length === 0 ? (
          <p class="empty">没有这样的提议。可以公开的答复送达以后，在办件页面“提议转主动公开”。</p>
        ) : (
          <table class="plain stacked">
            <caption class="unseen">转主动公开的提议，最近的在前</caption>
            <TableHead names={['办件', '信息名称', '机关', '提议', '状态', '已经审核', '最迟决定', '公开']} />
            <tbody>
              {proposals.map((line) => (
                <Line key={line.case} line={line} />
              ))}
            </tbody>
          </table>
        )}
        {next && (
          <p>
            <a href={address(ask, { ...(ask.group && { group: ask.group }), cursor: next })}>下一页</a>
          </p>
        )}
        <p class="hint">
          {`最迟决定：自提议之日起按条例第二十六条的${daysNow('release')}个工作日提示；临近和超过的，提醒承办人、公开机构负责人和登记人员。`}
        </p>
      </div>
    </StaffPage>
  )
}

const address = ({ agency }: ProposalsView['ask'], more: { group?: string; cursor?: string }) => {
  const query = new URLSearchParams({ ...(agency && { agency }), ...more }).toString()
  return query ? `${PATH}?${query}` : PATH
}

function Line({ line }: { line: ProposalLine }) {
  const { state, left, dueOn, readings, item } = line
  return (
    <tr data-proposal={line.case} data-state={state}>
      <td class="figure" data-label="办件">
        <a href={`/cases/${line.case}`} class="offered">
          {line.number ?? line.receipt}
        </a>
      </td>
      <th scope="row" data-label="信息名称">
        {line.title}
      </th>
      <td data-label="机关">{line.agency.name}</td>
      <td class="figure" data-label="提议">
        {zh.day(line.proposedOn)}
      </td>
      <td class="figure" data-label="状态">
        {RELEASE_STATES[state]}
      </td>
      <td data-label="已经审核">
        {readings.length === 0
          ? '—'
          : readings.map(({ step, by, on }) => `${READING_STEPS[step]} ${by} ${zh.day(on)}`).join('；')}
      </td>
      <td class="figure" data-label="最迟决定">
        {dueOn ? (
          <span class={left !== null && left < 0 ? 'soon' : undefined}>
            {zh.day(dueOn)}
            <br />
            {`${left !== null && left < 0 ? `已超 ${-left}` : `还有 ${left}`} 个工作日`}
          </span>
        ) : (
          '—'
        )}
      </td>
      <td class="figure" data-label="公开">
        {item ? (
          <a href={`/released/${item}`} class="offered">
            {item}
          </a>
        ) : (
          '—'
        )}
        {item && line.withdrawnOn && (
          <>
            <br />
            {`${zh.day(line.withdrawnOn)}撤下`}
          </>
        )}
      </td>
    </tr>
  )
}

function Months({ view: { converted } }: { view: ProposalsView }) {
  return (
    <details class="fold">
      <summary>各月数量</summary>
      <table class="plain in-line">
        <caption class="unseen">{`${converted.year}年各月转主动公开的数量`}</caption>
        <TableHead names={['月份', '转为主动公开', '撤下', '恢复公开']} />
        <tbody>
          {converted.months.map(({ month, published, withdrawn, restored }) => (
            <tr key={month}>
              <th scope="row">{`${Number(month.slice(5))}月`}</th>
              <td class="figure">{published}</td>
              <td class="figure">{withdrawn}</td>
              <td class="figure">{restored}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
