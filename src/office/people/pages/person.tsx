/** One person: rights, what waits, a link, a cover for some days, leaving and coming back, and how the rights came about. */
import { inChinese } from '../../../../workflows/statute/days.ts'
import { ROLES } from '../../../people/may.ts'
import { StaffPage } from '../../../people/staff-page.tsx'
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { AreaField, CheckField, SelectField, TextField } from '../../../web/parts/field.tsx'
import { onDayAt } from '../../../web/parts/format.ts'
import type { FormState } from '../../../web/shapes.ts'
import type { Candidate, Frame, PersonView, Proposal } from '../views.ts'
import { RightsFields } from './rights-fields.tsx'

export type About = 'details' | 'rights' | 'cover' | 'end' | 'link'
type Props = Frame &
  PersonView & {
    idempotencyKey: string
    /** The form that came back. */
    about?: About | undefined
    form?: FormState | undefined
    /** What was just done, in a word. */
    done?: string | undefined
    /** The one-time link, told once. */
    link?: string | undefined
  }

const NOTHING: FormState = { values: {}, errors: [] }
const DONE: Record<string, string> = {
  saved: '已保存。',
  waits: '已提交，等待安全管理员批准。批准以前权限不变。',
  linkWaits:
    '已经申请新的链接，等待安全管理员批准（没有安全管理员的，由另一位系统管理员批准），由批准人交给本人。链接使用以前，原来的密码和登录不变。',
  covered: '代理已经安排。',
  uncovered: '代理已经结束。',
  leaveWaits: '离任已经提交，等待安全管理员批准。批准以前权限和登录不变。',
  ended: '已经离任：登录、链接和代理全部结束，岗位已经取消。',
  back: '已经恢复。',
}

export function PersonPage(props: Props) {
  const { viewer, csrf, person, history, done, link, units, namesakes } = props
  const isSelf = person.id === viewer.id
  return (
    <StaffPage title={person.name} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={`/people?agency=${encodeURIComponent(person.agency.code)}`}>人员</a>
        <span>{person.agency.name}</span>
      </p>
      <h1>{person.name}</h1>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      {namesakes.length > 0 && (
        <p class="note" data-namesakes>
          {`同名：本机关还有${person.name}（${namesakes.join('、')}）。记录以用户名区分，请核对没有选错人，也没有重复邀请。`}
        </p>
      )}
      {link && <Link link={link} agency={person.agency.code} />}
      <Standing {...props} />
      {isSelf && (
        <p class="note">
          这是您自己。岗位和状态由另一位系统管理员变更；密码和邮箱在<a href="/profile">我的账号</a>里更改。
        </p>
      )}
      {person.endedAt !== null ? (
        !isSelf && <Return {...props} />
      ) : (
        <>
          {!isSelf && (
            <>
              <Rights {...props} />
              <NewLink {...props} />
              <Cover {...props} />
            </>
          )}
          <Details {...props} />
          {!isSelf && <Leaving {...props} />}
        </>
      )}
      <History history={history} units={units} />
    </StaffPage>
  )
}

function Link({ link, agency }: { link: string; agency: string }) {
  return (
    <section class="note done" aria-labelledby="link-title" role="status">
      <h2 id="link-title">一次性链接</h2>
      <p>
        <code class="figure" data-link>
          {link}
        </code>
      </p>
      <p>七十二小时以内有效，只能使用一次，离开本页以后不再显示。请当面或者以可靠的方式交给本人。</p>
      <p class="buttons">
        <a class="button" href={`/people/new?agency=${encodeURIComponent(agency)}`}>
          再邀请一位
        </a>
        <a class="button" href="/setup">
          回到开通
        </a>
      </p>
    </section>
  )
}

function Standing({ person, history }: Props) {
  const waiting = history.find(({ decision }) => decision === null)
  return (
    <dl class="pairs">
      <div>
        <dt>用户名</dt>
        <dd>{person.username}</dd>
      </div>
      <div>
        <dt>岗位</dt>
        <dd>{person.roles.map((role) => ROLES[role]).join('、') || '没有岗位'}</dd>
      </div>
      <div>
        <dt>承办机构</dt>
        <dd>{person.units.map(({ name }) => name).join('、') || '—'}</dd>
      </div>
      {waiting && (
        <div>
          <dt>待批准</dt>
          <dd>{`${inWords(waiting)}（${instant(waiting.at)}提交，由安全管理员决定）`}</dd>
        </div>
      )}
      <div>
        <dt>登录</dt>
        <dd>{signIn(person)}</dd>
      </div>
    </dl>
  )
}

