/** For the auditor: who is signed in, how rights were given. Nothing can be changed here. */
import { inChinese } from '../../../../workflows/statute/days.ts'
import { ROLES } from '../../../people/may.ts'
import type { Viewer } from '../../../people/sessions.ts'
import type { SessionRow } from '../../../people/staff-list.ts'
import { StaffPage } from '../../../people/staff-page.tsx'
import { onDayAt } from '../../../web/parts/format.ts'
import { TableHead } from '../../../web/parts/table-head.tsx'
import type { Waiting } from '../views.ts'

type Props = {
  viewer: Viewer
  csrf: string
  q: string
  sessions: readonly (SessionRow & { name: string; username: string })[]
  proposals: readonly Waiting[]
}

const instant = (at: string) => onDayAt(at, inChinese)

export function StandingPage({ viewer, csrf, q, sessions, proposals }: Props) {
  return (
    <StaffPage title="登录和权限" viewer={viewer} csrf={csrf}>
      <div class="desk-head">
        <h1>登录和权限</h1>
        <search>
          <form class="search" method="get" action="/audit/standing">
            <label class="unseen" for="q">
              姓名或者用户名
            </label>
            <input id="q" name="q" type="search" value={q} placeholder="姓名或者用户名" />
            <button type="submit">查找</button>
          </form>
        </search>
      </div>
      <p class="lead">
        本机关和由本机关统一受理的机关的人员，现在有效的登录和历次权限变更。只能查看。每个人做过、看过什么，见
        <a href="/audit">审计记录</a>。
      </p>
      <section aria-labelledby="sessions-title">
        <h2 id="sessions-title">现在有效的登录</h2>
        {sessions.length === 0 && <p>{q ? `没有姓名或者用户名含有“${q}”的登录。` : '现在没有人登录。'}</p>}
        {sessions.length > 0 && (
          <table class="plain">
            <caption class="unseen">现在有效的登录</caption>
            <TableHead names={['姓名', '用户名', '登录时间', '地址和程序']} />
            <tbody>
              {sessions.map(({ id, name, username, createdAt, address, program }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td>{username}</td>
                  <td>{instant(createdAt)}</td>
                  <td>{`${address}，${program}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section aria-labelledby="grants-title">
        <h2 id="grants-title">权限的提出和决定</h2>
        {proposals.length === 0 && <p>{q ? `没有姓名或者用户名含有“${q}”的记录。` : '还没有记录。'}</p>}
        <ol class="timeline story">
          {proposals.map((proposal) => (
            <li key={`${proposal.person.id}-${proposal.position}`}>
              <b>{`${proposal.person.name}（${proposal.person.username}）：${wanted(proposal)}`}</b>
              <p class="hint">{`${proposal.by}提出，${instant(proposal.at)}：${proposal.why}`}</p>
              <p class="hint">{decision(proposal)}</p>
            </li>
          ))}
        </ol>
      </section>
    </StaffPage>
  )
}

const wanted = ({ wanted: { roles, units } }: Waiting) =>
  [...roles.map((role) => ROLES[role]), ...units].join('、') || '没有岗位'

const decision = ({ decision }: Waiting) =>
  decision
    ? `${decision.by}${decision.approved ? '批准' : '没有批准'}，${instant(decision.at)}：${decision.why}`
    : '等待安全管理员决定'
