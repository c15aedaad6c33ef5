/** The cases behind a figure of the analysis; of a subject each can be put right. */
import { OUTCOMES } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { at } from '../../people/pages/yearly-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { KINDS } from '../kinds.ts'
import type { Frame, ListView } from '../views.ts'
import { AnalysisFrame } from './frame.tsx'

type Props = { frame: Frame; view: ListView }

export function ListPage({ frame, view: { of, title, total, cases, next, cursor, placing, form } }: Props) {
  const manyAgencies = frame.choices.length > 1
  return (
    <AnalysisFrame frame={frame} path="/analysis" title={`${frame.year}年：${title}`}>
      <p class="lead">
        {`${total}件。`}
        <a href={at('/analysis', frame)}>返回分析</a>
      </p>
      {cases.length > 0 ? (
        <table class="plain stacked in-line register">
          <caption class="unseen">计入这一数字的申请，先收到的在前</caption>
          <TableHead names={['申请', '申请人', '收到', '结果', ...(placing ? [KINDS[placing.kind]] : [])]} />
          <tbody>
            {cases.map((one) => (
              <tr key={one.id} data-case={one.id}>
                <th scope="row">
                  <a href={`/cases/${encodeURIComponent(one.id)}`}>{one.number ?? one.receipt}</a>
                  <p class="hint">{manyAgencies ? `${one.agencyName}　${one.title}` : one.title}</p>
                </th>
                <td data-label="申请人">{one.applicantName}</td>
                <td data-label="收到" class="figure">
                  {inChinese(one.since)}
                </td>
                <td data-label="结果">
                  {one.countedAs && one.countedOn
                    ? `${OUTCOMES[one.countedAs].zh}（${inChinese(one.countedOn)}）`
                    : '尚未办结'}
                </td>
                {placing && (
                  <td data-label={KINDS[placing.kind]}>
                    <form method="post" action={at('/analysis/placings', frame, { of })}>
                      <input type="hidden" name="csrf" value={frame.csrf} />
                      <input type="hidden" name="case" value={one.receipt} />
                      <button
                        type="submit"
                        name="belongs"
                        value="no"
                        aria-label={`${one.number ?? one.receipt}不属于${placing.name}`}
                      >
                        不属于
                      </button>
                    </form>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p class="empty">{cursor ? '没有更多的了。' : '没有计入这一数字的申请。'}</p>
      )}
      {placing && <Place frame={frame} of={of} name={placing.name} form={form} />}
      {next && (
        <p class="no-print">
          <a class="offered" href={at('/analysis/cases', frame, { of, cursor: next })}>
            下一页
          </a>
        </p>
      )}
    </AnalysisFrame>
  )
}

/** What the words have missed. */
function Place({ frame, of, name, form }: { frame: Frame; of: string; name: string; form: FormState }) {
  return (
    <form method="post" action={at('/analysis/placings', frame, { of })} class="form no-print">
      <h2>词语没有找到的</h2>
      <ErrorSummary form={form} labels={{ case: '登记编号或者受理编号' }} />
      <input type="hidden" name="csrf" value={frame.csrf} />
      <TextField name="case" label="登记编号或者受理编号" form={form} width="short" />
      <button type="submit" name="belongs" value="yes">
        {`归入“${name}”`}
      </button>
    </form>
  )
}
