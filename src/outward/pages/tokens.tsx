/** Who of other programs may come in: the tokens that wait, those in force, and the form for a new one. */

import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { hasRole } from '../../people/may.ts'
import { SCOPES } from '../../people/programs.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, SelectField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { Pairs } from '../../web/parts/pairs.tsx'
import { SeveralField } from '../../web/parts/several-field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { TokenState, TokenView } from '../token-list.ts'
import { type Made, USUAL_PER_MINUTE } from '../tokens.ts'

type Props = {
  viewer: Viewer
  csrf: string
  tokens: readonly TokenView[]
  /** `staff:NAME` → name. */
  names: ReadonlyMap<string, string>
  agencies: readonly { id: string; name: string }[]
  /** The last day that may be given. */
  last: Day
  made?: Made
  /** The form that came back: `new`, or of which token. */
  about?: string
  form?: FormState
  done?: string | undefined
}

const DONE: Record<string, string> = {
  approved: '已经批准，令牌立即可以使用。',
  refused: '没有批准，令牌不能使用。',
  revoked: '已经撤销，令牌立即失效。',
}
const STATES: Record<TokenState, string> = {
  waits: '等待安全管理员批准',
  inForce: '有效',
  refused: '没有批准',
  revoked: '已撤销',
  over: '已到期',
}
const NOTHING: FormState = { values: {}, errors: [] }
const LABELS = {
  name: '名称',
  agency: '行政机关',
  scopes: '用途',
  until: '有效至',
  perMinute: '每分钟次数',
  purpose: '说明',
  why: '理由',
}

export function TokensPage(props: Props) {
  const { viewer, csrf, tokens, done, made } = props
  const [waiting, others] = [
    tokens.filter(({ state }) => state === 'waits'),
    tokens.filter(({ state }) => state !== 'waits'),
  ]
  return (
    <StaffPage title="程序接入" viewer={viewer} csrf={csrf}>
      <h1>程序接入</h1>
      <p class="lead">
        网站、12345热线等其他系统凭访问令牌使用接口。令牌由系统管理员设置，有安全管理员的，经其批准后生效；只能用于所列用途，每次使用都有审计记录。
      </p>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      {made && <Told made={made} />}
      {waiting.length > 0 && <h2>等待批准</h2>}
      {waiting.map((token) => (
        <Token key={token.id} {...props} token={token} />
      ))}
      {hasRole(viewer, 'admin') && <NewToken {...props} />}
      <section aria-labelledby="others-title">
        <h2 id="others-title">已有的令牌</h2>
        {others.length === 0 && <p>还没有。</p>}
        {others.map((token) => (
          <Token key={token.id} {...props} token={token} />
        ))}
      </section>
    </StaffPage>
  )
}

function Told({ made: { name, token, waits } }: { made: Made }) {
  return (
    <section class="note" aria-labelledby="told-title" data-made={name}>
      <h2 id="told-title">{`令牌“${name}”`}</h2>
      <p>只在这里显示一次，请立即保存到使用它的系统中：</p>
      <p>
        <code class="secret">{token}</code>
      </p>
      {waits && <p>安全管理员批准以后才能使用。</p>}
    </section>
  )
}

const instant = (at: string) => onDayAt(at, inChinese)

function Token(props: Props & { token: TokenView }) {
  const { viewer, csrf, token, names, agencies } = props
  const { id, name, state, by, at, decidedBy, decidedAt, why, usedAt, revokedAt, revokedBy } = token
  const said = (who: string) => names.get(who) ?? who
  const pairs: [string, string | false | null][] = [
    ['状态', STATES[state]],
    ['行政机关', agencies.find((one) => one.id === token.agency)?.name ?? token.agency],
    ['用途', token.scopes.map((scope) => SCOPES[scope]).join('；')],
    ['说明', token.purpose],
    ['有效至', inChinese(token.until as Day)],
    ['每分钟次数', String(token.perMinute)],
    ['设置', `${said(by)}，${instant(at)}`],
    ['决定', decidedBy && decidedBy !== 'system' && `${said(decidedBy)}，${instant(decidedAt!)}：${why}`],
    ['最近使用', usedAt ? instant(usedAt) : '还没有使用过'],
    ['撤销', revokedAt && `${said(revokedBy!)}，${instant(revokedAt)}`],
  ]
  return (
    <section aria-labelledby={`title-${id}`} data-token={name} data-state={state}>
      <h3 id={`title-${id}`}>{name}</h3>
      <Pairs of={pairs} />
      {state === 'waits' && hasRole(viewer, 'security') && by !== `staff:${viewer.username}` && (
        <Decide {...props} id={id} />
      )}
      {(state === 'waits' || state === 'inForce') && (
        <form method="post" action={`/tokens/${id}/revocation`}>
          <input type="hidden" name="csrf" value={csrf} />
          <button class="plain" type="submit" aria-label={`撤销令牌${name}`}>
            撤销
          </button>
        </form>
      )}
    </section>
  )
}

function Decide({ csrf, about, form, id }: Props & { id: string }) {
  const mine = about === id && form ? form : NOTHING
  return (
    <form method="post" action={`/tokens/${id}/decision`} class="stack" data-act="decide">
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

function NewToken({ csrf, about, form: back, viewer, agencies, last }: Props) {
  const usual = { agency: viewer.agency.id, until: last, perMinute: String(USUAL_PER_MINUTE) }
  const form = about === 'new' && back ? back : { ...NOTHING, values: usual }
  const choices = Object.fromEntries(agencies.map(({ id, name }) => [id, name]))
  return (
    <section aria-labelledby="new-title">
      <h2 id="new-title">设置令牌</h2>
      <ErrorSummary form={form} labels={LABELS} />
      <form method="post" action="/tokens" class="stack" data-act="new">
        <input type="hidden" name="csrf" value={csrf} />
        <TextField
          {...{ name: 'name', label: LABELS.name, form, width: 'middle' }}
          help="写在台账和审计记录中，如 portal-2026；以后不能再用于别的令牌。"
        />
        <SelectField {...{ name: 'agency', label: LABELS.agency, form, choices }} />
        <SeveralField {...{ name: 'scopes', label: LABELS.scopes, form, choices: SCOPES }} />
        <TextField
          {...{ name: 'until', label: LABELS.until, form, type: 'date', width: 'short', max: last }}
          help={`最长一年，至${inChinese(last)}。`}
        />
        <TextField
          {...{ name: 'perMinute', label: LABELS.perMinute, form, inputMode: 'numeric', width: 'short' }}
          help="这一令牌每分钟至多使用的次数，不与其他来源合并计算。"
        />
        <AreaField
          {...{ name: 'purpose', label: LABELS.purpose, form }}
          rows={2}
          help="哪个系统使用，由谁负责，为什么需要。"
        />
        <button class="primary" type="submit">
          设置
        </button>
      </form>
    </section>
  )
}
