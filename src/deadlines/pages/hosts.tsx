/** To which robots of work chats the staff of an agency may have their reminders sent. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'

type Props = {
  viewer: Viewer
  csrf: string
  hosts: readonly { host: string; by: string; at: string }[]
  form?: FormState
  done?: string | undefined
}

const DONE: Record<string, string> = {
  allowed: '已经允许。',
  ended: '已经取消。还发往那里的提醒改用邮件。',
}
const NOTHING: FormState = { values: {}, errors: [] }

export function HostsPage({ viewer, csrf, hosts, form = NOTHING, done }: Props) {
  return (
    <StaffPage title="提醒的机器人" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/reminders">提醒</a>
        <span>{viewer.agency.name}</span>
      </p>
      <h1>提醒的机器人</h1>
      <p class="lead">
        工作人员可以让提醒发到工作群的机器人。只能发往这里允许的域名；本机关承接其申请的机关，其工作人员也可以使用。提醒没有申请人的信息。
      </p>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      {hosts.length === 0 && <p>还没有允许任何域名。</p>}
      {hosts.length > 0 && (
        <table class="plain">
          <caption class="unseen">允许的域名</caption>
          <TableHead names={['域名', '允许', '操作']} />
          <tbody>
            {hosts.map(({ host, by, at }) => (
              <tr key={host} data-host={host}>
                <th scope="row">{host}</th>
                <td>{`${by}，${onDayAt(at, inChinese)}`}</td>
                <td class="figure">
                  <form method="post" action="/reminders/hosts/end">
                    <input type="hidden" name="csrf" value={csrf} />
                    <input type="hidden" name="host" value={host} />
                    <button class="plain" type="submit" aria-label={`取消${host}`}>
                      取消
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <form method="post" action="/reminders/hosts" class="stack">
        <ErrorSummary form={form} labels={{ host: '域名' }} />
        <input type="hidden" name="csrf" value={csrf} />
        <TextField
          {...{ name: 'host', label: '域名', form }}
          autocomplete="off"
          help="企业微信为 qyapi.weixin.qq.com，钉钉为 oapi.dingtalk.com；政务微信、浙政钉为本地部署的域名。"
        />
        <button class="primary" type="submit">
          允许
        </button>
      </form>
    </StaffPage>
  )
}
