/** How a person stands, and how the rights came about: what is read, not asked. */
import { inChinese } from '../../../../workflows/statute/days.ts'
import { ROLES } from '../../../people/may.ts'
import { onDayAt } from '../../../web/parts/format.ts'
import type { Frame, Proposal } from '../views.ts'
import type { Props } from './person-form.ts'

export function Standing({ person, history }: Props) {
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

export function History({ history, units }: { history: readonly Proposal[]; units: Frame['units'] }) {
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
