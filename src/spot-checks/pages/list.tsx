/** 抽查: what is owed first, then the draws of the office; drawing of the month that is over. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { Kinds } from '../../people/pages/kinds.tsx'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { SelectField } from '../../web/parts/field.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { monthInWords } from '../draws.ts'
import { FINDING_STATES } from '../standing.ts'
import type { Frame, ListView } from '../views.ts'

type Props = { frame: Frame; view: ListView }

export function SpotChecksPage({ frame, view }: Props) {
  const { agency, name, choices, mayCheck, mayRead } = view
  return (
    <StaffPage title="抽查" viewer={frame.viewer} csrf={frame.csrf}>
      <p class="kicker">
        <span>抽查</span>
        <span>{name}</span>
      </p>
      <h1>抽查</h1>
      <Kinds viewer={frame.viewer} path="/spot-checks" />
      {choices.length > 1 && (
        <nav class="filters no-print" aria-label="机关">
          <ul>
            {choices.map((one) => (
              <li key={one.agency}>
                <a
                  href={`/spot-checks?${new URLSearchParams({ agency: one.agency })}`}
                  aria-current={one.agency === agency ? 'page' : undefined}
                >
                  {one.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p class="lead">
        每月从上月办结的申请中，按机关和办理结果分层随机抽取，逐项评分，提出问题，由承办的机关在期限以内答复。
      </p>
      <Owed view={view} />
      {mayRead && <Draws view={view} />}
      {mayCheck && <DrawNow frame={frame} view={view} />}
    </StaffPage>
  )
}

function Owed({ view: { owed } }: Pick<Props, 'view'>) {
  return (
    <section aria-labelledby="owed">
      <h2 id="owed">没有了结的问题</h2>
      {owed.length === 0 ? (
        <p class="empty">没有等待答复或者核对的问题。</p>
      ) : (
        <table class="plain stacked in-line" data-owed={owed.length}>
          <caption class="unseen">没有了结的问题，期限最早的在前</caption>
          <TableHead names={['编号', '机关', '问题', '情况', '答复期限']} />
          <tbody>
            {owed.map(({ finding, ...one }) => (
              <tr key={`${one.drawId}${one.caseId}${finding.n}`} data-overdue={finding.isOverdue ? 'yes' : undefined}>
                <th scope="row">
                  <a href={`/spot-checks/${one.drawId}/cases/${one.caseId}`}>{one.number}</a>
                </th>
                <td data-label="机关">{one.agencyName}</td>
                <td data-label="问题">{finding.says || '（内容已经销毁）'}</td>
                <td data-label="情况">
                  {finding.state === 'owed' ? `${one.agencyName}${FINDING_STATES.owed}` : FINDING_STATES[finding.state]}
                </td>
                <td data-label="答复期限">
                  {inChinese(finding.dueOn)}
                  {finding.isOverdue && <strong class="overdue">　已逾期</strong>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Draws({ view: { draws } }: Pick<Props, 'view'>) {
  return (
    <section aria-labelledby="draws">
      <h2 id="draws">历次抽查</h2>
      {draws.length === 0 ? (
        <p class="empty">还没有抽取过。</p>
      ) : (
        <table class="plain stacked in-line" data-draws={draws.length}>
          <caption class="unseen">历次抽查，最近的在前</caption>
          <TableHead names={['月份', '抽查的机关', '办结申请', '抽中']} />
          <tbody>
            {draws.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <a href={`/spot-checks/${one.id}`}>{monthInWords(one.month)}</a>
                </th>
                <td data-label="抽查的机关">{one.agencyName}</td>
                <td data-label="办结申请">{`${one.population}件`}</td>
                <td data-label="抽中">{`${one.drawn}件`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function DrawNow({ frame, view: { agency, rules, form: back, months, key } }: Props) {
  const form = back.errors.length > 0 ? back : { values: { month: months[0] ?? '' }, errors: [] }
  const asked = new URLSearchParams({ agency })
  return (
    <section class="no-print" aria-labelledby="draw-now">
      <h2 id="draw-now">抽取</h2>
      <form method="post" action={`/spot-checks?${asked}`} class="stack">
        <ErrorSummary form={form} labels={{ month: '月份' }} />
        <input type="hidden" name="csrf" value={frame.csrf} />
        <input type="hidden" name="idempotencyKey" value={key} />
        <p>
          {months.length === 0 && '最近十二个月都已经抽取过。'}
          {`每层抽取${rules.rules.perStratum}件（不足的全部抽取），按“${rules.rules.title}”评分。抽取以后不能更换，每月一次。`}{' '}
          <a href={`/spot-checks/rules?${asked}`}>修改抽查办法</a>
        </p>
        <SelectField
          name="month"
          label="月份"
          form={form}
          help="已经结束、还没有抽取过的月份。"
          choices={Object.fromEntries(months.map((month) => [month, monthInWords(month)]))}
        />
        <button class="primary" type="submit">
          随机抽取
        </button>
      </form>
    </section>
  )
}
