/** One's own account: what one may do, whose work one does, the mail address, the password, and where one is signed in. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { ROLES } from '../may.ts'
import type { Viewer } from '../sessions.ts'
import type { SessionRow, StaffRow } from '../staff-list.ts'
import { StaffPage } from '../staff-page.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  person: StaffRow
  sessions: readonly (SessionRow & { current: boolean })[]
  /** By which reminders may go here. */
  ways: readonly ReminderWay[]
  form?: FormState | undefined
  done?: string | undefined
}

const DONE: Record<string, string> = {
  address: '邮箱已保存。',
  session: '那一处登录已经结束。',
}
const NOTHING: FormState = { values: {}, errors: [] }

export function ProfilePage(props: Props) {
  const { viewer, csrf, person, done } = props
  return (
    <StaffPage title="我的账号" viewer={viewer} csrf={csrf}>
      <h1>我的账号</h1>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      <dl class="pairs">
        <div>
          <dt>姓名</dt>
          <dd>{`${person.name}（用户名 ${person.username}）`}</dd>
        </div>
        <div>
          <dt>机关</dt>
          <dd>{person.agency.name}</dd>
        </div>
        <div>
          <dt>岗位</dt>
          <dd>{person.roles.map((role) => ROLES[role]).join('、') || '您现在没有岗位，请联系本机关系统管理员'}</dd>
        </div>
        {person.units.length > 0 && (
          <div>
            <dt>承办机构</dt>
            <dd>{person.units.map(({ name }) => name).join('、')}</dd>
          </div>
        )}
        <Covers {...props} />
      </dl>
      <p class="hint">姓名、岗位、承办机构和代理由本机关系统管理员变更。</p>
      <Address {...props} />
      <section aria-labelledby="password-title">
        <h2 id="password-title">密码和第二道验证</h2>
        <p>
          <a href="/sign-in/password">更改密码</a>：需要现在的密码，更改以后其他地方的登录全部结束。
        </p>
        <p>
          <a href="/sign-in/factors">第二道验证</a>：动态验证码和通行密钥。
        </p>
      </section>
      <Sessions {...props} />
    </StaffPage>
  )
}

function Covers({ viewer, person }: Props) {
  return (
    <>
      {viewer.seats.slice(1).map(({ id, name, until }) => (
        <div key={id}>
          <dt>正在代理</dt>
          <dd>{`${name}${until ? `，至${inChinese(until)}` : ''}`}</dd>
        </div>
      ))}
      {person.covers.map(({ id, byName, from, to, waits }) => (
        <div key={id}>
          <dt>由人代理</dt>
          <dd>{`${byName}，${inChinese(from)}至${inChinese(to)}${waits ? '（等待安全管理员批准）' : ''}`}</dd>
        </div>
      ))}
    </>
  )
}

const WAYS = { mail: '邮件', sms: '短信', webhook: '工作群的机器人' } as const
export type ReminderWay = keyof typeof WAYS

function Address({ csrf, person, form, ways }: Props) {
  const mine = form ?? { ...NOTHING, values: { email: person.email ?? '' } }
  return (
    <section aria-labelledby="address-title">
      <h2 id="address-title">电子邮箱</h2>
      <ErrorSummary form={mine} labels={{ email: '电子邮箱' }} />
      <form method="post" action="/profile/address" class="stack" id="address">
        <input type="hidden" name="csrf" value={csrf} />
        <TextField
          {...{ name: 'email', label: '电子邮箱', form: mine, type: 'email', optional: '（选填）' }}
          autocomplete="email"
          help="提醒发到这里，选了其他方式的除外。"
        />
        <button type="submit">保存</button>
      </form>
      <p>
        <a href="/reminders">提醒的方式和时间</a>
        {`：${ways.map((way) => WAYS[way]).join('、')}，每日汇总、免打扰时段，最近发出的提醒。`}
      </p>
    </section>
  )
}

function Sessions({ csrf, sessions }: Props) {
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">登录在哪里</h2>
      <table class="plain">
        <caption class="unseen">现在有效的登录</caption>
        <TableHead names={['登录时间', '地址和程序', '操作']} />
        <tbody>
          {sessions.map(({ id, createdAt, address, program, current }) => (
            <tr key={id} data-session={current ? 'current' : 'other'}>
              <th scope="row">
                {instant(createdAt)}
                {current && <small>（这一处）</small>}
              </th>
              <td>{`${address}，${program}`}</td>
              <td class="figure">
                <form method="post" action={`/profile/sessions/${id}/end`}>
                  <input type="hidden" name="csrf" value={csrf} />
                  <button class="plain" type="submit" aria-label={`结束${instant(createdAt)}的登录`}>
                    结束
                  </button>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const instant = (at: string) => onDayAt(at, inChinese)
