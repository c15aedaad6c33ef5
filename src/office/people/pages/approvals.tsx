/** The security officer's own page: rights that wait, who does whose work, what was decided. */
import { inChinese } from '../../../../workflows/statute/days.ts'
import { ROLES } from '../../../people/may.ts'
import type { Viewer } from '../../../people/sessions.ts'
import { StaffPage } from '../../../people/staff-page.tsx'
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { AreaField } from '../../../web/parts/field.tsx'
import { onDayAt } from '../../../web/parts/format.ts'
import { TableHead } from '../../../web/parts/table-head.tsx'
import type { FormState } from '../../../web/shapes.ts'
import type { CoverView, Waiting } from '../views.ts'

type Props = {
  viewer: Viewer
  csrf: string
  proposals: readonly Waiting[]
  covers: readonly CoverView[]
  /** New ways in that wait, on a page of their own. */
  recoveries: number
  /** Access tokens of programs that wait, the same. */
  tokens: number
  /** Webhooks that wait, the same. */
  webhooks: number
  /** The form that came back: of which proposal or cover. */
  about?: string | undefined
  form?: FormState | undefined
  done?: string | undefined
}

const DONE: Record<string, string> = {
  approved: '已经批准，权限立即生效。',
  refused: '已经退回，权限没有变。',
  coverApproved: '代理已经批准，在起止日期以内有效。',
  coverRefused: '代理没有批准，权限没有变。',
  uncovered: '代理已经结束。',
}
const NOTHING: FormState = { values: {}, errors: [] }

/** Names a proposal in addresses and ids. */
export const keyOf = ({ person, position }: Pick<Waiting, 'person' | 'position'>) => `${person.id}-${position}`

export function ApprovalsPage(props: Props) {
  const { viewer, csrf, proposals, covers, recoveries, tokens, webhooks, done } = props
  const waiting = proposals.filter(({ decision }) => decision === null)
  const decided = proposals.filter(({ decision }) => decision !== null)
  return (
    <StaffPage title="权限审批" viewer={viewer} csrf={csrf}>
      <h1>权限审批</h1>
      <p class="lead">
        系统管理员提出新增的岗位和承办机构，由您批准以后生效；代理（AB角）使代理人得到新权限的，也由您批准。只减少权限的，立即生效，列在下面；取消安全管理员、审计员，或者其离任的，也由您批准。
      </p>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      {recoveries > 0 && (
        <p class="note" data-recoveries={recoveries}>
          {`另有${recoveries}件登录的重新设置等待批准：`}
          <a href="/sign-in/recoveries">重新设置登录</a>
        </p>
      )}
      {tokens > 0 && (
        <p class="note" data-tokens={tokens}>
          {`另有${tokens}个程序的访问令牌等待批准：`}
          <a href="/tokens">程序接入</a>
        </p>
      )}
      {webhooks > 0 && (
        <p class="note" data-webhooks={webhooks}>
          {`另有${webhooks}项对外通知等待批准：`}
          <a href="/webhooks">对外通知</a>
        </p>
      )}
      {waiting.length === 0 && !covers.some(({ waits }) => waits) && <p>现在没有等待批准的权限。</p>}
      {waiting.map((proposal) => (
        <Proposed key={keyOf(proposal)} {...props} proposal={proposal} />
      ))}
      {covers
        .filter(({ waits }) => waits)
        .map((cover) => (
          <ProposedCover key={cover.id} {...props} cover={cover} />
        ))}
      <Covers {...props} />
      <Decided decided={decided} />
    </StaffPage>
  )
}

const list = ({ roles, units }: Waiting['adds']) => [...roles.map((role) => ROLES[role]), ...units].join('、') || '无'
const instant = (at: string) => onDayAt(at, inChinese)

