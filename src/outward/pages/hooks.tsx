/** Which programs outside are told of what: those that wait, those there are with their log, and the form for a new one. */

import { inChinese } from '../../../workflows/statute/days.ts'
import { hasRole } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, SelectField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { Pairs } from '../../web/parts/pairs.tsx'
import { SeveralField } from '../../web/parts/several-field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { HOOK_EVENTS } from '../hook-events.ts'
import type { HookMessage, HookState, HookView } from '../hook-list.ts'
import type { MadeHook } from '../hooks.ts'
import { HookLog } from './hook-log.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  hooks: readonly HookView[]
  messages: readonly HookMessage[]
  /** How many of each did not get through. */
  open: ReadonlyMap<string, number>
  /** `staff:NAME` → name. */
  names: ReadonlyMap<string, string>
  agencies: readonly { id: string; name: string }[]
  made?: MadeHook
  /** The form that came back: `new`, or of which webhook. */
  about?: string
  form?: FormState
  done?: string | undefined
}

const DONE: Record<string, string> = {
  approved: '已经批准，以后发生的事项开始通知。',
  refused: '没有批准，不发通知。',
  again: '已经列入，马上再次发送。',
  ended: '已经停止，不再发送。',
}
const STATES: Record<HookState, string> = {
  waits: '等待安全管理员批准',
  inForce: '有效',
  off: '连续一天没有送到，已经暂停',
  refused: '没有批准',
  ended: '已停止',
}
const NOTHING: FormState = { values: {}, errors: [] }
const LABELS = {
  name: '名称',
  agency: '行政机关',
  url: '地址',
  events: '通知的事项',
  purpose: '说明',
  why: '理由',
}

export function HooksPage(props: Props) {
  const { viewer, csrf, hooks, done, made } = props
  const waiting = hooks.filter(({ state }) => state === 'waits')
  const others = hooks.filter(({ state }) => state !== 'waits')
  return (
    <StaffPage title="对外通知" viewer={viewer} csrf={csrf}>
      <h1>对外通知</h1>
      <p class="lead">
        办理有进展时，主动通知网站、12345热线等其他系统。通知只有编号、阶段和日期，没有申请人和申请的内容；需要内容的，凭访问令牌和查询码另行查询。由系统管理员设置，有安全管理员的，经其批准后生效。
      </p>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      {made && <Told made={made} />}
      {waiting.length > 0 && <h2>等待批准</h2>}
      {waiting.map((hook) => (
        <Hook key={hook.id} {...props} hook={hook} />
      ))}
      {hasRole(viewer, 'admin') && <NewHook {...props} />}
      <section aria-labelledby="others-title">
        <h2 id="others-title">已有的通知</h2>
        {others.length === 0 && <p>还没有。</p>}
        {others.map((hook) => (
          <Hook key={hook.id} {...props} hook={hook} />
        ))}
      </section>
    </StaffPage>
  )
}

function Told({ made: { name, secret, waits } }: { made: MadeHook }) {
  return (
    <section class="note" aria-labelledby="told-title" data-made={name}>
      <h2 id="told-title">{`“${name}”的密钥`}</h2>
      <p>接收方凭它核对通知的签名。只在这里显示一次，请立即保存到接收通知的系统中：</p>
      <p>
        <code class="secret">{secret}</code>
      </p>
      {waits && <p>安全管理员批准以后才发通知。</p>}
    </section>
  )
}

const instant = (at: string) => onDayAt(at, inChinese)

