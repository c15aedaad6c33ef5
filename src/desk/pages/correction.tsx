/** A correction that somebody asked for: before and after, what follows, and the head's decision. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { AskedCorrection } from '../../cases/asked-corrections.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { CorrectionShown } from '../corrections/show.ts'

export type InCase = { id: string; number: string; title: string }

type Props = {
  viewer: Viewer
  csrf: string
  idempotencyKey: string
  case: InCase
  one: AskedCorrection
  shown?: CorrectionShown | undefined
  /** Why the case does not hear it any more. */
  refused?: string | undefined
  digest: string
  /** Names of the files that show it. */
  evidence: readonly string[]
  called: (by: string) => string
  mayDecide: boolean
  /** Whoever looks asked for it. */
  mine: boolean
  form?: FormState | undefined
}

export const Kicker = ({ id, number, title }: InCase) => (
  <p class="kicker">
    <a href={`/cases/${encodeURIComponent(id)}`} class="offered">
      {number}
    </a>
    <span>{title}</span>
  </p>
)

export function CorrectionPage(props: Props) {
  const { viewer, csrf, case: of, one, shown, refused, evidence, called, mayDecide, mine, form } = props
  const at = `/cases/${encodeURIComponent(of.id)}/corrections/${encodeURIComponent(one.id)}`
  const title = `更正第${one.position}条${shown ? `：${shown.zh}` : ''}`
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <Kicker {...of} />
      <h1>{title}</h1>
      <p class="lead">{`${called(one.askedBy)}于${onDayAt(one.askedAt, inChinese)}提请。理由：${one.why}`}</p>
      {evidence.length > 0 && <p>{`证明更正无误的文件：${evidence.join('、')}。`}</p>}
      {one.opinion !== null && (
        <p class="heed" data-refused>
          <span aria-hidden="true">◇ </span>
          {`${called(one.refusedBy ?? '')}没有批准：${one.opinion}`}
        </p>
      )}
      {refused && (
        <p class="note late" data-lapsed>
          {`现在不能这样更正：${refused}`}
        </p>
      )}
      <ErrorSummary form={form} labels={{ opinion: '不批准的理由' }} />
      {shown && <Changes {...shown} struck={one.replacement === undefined} />}
      {mayDecide && <Decision {...props} at={at} />}
      {one.opinion === null && !mayDecide && <p class="hint">等待负责人决定。</p>}
      {mine && (
        <form method="post" action={`${at}/withdrawal`}>
          <input type="hidden" name="csrf" value={csrf} />
          <button type="submit">撤下这一提请</button>
        </form>
      )}
    </StaffPage>
  )
}

function Decision({ csrf, idempotencyKey, digest, one, shown, form, at }: Props & { at: string }) {
  return (
    <section class="panel" aria-labelledby="decision">
      <h2 id="decision">决定</h2>
      {shown && (
        <form method="post" action={`${at}/approval`} class="stack">
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="digest" value={digest} />
          <input type="hidden" name="position" value={one.position} />
          <button class="primary" type="submit">
            批准并更正
          </button>
        </form>
      )}
      <form method="post" action={`${at}/return`} class="stack">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="position" value={one.position} />
        <AreaField {...{ name: 'opinion', label: '不批准的理由', form: form ?? { values: {}, errors: [] } }} rows={2} />
        <button type="submit">不批准</button>
      </form>
    </section>
  )
}

/** What the record says now and what it would say; what follows. */
export function Changes({ on, changes, consequences, struck }: CorrectionShown & { struck: boolean }) {
  return (
    <section aria-labelledby="changes-title" class="panel">
      <h2 id="changes-title">更正前后</h2>
      <p class="hint">{`原记录发生于${inChinese(on)}。`}</p>
      {struck ? (
        <p data-struck>这条记录撤销，不再计入。</p>
      ) : (
        <table class="plain stacked">
          <TableHead names={['项目', '更正前', '更正后']} />
          <tbody>
            {changes.map(({ label, before, after }) => (
              <tr key={label}>
                <th scope="row" data-label="项目">
                  {label}
                </th>
                <td data-label="更正前">{before || '—'}</td>
                <td data-label="更正后">
                  <b>{after || '—'}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>后果</h3>
      <ul data-consequences={consequences.length}>
        {consequences.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  )
}
