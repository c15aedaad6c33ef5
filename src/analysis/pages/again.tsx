/** Looking again at one case that was withheld (Art 18): what was found before, and what is found now. */
import { OUTCOMES, type Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, RadioField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { RESULTS_AGAIN, type Review } from '../withheld.ts'

type Props = {
  viewer: Viewer
  csrf: string
  view: {
    id: string
    number: string
    title: string
    /** What was withheld, and when; null where nothing was. */
    outcome: Outcome | null
    on: Day | null
    mayLook: boolean
    isReleased: boolean
    reviews: readonly Review[]
    form: FormState
    idempotencyKey: string
  }
}

export function AgainPage({ viewer, csrf, view }: Props) {
  const { id, number, title, outcome, on, reviews, isReleased } = view
  const [last] = reviews
  return (
    <StaffPage title={`自查：${number}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/analysis/withheld">自查清单</a>
        <span>{number}</span>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        {outcome && on
          ? `${inChinese(on)}答复：${OUTCOMES[outcome].zh}。`
          : '本件没有不予公开、部分公开的答复，不需要自查。'}
        <a href={`/cases/${encodeURIComponent(id)}`}>查看申请件</a>
      </p>
      {last?.result === 'open' && outcome === 'stateSecret' && (
        <p class="note soon" data-may-open>
          自查认为可以公开。属于国家秘密的，由定密机关、单位解密以后，重新办理或者主动公开。
        </p>
      )}
      {last?.result === 'open' && outcome !== 'stateSecret' && !isReleased && (
        <p class="note soon" data-may-open>
          自查认为可以公开。
          <a href={`/cases/${encodeURIComponent(id)}#act-releaseProposed`}>提议转主动公开</a>
        </p>
      )}
      {view.mayLook && outcome && <Form csrf={csrf} view={view} />}
      <section aria-labelledby="before-title">
        <h2 id="before-title">自查记录</h2>
        {reviews.length > 0 ? (
          <table class="plain">
            <caption class="unseen">自查记录，最近的在前</caption>
            <TableHead names={['时间', '经手人', '结果', '理由']} />
            <tbody>
              {reviews.map((one) => (
                <tr key={one.n} data-result={one.result}>
                  <th scope="row">{onDayAt(one.at, inChinese)}</th>
                  <td>{one.by}</td>
                  <td>{RESULTS_AGAIN[one.result]}</td>
                  <td>{`见申请件第${one.position}项记录（备注）`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <p class="empty">尚未自查。</p>
        )}
      </section>
    </StaffPage>
  )
}

function Form({ csrf, view: { id, form, idempotencyKey } }: Pick<Props, 'csrf' | 'view'>) {
  return (
    <form method="post" action={`/cases/${encodeURIComponent(id)}/withheld`} class="stack no-print">
      <h2>自查结果</h2>
      <ErrorSummary form={form} labels={{ result: '结果', why: '理由' }} />
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <RadioField {...{ name: 'result', label: '结果', form, choices: RESULTS_AGAIN }} />
      <AreaField
        {...{ name: 'why', label: '理由', form }}
        rows={4}
        help="写明当时的理由现在是否还成立。作为备注记入申请件的记录。"
      />
      <button class="primary" type="submit">
        记录
      </button>
    </form>
  )
}