function Hook(props: Props & { hook: HookView }) {
  const { viewer, csrf, hook, names, agencies, messages, open } = props
  const { id, name, state, by, at, decidedBy, decidedAt, why, failingSince, offAt, endedAt, endedBy } = hook
  const said = (who: string) => names.get(who) ?? who
  const pairs: [string, string | false | null][] = [
    ['状态', STATES[state]],
    ['行政机关', agencies.find((one) => one.id === hook.agency)?.name ?? hook.agency],
    ['地址', hook.url],
    ['通知的事项', hook.events.map((event) => HOOK_EVENTS[event]).join('；')],
    ['说明', hook.purpose],
    ['设置', `${said(by)}，${instant(at)}`],
    ['决定', decidedBy && decidedBy !== 'system' && `${said(decidedBy)}，${instant(decidedAt!)}：${why}`],
    ['没有送到', failingSince && state === 'inForce' && `自${instant(failingSince)}起`],
    ['暂停', offAt && state === 'off' && `${instant(offAt)}；期间的通知都已保留`],
    ['停止', endedAt && `${said(endedBy!)}，${instant(endedAt)}`],
  ]
  const sends = hasRole(viewer, 'admin') && (state === 'inForce' || state === 'off')
  return (
    <section aria-labelledby={`title-${id}`} data-webhook={id} data-state={state}>
      <h3 id={`title-${id}`}>{name}</h3>
      <Pairs of={pairs} />
      {state === 'waits' && hasRole(viewer, 'security') && by !== `staff:${viewer.username}` && (
        <Decide {...props} id={id} />
      )}
      <HookLog
        {...{ csrf, id, name, sends, open: open.get(id) ?? 0 }}
        messages={messages.filter(({ webhook }) => webhook === id)}
      />
      {sends && ((open.get(id) ?? 0) > 0 || state === 'off') && (
        <form method="post" action={`/webhooks/${id}/again`}>
          <input type="hidden" name="csrf" value={csrf} />
          <button type="submit" aria-label={`${state === 'off' ? '恢复发送' : '全部再次发送'}：${name}`}>
            {state === 'off' ? '恢复发送' : '全部再次发送'}
          </button>
        </form>
      )}
      {(state === 'waits' || state === 'inForce' || state === 'off') && (
        <form method="post" action={`/webhooks/${id}/end`}>
          <input type="hidden" name="csrf" value={csrf} />
          <button class="plain" type="submit" aria-label={`停止：${name}`}>
            停止
          </button>
        </form>
      )}
    </section>
  )
}

function Decide({ csrf, about, form, id }: Props & { id: string }) {
  const mine = about === id && form ? form : NOTHING
  return (
    <form method="post" action={`/webhooks/${id}/decision`} class="stack" data-act="decide">
      <ErrorSummary form={mine} prefix={`${id}-`} labels={LABELS} />
      <input type="hidden" name="csrf" value={csrf} />
      <AreaField {...{ name: 'why', label: LABELS.why, form: mine, prefix: `${id}-` }} rows={2} />
      <p class="buttons">
        <button class="primary" type="submit" name="approved" value="yes">
          批准
        </button>
        <button type="submit" name="approved" value="no">
          不批准
        </button>
      </p>
    </form>
  )
}

function NewHook({ csrf, about, form: back, viewer, agencies }: Props) {
  const form = about === 'new' && back ? back : { ...NOTHING, values: { agency: viewer.agency.id } }
  const choices = Object.fromEntries(agencies.map(({ id, name }) => [id, name]))
  return (
    <section aria-labelledby="new-title">
      <h2 id="new-title">设置通知</h2>
      <ErrorSummary form={form} labels={LABELS} />
      <form method="post" action="/webhooks" class="stack" data-act="new">
        <input type="hidden" name="csrf" value={csrf} />
        <TextField {...{ name: 'name', label: LABELS.name, form, width: 'middle' }} />
        <SelectField {...{ name: 'agency', label: LABELS.agency, form, choices }} />
        <TextField
          {...{ name: 'url', label: LABELS.url, form }}
          help="以 https:// 开头。不能是内部网络的地址，除非运维人员允许该网段。"
        />
        <SeveralField {...{ name: 'events', label: LABELS.events, form, choices: HOOK_EVENTS }} />
        <AreaField
          {...{ name: 'purpose', label: LABELS.purpose, form }}
          rows={2}
          help="哪个系统接收，由谁负责，为什么需要。"
        />
        <button class="primary" type="submit">
          设置
        </button>
      </form>
    </section>
  )
}