function signIn({ endedAt, hasPassword, linkUntil, roles }: Props['person']): string {
  if (endedAt !== null) return `${instant(endedAt)}离任，不能登录`
  if (linkUntil) return `${hasPassword ? '正在重新设置密码' : '已邀请'}，链接${instant(linkUntil)}以前有效`
  if (hasPassword) return '已设置密码'
  return roles.length > 0 ? '尚未设置密码，也没有有效的链接' : '尚无岗位，批准以后再生成链接'
}

const inWords = ({ roles }: Pick<Proposal, 'roles'>) => roles.map((role) => ROLES[role]).join('、') || '没有岗位'
const instant = (at: string) => onDayAt(at, inChinese)

/** The form as it came back, or as it stands. */
const formOf = ({ about, form }: Props, mine: About, values: Record<string, string>): FormState =>
  about === mine && form ? form : { ...NOTHING, values }

function Rights(props: Props) {
  const { csrf, person, units, held } = props
  const ticked = [
    ...person.roles.map((role) => [`roles.${role}`, 'yes']),
    ...person.units.map(({ id }) => [`units.${id}`, 'yes']),
  ]
  const form = formOf(props, 'rights', Object.fromEntries(ticked))
  return (
    <section aria-labelledby="rights-title">
      <h2 id="rights-title">岗位和承办机构</h2>
      <ErrorSummary form={form} prefix="rights-" labels={{ roles: '岗位', units: '承办机构' }} />
      <form method="post" action={`/people/${person.id}/rights`} class="stack" id="rights">
        <input type="hidden" name="csrf" value={csrf} />
        <RightsFields {...{ form, units }} prefix="rights-" />
        <AreaField {...{ name: 'why', label: '变更的理由', form, prefix: 'rights-' }} rows={2} />
        {person.roles.includes('handler') && held.length > 0 && (
          <HandOver {...props} form={form} prefix="rights-" optional="（取消承办人岗位的，应当选择）" />
        )}
        <button class="primary" type="submit">
          提交变更
        </button>
      </form>
    </section>
  )
}

function NewLink({ csrf, person, idempotencyKey }: Props) {
  if (person.roles.length === 0) return null
  return (
    <section aria-labelledby="new-link-title">
      <h2 id="new-link-title">{person.hasPassword ? '重新设置密码' : '一次性链接'}</h2>
      <form method="post" action={`/people/${person.id}/link`} class="stack" id="new-link">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <p class="hint">
          {person.hasPassword
            ? '新的链接由安全管理员批准（没有安全管理员的，由另一位系统管理员批准），由批准人当面交给本人，并以邮件告知本人。链接使用以前，原来的密码和登录不变。'
            : '生成新的链接以后，原来的链接失效。曾经登录过的，新的链接由安全管理员批准。'}
        </p>
        <button type="submit">{person.hasPassword ? '申请新的链接' : '生成新的链接'}</button>
      </form>
      <p class="hint">
        丢失第二道验证的，由两位系统管理员<a href="/sign-in/recoveries">恢复登录</a>。
      </p>
    </section>
  )
}

const options = (from: readonly Candidate[]) =>
  Object.fromEntries(
    from.map(({ username, name, note }) => {
      // Of two of one name the user name tells which.
      const isAlone = from.filter((one) => one.name === name).length === 1
      return [username, `${name}（${isAlone ? note : `${username}，${note}`}）`]
    }),
  )

function Cover(props: Props) {
  const { csrf, person, deputies, today } = props
  const form = formOf(props, 'cover', { 'cover.from': today })
  const ground = { form, prefix: 'cover-' }
  return (
    <section aria-labelledby="cover-title">
      <h2 id="cover-title">休假和代理（AB角）</h2>
      {person.covers.length > 0 && (
        <form method="post" action={`/people/${person.id}/cover-end`} class="stack" id="cover-end">
          <input type="hidden" name="csrf" value={csrf} />
          {person.covers.map(({ id, from, to, byName, waits }) => (
            <p key={id}>
              {`${inChinese(from)}至${inChinese(to)}由${byName}代理${waits ? '：等待安全管理员批准，批准以前无效' : ''}。`}
            </p>
          ))}
          <button type="submit">{person.covers.every(({ waits }) => waits) ? '撤回' : '结束代理'}</button>
        </form>
      )}
      <ErrorSummary form={form} prefix="cover-" labels={COVER_LABELS} />
      <form method="post" action={`/people/${person.id}/cover`} class="stack" id="cover">
        <input type="hidden" name="csrf" value={csrf} />
        <p class="hint">
          代理人在起止日期以内可以办理这位人员的工作，记录注明“代”。代理人不能审核、签发自己拟的稿。
          代理人由此得到新权限的，由安全管理员批准以后有效。
          {person.covers.length > 0 && '重新安排的，替换现在的安排。'}
        </p>
        <SelectField
          {...{ ...ground, name: 'cover.by', label: COVER_LABELS['cover.by'], choices: options(deputies) }}
          choose="请选择"
        />
        <TextField
          {...{ ...ground, name: 'cover.from', label: COVER_LABELS['cover.from'], type: 'date', width: 'middle' }}
          min={today}
        />
        <TextField
          {...{ ...ground, name: 'cover.to', label: COVER_LABELS['cover.to'], type: 'date', width: 'middle' }}
          min={today}
          help="当日在内。"
        />
        <button type="submit">安排代理</button>
      </form>
    </section>
  )
}

