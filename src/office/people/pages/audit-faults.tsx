/** What does not verify in the audit itself: each link with what is wrong, and a security officer's word that it is known, and why. */
import { inChinese } from '../../../../workflows/statute/days.ts'
import type { Acknowledged, FaultyLink } from '../../../audit/acknowledged.ts'
import { NOBODYS } from '../../../audit/write.ts'
import { hasRole } from '../../../people/may.ts'
import type { Viewer } from '../../../people/sessions.ts'
import { StaffPage } from '../../../people/staff-page.tsx'
import { ErrorSummary } from '../../../web/parts/error-summary.tsx'
import { AreaField } from '../../../web/parts/field.tsx'
import { onDayAt } from '../../../web/parts/format.ts'
import { TableHead } from '../../../web/parts/table-head.tsx'
import type { FormState } from '../../../web/shapes.ts'

type Props = {
  viewer: Viewer
  csrf: string
  faults: readonly FaultyLink[]
  acknowledged: readonly Acknowledged[]
  /** What the last night found of each chain; null where it was whole. */
  nights: readonly { agency: string; at: string; fault: string | null }[]
  /** Names of agencies by code, and of people by `staff:NAME`. */
  agencies: ReadonlyMap<string, string>
  people: ReadonlyMap<string, string>
  idempotencyKey: string
  /** The form that came back, and of which link. */
  about?: string | undefined
  form?: FormState | undefined
  done?: boolean | undefined
}

const NOTHING: FormState = { values: {}, errors: [] }

/** Names a link in ids of the page. */
export const keyOfFault = ({ agency, position }: Pick<FaultyLink, 'agency' | 'position'>) => `${agency}-${position}`

/** The words of `audit/check.ts`; what has none here is told as it is. */
const WHAT: Record<string, string> = {
  'a line is missing from the chain before this one': '这一环之前缺少记录',
  'the line of this place in the chain is missing': '这一环的记录缺失',
  'the line was changed, or stands in another place': '记录被改动，或者不在原来的位置',
  'what was signed is not this chain': '已经签名的内容与这一环不符',
  'the instant of the line is not that of its id': '记录的时刻与其编号不符',
}

export function AuditFaultsPage(props: Props) {
  const { viewer, csrf, faults, acknowledged, nights, done, people } = props
  const isOfficer = hasRole(viewer, 'security')
  const whose = (agency: string) => (agency === NOBODYS ? '不属于任何机关的' : (props.agencies.get(agency) ?? agency))
  return (
    <StaffPage title="审计核验" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/audit">审计记录</a>
      </p>
      <h1>审计核验</h1>
      <p class="lead">
        审计记录逐条链接，核验不符的环节列在这里，不能删除或者修改。
        {isOfficer
          ? '查明原因以后，写明理由确认：确认本身也是一条审计记录，以后每次核验都列出这一环、确认人和理由。'
          : '由安全管理员查明原因并确认。'}
      </p>
      {done && (
        <p class="note done" role="status" data-done="known">
          已经确认，并且记入审计。
        </p>
      )}
      <section aria-labelledby="faults-title">
        <h2 id="faults-title">没有确认的</h2>
        {faults.length === 0 && <p class="empty">没有。每条链上次核验完好以后的各环，刚才重新核验，都相符。</p>}
        {faults.map((fault) => {
          const key = keyOfFault(fault)
          return (
            <section key={key} aria-labelledby={`title-${key}`} data-fault={key}>
              <h3 id={`title-${key}`}>{`${whose(fault.agency)}第${fault.position}环`}</h3>
              <dl class="pairs">
                <Pair name="不符之处" value={WHAT[fault.what] ?? fault.what} />
                <Pair name="记录编号" value={fault.line} />
                <Pair name="校验值" value={fault.hash} />
              </dl>
              {isOfficer && <Acknowledge {...props} fault={fault} />}
            </section>
          )
        })}
      </section>
      <section aria-labelledby="known-title">
        <h2 id="known-title">已经确认的</h2>
        {acknowledged.length === 0 && <p class="empty">没有。</p>}
        {acknowledged.length > 0 && (
          <table class="plain stacked">
            <caption class="unseen">已经确认的环节，最近确认的在前</caption>
            <TableHead names={['环节', '不符之处', '理由', '确认人', '确认时间']} />
            <tbody>
              {acknowledged.map(({ what, agency, position, hash, acknowledged: { by, at, why } }) => (
                <tr key={`${agency} ${position} ${hash}`} data-known={keyOfFault({ agency, position })}>
                  <th scope="row">{`${whose(agency)}第${position}环`}</th>
                  <td data-label="不符之处">{WHAT[what] ?? what}</td>
                  <td data-label="理由">{why}</td>
                  <td data-label="确认人">{people.get(by) ?? by}</td>
                  <td data-label="确认时间">{onDayAt(at, inChinese)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <Nights nights={nights} whose={whose} />
    </StaffPage>
  )
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Acknowledge({ csrf, about, form, fault, idempotencyKey }: Props & { fault: FaultyLink }) {
  const key = keyOfFault(fault)
  const mine = about === key && form ? form : NOTHING
  const { agency, position, hash } = fault
  return (
    <form method="post" action="/audit/faults" class="stack" data-act="acknowledge">
      <ErrorSummary form={mine} prefix={`${key}-`} labels={{ why: '理由' }} />
      {Object.entries({ csrf, idempotencyKey, agency, position, hash }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
      <AreaField
        {...{ name: 'why', label: '理由', form: mine, prefix: `${key}-` }}
        help="写明怎样查明、原因是什么，可以写安全事件记录的编号。"
        rows={2}
      />
      <p class="buttons">
        <button class="primary" type="submit">
          确认已经查明
        </button>
      </p>
    </form>
  )
}

/** What no link names, as lines that were cut off, cannot be acknowledged: the night names it, and the operator mends it. */
function Nights({ nights, whose }: Pick<Props, 'nights'> & { whose: (agency: string) => string }) {
  return (
    <section aria-labelledby="nights-title">
      <h2 id="nights-title">最近一次夜间核验</h2>
      {nights.length === 0 && <p class="empty">还没有核验过。</p>}
      {nights.length > 0 && (
        <table class="plain stacked">
          <caption class="unseen">每条链最近一次夜间核验的结果</caption>
          <TableHead names={['链', '时间', '结果']} />
          <tbody>
            {nights.map(({ agency, at, fault }) => (
              <tr key={agency} data-night={agency}>
                <th scope="row">{whose(agency)}</th>
                <td data-label="时间">{onDayAt(new Date(at).toISOString(), inChinese)}</td>
                <td data-label="结果">
                  {fault === null ? (
                    '完好'
                  ) : (
                    <strong class="overdue">{`不符，请运维人员运行 verify --all 查看：${fault}`}</strong>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
