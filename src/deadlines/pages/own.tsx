/** One's own reminders: by which way, when, a test, and what was sent in the last weeks. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { hasRole } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { RadioField, SelectField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { HOUR_NAMES, type SentLine, WAY_NAMES } from '../own-page.ts'
import type { OwnSettings } from '../own-settings.ts'
import type { MessageKind, WayName } from '../tables.ts'

type Props = {
  viewer: Viewer
  csrf: string
  email: string | null
  settings: OwnSettings
  /** Of robots, as administrators allowed them. */
  hosts: readonly string[]
  lines: readonly SentLine[]
  hasSms: boolean
  form?: FormState
  done?: string | undefined
}

const DONE: Record<string, string> = {
  kept: '提醒的方式已保存。',
  code: '提醒的方式已保存。验证码已发到这个手机号，请填在下面；验证以前，提醒改用邮件。',
  proven: '手机号已经验证，以后的提醒发到这里。',
  test: '测试马上发出，结果列在本页下方，请稍后刷新查看。',
}
const KINDS: Record<MessageKind, string> = { digest: '每日汇总', urgent: '紧急提醒', test: '测试' }
const ROBOTS = '工作群的机器人（企业微信、政务微信、钉钉、浙政钉）'
const LABELS = {
  way: '方式',
  mobile: '手机号',
  code: '短信验证码',
  hook: '机器人的地址',
  hour: '每日汇总的时间',
  quietFrom: '免打扰自',
  quietTo: '免打扰至',
}

export function OwnPage(props: Props) {
  const { viewer, csrf, done } = props
  return (
    <StaffPage title="提醒" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/profile">我的账号</a>
      </p>
      <h1>提醒</h1>
      <p class="lead">
        每个工作日汇总一次：等您办理的申请、临近和超过的期限、督办、工作台账和抽查。今天是最后一天的、刚刚超期的，随时提醒；免打扰时段内不发，时段结束时补发。提醒只有编号、事项和日期，没有申请人的信息。
      </p>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      <Choices {...props} />
      <form method="post" action="/reminders/test" class="stack">
        <input type="hidden" name="csrf" value={csrf} />
        <button type="submit">按现在的设置发送一条测试</button>
      </form>
      <Lately lines={props.lines} />
      {hasRole(viewer, 'admin') && (
        <p>
          <a href="/reminders/hosts">允许发往哪些机器人</a>
        </p>
      )}
    </StaffPage>
  )
}

function Choices({ csrf, email, settings, hosts, hasSms, form }: Props) {
  const { way, mobile, proven, hook, hour, quietFrom, quietTo } = settings
  const now = { way, hour: String(hour), quietFrom: String(quietFrom), quietTo: String(quietTo) }
  const mine = form ?? { values: now, errors: [] }
  // Who chose a robot before its host was taken back still sees what was chosen.
  const hasRobots = hosts.length > 0 || way === 'webhook' || form?.values.way === 'webhook'
  const robots = hosts.length > 0 ? `可以发往：${hosts.join('、')}。` : '现在没有允许的机器人，提醒改用邮件。'
  return (
    <form method="post" action="/reminders" class="stack" id="own-reminders">
      <ErrorSummary form={mine} labels={LABELS} />
      <input type="hidden" name="csrf" value={csrf} />
      <RadioField
        {...{ name: 'way', label: LABELS.way, form: mine }}
        choices={{
          mail: `邮件${email ? `（${email}）` : '（还没有邮箱，请先在“我的账号”填写）'}`,
          ...(hasSms && { sms: '短信' }),
          ...(hasRobots && { webhook: ROBOTS }),
        }}
        help="只按一种方式发送；没有成功的，改用邮件，并在邮件中说明。"
      />
      {hasSms && (
        <TextField
          {...{ name: 'mobile', label: LABELS.mobile, form: mine, type: 'tel', optional: '（选短信的填写）' }}
          autocomplete="tel"
          help={
            mobile
              ? `现在是尾号${mobile.slice(-4)}的号码，${proven ? '已经验证' : '还没有验证'}，留空则不变。`
              : '十一位手机号。保存以后收到验证码。'
          }
        />
      )}
      {hasSms && mobile && !proven && (
        <TextField
          {...{ name: 'code', label: LABELS.code, form: mine, optional: '（收到以后填写）' }}
          autocomplete="one-time-code"
          help="随测试短信发到上面的号码，六位数字。验证以前，提醒不发短信，改用邮件。"
        />
      )}
      {hasRobots ? (
        <TextField
          {...{ name: 'hook', label: LABELS.hook, form: mine, optional: '（选机器人的填写）' }}
          autocomplete="off"
          help={`${hook ? `现在发往${new URL(hook).hostname}，留空则不变。` : '群机器人的 Webhook 地址，以 https:// 开头。地址中有密钥，加密保存，不再显示。'}${robots}`}
        />
      ) : (
        <p class="hint">{`想发到${ROBOTS}的，先请本机关或者受理机关的系统管理员允许机器人的域名。`}</p>
      )}
      <SelectField
        {...{ name: 'hour', label: LABELS.hour, form: mine, choices: HOUR_NAMES }}
        help="工作日的这一时间发出。"
      />
      <SelectField {...{ name: 'quietFrom', label: LABELS.quietFrom, form: mine, choices: HOUR_NAMES }} />
      <SelectField
        {...{ name: 'quietTo', label: LABELS.quietTo, form: mine, choices: HOUR_NAMES }}
        help="两个时间相同的，没有免打扰时段。"
      />
      <button class="primary" type="submit">
        保存
      </button>
    </form>
  )
}

const instant = (at: string) => onDayAt(at, inChinese)

function Lately({ lines }: { lines: readonly SentLine[] }) {
  return (
    <section aria-labelledby="lately-title">
      <h2 id="lately-title">最近三周</h2>
      {lines.length === 0 && <p>还没有发过提醒。没有需要提醒的事项时，不发汇总。</p>}
      {lines.length > 0 && (
        <table class="plain">
          <caption class="unseen">最近三周发给您的提醒</caption>
          <TableHead names={['时间', '内容', '结果']} />
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.day} ${line.kind} ${line.n}`} data-kind={line.kind}>
                <th scope="row">{instant(line.madeAt)}</th>
                <td>{`${KINDS[line.kind]}${line.kind !== 'test' && line.matters ? `，${line.matters}项` : ''}`}</td>
                <td>
                  {resultOf(line)}
                  {line.wording && line.way && <small>{`（用语第${versionIn(line.wording, line.way)}版）`}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function resultOf({ way, sentAt, failedWay, failedAt, failure }: SentLine): string {
  if (failedAt) return `没有发出：${failure}`
  if (!sentAt || !way) return '正在发送'
  const instead = failedWay ? `（${WAY_NAMES[failedWay]}没有成功：${failure}）` : ''
  return `已由${WAY_NAMES[way]}发出${instead}`
}

/** `digest 1/2`: of the mail and of the text message. */
const versionIn = (wording: string, way: WayName): string => {
  const [mail = '', short = ''] = (wording.split(' ')[1] ?? '').split('/')
  return way === 'sms' ? short : mail
}