const COVER_LABELS = { 'cover.by': '代理人', 'cover.from': '自', 'cover.to': '至' }

function Details(props: Props) {
  const { csrf, person } = props
  const form = formOf(props, 'details', { name: person.name, email: person.email ?? '' })
  const ground = { form, prefix: 'details-' }
  return (
    <section aria-labelledby="details-title">
      <h2 id="details-title">姓名和邮箱</h2>
      <ErrorSummary form={form} prefix="details-" labels={{ name: '姓名', email: '电子邮箱' }} />
      <form method="post" action={`/people/${person.id}/details`} class="stack" id="details">
        <input type="hidden" name="csrf" value={csrf} />
        <TextField {...{ ...ground, name: 'name', label: '姓名', width: 'middle' }} autocomplete="off" />
        <TextField
          {...{ ...ground, name: 'email', label: '电子邮箱', type: 'email', optional: '（选填）' }}
          autocomplete="off"
        />
        <button type="submit">保存</button>
      </form>
    </section>
  )
}

const LATER = '-'

function HandOver({
  held,
  colleagues,
  form,
  prefix,
  optional,
}: Pick<Props, 'held' | 'colleagues'> & { form: FormState; prefix: string; optional?: string }) {
  return (
    <>
      <p>{`由这位人员承办、尚未归档的申请共 ${held.length} 件：`}</p>
      <ul class="held" data-held={held.length}>
        {held.map(({ caseId, number }) => (
          <li key={caseId} class="figure">
            {number}
          </li>
        ))}
      </ul>
      <SelectField
        {...{ name: 'handOver', label: '接手的承办人', form, prefix, choose: '请选择', ...(optional && { optional }) }}
        choices={{ ...options(colleagues), [LATER]: '暂不指定：留在原承办机构，由公开机构负责人分办' }}
        help="选定以后逐件记录转办，一次完成。"
      />
    </>
  )
}

function Leaving(props: Props) {
  const { csrf, person, held } = props
  const form = formOf(props, 'end', {})
  return (
    <section aria-labelledby="end-title">
      <h2 id="end-title">离任</h2>
      <ErrorSummary form={form} prefix="end-" labels={{ handOver: '接手的承办人', confirm: '确认' }} />
      <form method="post" action={`/people/${person.id}/end`} class="stack" id="end">
        <input type="hidden" name="csrf" value={csrf} />
        <p class="hint">
          {person.roles.some((role) => role === 'security' || role === 'auditor') &&
            '安全管理员、审计员离任，由安全管理员批准以后生效。'}
          离任以后立即不能登录，岗位、代理和未使用的链接全部取消，不再收到邮件；办过的记录仍然写明姓名。需要时可以恢复。
        </p>
        {held.length > 0 && person.roles.includes('handler') && <HandOver {...props} form={form} prefix="end-" />}
        <CheckField {...{ name: 'confirm', label: `确认${person.name}离任`, form, prefix: 'end-' }} />
        <button type="submit">办理离任</button>
      </form>
    </section>
  )
}

function Return({ csrf, person }: Props) {
  return (
    <section aria-labelledby="return-title">
      <h2 id="return-title">恢复</h2>
      <form method="post" action={`/people/${person.id}/return`} class="stack" id="return">
        <input type="hidden" name="csrf" value={csrf} />
        <p class="hint">恢复以后按离任以前的岗位和承办机构提出，有安全管理员的由其批准；已经转办的申请不会自动转回。</p>
        <button class="primary" type="submit">
          恢复
        </button>
      </form>
    </section>
  )
}

function History({ history, units }: { history: readonly Proposal[]; units: Frame['units'] }) {
  if (history.length === 0) return null
  const unitsOf = (proposal: Proposal) =>
    proposal.units.map((id) => units.find((unit) => unit.id === id)?.name ?? id).join('、')
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">权限的由来</h2>
      <ol class="timeline story">
        {history.map((proposal) => (
          <li key={proposal.position}>
            <b>{[inWords(proposal), unitsOf(proposal)].filter(Boolean).join('；')}</b>
            <p class="hint">{`${proposal.by}，${instant(proposal.at)}：${proposal.why}`}</p>
            <p class="hint">{decided(proposal.decision)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const decided = (decision: Proposal['decision']) =>
  decision === null
    ? '等待安全管理员决定'
    : `${decision.by}${decision.approved ? '批准' : '没有批准'}，${instant(decision.at)}：${decision.why}`
