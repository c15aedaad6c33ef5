/** The people of one agency: who they are, what they may do, what waits, who has left. */
import { inChinese } from '../../../../workflows/statute/days.ts'
import { ROLES } from '../../../people/may.ts'
import { StaffPage } from '../../../people/staff-page.tsx'
import { TableHead } from '../../../web/parts/table-head.tsx'
import type { Frame, StaffRow } from '../views.ts'

type Props = Frame & {
  people: readonly StaffRow[]
  q: string
  keepers: { administrators: number; officers: number }
  guides?: number
}

export function PeoplePage(props: Props) {
  const { viewer, csrf, agency, people, q, guides = 0 } = props
  const here = people.filter(({ endedAt }) => endedAt === null)
  const gone = people.filter(({ endedAt }) => endedAt !== null)
  return (
    <StaffPage title="人员" viewer={viewer} csrf={csrf}>
      <div class="desk-head">
        <h1>人员</h1>
        <search>
          <form class="search" method="get" action="/people">
            <input type="hidden" name="agency" value={agency.code} />
            <label class="unseen" for="q">
              姓名或者用户名
            </label>
            <input id="q" name="q" type="search" value={q} placeholder="姓名或者用户名" />
            <button type="submit">查找</button>
          </form>
        </search>
      </div>
      {guides > 0 && (
        <p class="note soon" data-guides={guides}>
          <a href="/guides">{`有 ${guides} 个机关的公开指南等待您批准`}</a>
        </p>
      )}
      <Agencies {...props} />
      <Keepers {...props} />
      <p class="buttons">
        <a class="button primary" href={`/people/new?agency=${encodeURIComponent(agency.code)}`}>
          邀请人员
        </a>
      </p>
      {here.length > 0 ? (
        <Staff people={here} />
      ) : (
        <p>{q ? `没有姓名或者用户名含有“${q}”的在任人员。` : '这个机关还没有人员。请先邀请。'}</p>
      )}
      {gone.length > 0 && (
        <section aria-labelledby="gone-title">
          <h2 id="gone-title">已经离任</h2>
          <ul class="plain-list">
            {gone.map(({ id, name, username, endedAt }) => (
              <li key={id}>
                <a href={`/people/${id}`}>{name}</a>
                <small>{` ${username}，${inChinese(endedAt!.slice(0, 10))}离任`}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </StaffPage>
  )
}

function Agencies({ agency, agencies }: Props) {
  if (agencies.length < 2) return null
  return (
    <nav class="filters" aria-label="机关">
      <ul>
        {agencies.map(({ code, name }) => (
          <li key={code}>
            <a
              href={`/people?agency=${encodeURIComponent(code)}`}
              aria-current={code === agency.code ? 'page' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What a house needs that is to outlast one person's telephone. */
function Keepers({ keepers: { administrators, officers } }: Props) {
  if (administrators > 1 && officers > 0) return null
  return (
    <div class="note">
      {administrators < 2 && (
        <p>只有一位系统管理员。建议再邀请一位：忘记密码、调离、休假时由另一位办理，自己的权限也只能由另一位变更。</p>
      )}
      {officers === 0 && (
        <p>
          还没有安全管理员，新增的权限不经批准立即生效。请邀请一位：此后新增权限由安全管理员批准。第一位安全管理员立即生效。
        </p>
      )}
    </div>
  )
}

function Staff({ people }: { people: readonly StaffRow[] }) {
  return (
    <table class="plain people">
      <caption class="unseen">在任人员</caption>
      <TableHead names={['姓名和用户名', '岗位', '承办机构', '情况']} />
      <tbody>
        {people.map((person) => (
          <tr key={person.id} data-person={person.username}>
            <th scope="row">
              <a href={`/people/${person.id}`}>{person.name}</a> <small>{person.username}</small>
            </th>
            <td>{person.roles.map((role) => ROLES[role]).join('、') || '—'}</td>
            <td>{person.units.map(({ name }) => name).join('、') || '—'}</td>
            <td>{standing(person)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** In words, the most urgent first. */
function standing({ waiting, hasPassword, roles, covers }: StaffRow): string {
  const [cover] = covers
  return [
    waiting && '新增权限待安全管理员批准',
    !waiting && roles.length === 0 && '没有岗位',
    !hasPassword && roles.length > 0 && '已邀请，尚未设置密码',
    cover &&
      `${cover.waits ? '待安全管理员批准：' : ''}${inChinese(cover.from)}至${inChinese(cover.to)}由${cover.byName}代理`,
  ]
    .filter(Boolean)
    .join('；')
}