function Proposed(props: Props & { proposal: Waiting }) {
  const { proposal, covers } = props
  const { person, position, now, adds, takes, by, at, why, leaves, forYou } = proposal
  const key = keyOf(proposal)
  const deputies = covers.filter((cover) => cover.of.id === person.id && !cover.waits)
  return (
    <article aria-labelledby={`title-${key}`} data-proposal={person.username}>
      <h2 id={`title-${key}`}>{`${person.name}（${person.username}）`}</h2>
      <dl class="pairs">
        <div>
          <dt>机关</dt>
          <dd>{person.agency}</dd>
        </div>
        <div>
          <dt>现在</dt>
          <dd>{list(now)}</dd>
        </div>
        <div>
          <dt>新增</dt>
          <dd>
            <b>{list(adds)}</b>
          </dd>
        </div>
        {(takes.roles.length > 0 || takes.units.length > 0) && (
          <div>
            <dt>取消</dt>
            <dd>{leaves ? `${list(takes)}（离任）` : list(takes)}</dd>
          </div>
        )}
        <div>
          <dt>提出</dt>
          <dd>{`${by}，${instant(at)}：${why}`}</dd>
        </div>
      </dl>
      {deputies.map(({ id, byName, from, to }) => (
        <p key={id}>{`${inChinese(from)}至${inChinese(to)}由${byName}代理：批准以后，代理人在此期间也可以行使。`}</p>
      ))}
      {forYou ? <Decide {...props} name={key} action={`/approvals/${person.id}/${position}`} /> : <Another />}
    </article>
  )
}

const Another = () => <p class="note">涉及您自己，由另一位安全管理员决定。</p>

function Decide({ csrf, about, form, name, action }: Props & { name: string; action: string }) {
  const mine = about === name && form ? form : NOTHING
  return (
    <form method="post" action={action} class="stack" data-act="decide">
      <ErrorSummary form={mine} prefix={`${name}-`} labels={{ why: '理由' }} />
      <input type="hidden" name="csrf" value={csrf} />
      <AreaField {...{ name: 'why', label: '理由', form: mine, prefix: `${name}-` }} rows={2} />
      <p class="buttons">
        <button class="primary" type="submit" name="approved" value="yes">
          批准
        </button>
        <button type="submit" name="approved" value="no">
          退回
        </button>
      </p>
    </form>
  )
}

function ProposedCover(props: Props & { cover: CoverView }) {
  const { id, of, byName, by, from, to, gives, arrangedBy, at, forYou } = props.cover
  return (
    <article aria-labelledby={`title-${id}`} data-cover={of.username}>
      <h2 id={`title-${id}`}>{`代理：${byName}（${by}）代${of.name}（${of.username}）`}</h2>
      <dl class="pairs">
        <div>
          <dt>起止</dt>
          <dd>{`${inChinese(from)}至${inChinese(to)}`}</dd>
        </div>
        <div>
          <dt>代行</dt>
          <dd>
            <b>{list(gives)}</b>
          </dd>
        </div>
        <div>
          <dt>提出</dt>
          <dd>{`${arrangedBy}，${instant(at)}`}</dd>
        </div>
      </dl>
      {forYou ? <Decide {...props} name={id} action={`/approvals/covers/${id}`} /> : <Another />}
    </article>
  )
}

function Covers({ csrf, covers: all }: Props) {
  const covers = all.filter(({ waits }) => !waits)
  return (
    <section aria-labelledby="covers-title">
      <h2 id="covers-title">代理（AB角）</h2>
      {covers.length === 0 && <p>现在没有代理。</p>}
      {covers.length > 0 && (
        <table class="plain">
          <caption class="unseen">正在和将要施行的代理</caption>
          <TableHead names={['代理人', '代谁', '起止', '办理']} />
          <tbody>
            {covers.map(({ id, byName, of, from, to }) => (
              <tr key={id}>
                <th scope="row">{byName}</th>
                <td>{of.name}</td>
                <td>{`${inChinese(from)}至${inChinese(to)}`}</td>
                <td>
                  <form method="post" action={`/approvals/covers/${id}/end`}>
                    <input type="hidden" name="csrf" value={csrf} />
                    <button class="plain" type="submit" aria-label={`结束${byName}代${of.name}`}>
                      结束
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const decisionOf = ({ by, approved, at, why }: NonNullable<Waiting['decision']>) =>
  `${by}${approved ? '批准' : '没有批准'}，${instant(at)}：${why}`

function Decided({ decided }: { decided: readonly Waiting[] }) {
  return (
    <section aria-labelledby="decided-title">
      <h2 id="decided-title">已经决定</h2>
      {decided.length === 0 && <p>还没有。</p>}
      <ol class="timeline story">
        {decided.map((proposal) => (
          <li key={keyOf(proposal)}>
            <b>{`${proposal.person.name}：${list(proposal.wanted)}`}</b>
            <p class="hint">{`${proposal.by}提出，${instant(proposal.at)}：${proposal.why}`}</p>
            <p class="hint">{decisionOf(proposal.decision!)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
