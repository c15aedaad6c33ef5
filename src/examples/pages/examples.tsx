/** 案例分析: the list by outcome and words, one example with its comment and lesson, and the form that writes one. */
import { OUTCOMES, type Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { DRILLED, hasRole } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField, SelectField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import type { FormState } from '../../web/shapes.ts'
import type { Own, Shipped } from '../examples.ts'

type Signed = { viewer: Viewer; csrf: string }
export type ListView = {
  outcome?: Outcome | undefined
  q?: string | undefined
  own: readonly Own[]
  shipped: readonly Shipped[]
  done?: string | undefined
  mayWrite: boolean
}

const STATES = { submitted: '等待批准', approved: '已批准', withdrawn: '已撤下' } as const
const LABELS = {
  outcome: '办理结果',
  title: '标题',
  facts: '事实',
  comment: '评析',
  lesson: '教训',
  article: '依据',
  namesKept: '写的不是申请人的姓名、名称',
  state: '决定',
  why: '理由',
}
/** Of words that wait or were refused, that those approved before them are still read. */
const saysOf = ({ state, stands }: Own) =>
  state === 'approved'
    ? ''
    : `，${stands && state === 'withdrawn' ? '修改没有批准' : STATES[state]}${stands ? '（以前批准的仍然有效）' : ''}`
const BY_OUTCOME = Object.fromEntries(Object.entries(OUTCOMES).map(([name, { zh }]) => [name, zh]))

export function ExamplesPage({ viewer, csrf, view }: Signed & { view: ListView }) {
  const { outcome, q, own, shipped, mayWrite } = view
  const form: FormState = { values: { outcome: outcome ?? '', q: q ?? '' }, errors: [] }
  return (
    <StaffPage title="案例分析" viewer={viewer} csrf={csrf}>
      <h1>案例分析</h1>
      <p class="lead">例子、评析和应当吸取的教训，不写任何人的姓名。拟同类答复以前看一看。</p>
      <form method="get" action="/examples" class="stack no-print">
        <SelectField
          name="outcome"
          label={LABELS.outcome}
          form={form}
          choices={BY_OUTCOME}
          choose="不限"
          optional="（选填）"
        />
        <TextField name="q" label="词语" form={form} optional="（选填）" width="middle" />
        <button type="submit">查找</button>
      </form>
      {mayWrite && (
        <p class="no-print">
          <a class="offered" href={outcome ? `/examples/new?outcome=${outcome}` : '/examples/new'}>
            写一个案例
          </a>
        </p>
      )}
      <section aria-labelledby="own">
        <h2 id="own">{`本机关的案例（${own.length}）`}</h2>
        {own.length === 0 && <p>没有符合的案例。纠错、被退回的答复，可以改写成案例。</p>}
        <ul class="plain-list">
          {own.map((one) => (
            <li key={one.id} data-example={one.id}>
              <p>
                <a class="offered" href={`/examples/${one.id}`}>
                  {one.title}
                </a>
                {`　${OUTCOMES[one.outcome].zh}${saysOf(one)}`}
              </p>
              <p class="hint">{one.lesson}</p>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="shipped">
        <h2 id="shipped">{`随系统发布的败诉案例（${shipped.length}）`}</h2>
        {shipped.length === 0 && <p>没有符合的案例。</p>}
        <ul class="plain-list">
          {shipped.map(({ id, title, outcome, comment, lesson, article, source }) => (
            <li key={id} data-shipped={id}>
              <p>
                {hasRole(viewer, ...DRILLED) ? (
                  <a class="offered" href={`/drills/${id}`}>
                    {title}
                  </a>
                ) : (
                  <b>{title}</b>
                )}
                {outcome && `　${OUTCOMES[outcome].zh}`}
              </p>
              <p class="description">
                {comment} <span class="article">{article}</span>
              </p>
              <p class="description">{`教训：${lesson}`}</p>
              <p class="hint">{source}</p>
            </li>
          ))}
        </ul>
      </section>
    </StaffPage>
  )
}

export type OneView = { own: Own; by: string; form: FormState; mayDecide: boolean; mayChange: boolean }

export function ExamplePage({
  viewer,
  csrf,
  view: { own, by, form, mayDecide, mayChange },
}: Signed & { view: OneView }) {
  const { id, n, title, outcome, facts, comment, lesson, article, state, why, at, last, stands } = own
  const isWritten = form.values.facts !== undefined
  const now: FormState = isWritten ? form : { values: { outcome, title, facts, comment, lesson, article }, errors: [] }
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/examples">案例分析</a>
        <span>{OUTCOMES[outcome].zh}</span>
        <span data-state={state}>{stands && state === 'withdrawn' ? '修改没有批准' : STATES[state]}</span>
      </p>
      <h1>{title}</h1>
      {why && <p class="note">{why}</p>}
      {stands && state !== 'approved' && <p class="note">这次修改没有批准以前，本机关的人读到的仍是以前批准的内容。</p>}
      {last.n > n && last.state === 'submitted' && (
        <p class="note">另有修改等待批准，批准以后显示新的内容，现在不能再修改。</p>
      )}
      <h2>{LABELS.facts}</h2>
      <p class="description">{facts}</p>
      <h2>{LABELS.comment}</h2>
      <p class="description">
        {comment} <span class="article">{article}</span>
      </p>
      <h2>{LABELS.lesson}</h2>
      <p class="description">{lesson}</p>
      <p class="hint">{`${by}　${onDayAt(at, inChinese)}`}</p>
      {!isWritten && form.errors.length > 0 && <ErrorSummary form={form} labels={LABELS} />}
      {mayDecide && (
        <form method="post" action={`/examples/${id}/decision`} class="stack no-print">
          <input type="hidden" name="csrf" value={csrf} />
          <TextField
            name="why"
            label={LABELS.why}
            form={isWritten ? { values: {}, errors: [] } : form}
            optional="（选填）"
          />
          <p class="bits">
            {state !== 'approved' && (
              <button class="primary" type="submit" name="state" value="approved">
                批准
              </button>
            )}
            {(state !== 'withdrawn' || stands) && (
              <button type="submit" name="state" value="withdrawn">
                {stands && state === 'submitted' ? '不批准修改' : '撤下'}
              </button>
            )}
          </p>
        </form>
      )}
      {mayChange && (
        <details class="fold no-print" open={isWritten}>
          <summary>修改</summary>
          <form method="post" action={`/examples/${id}`} class="stack">
            <input type="hidden" name="from" value={last.n} />
            <Fields csrf={csrf} form={now} />
            <p class="hint">修改以后等待批准；已经批准的内容在此以前仍然显示。</p>
          </form>
        </details>
      )}
    </StaffPage>
  )
}

export function ExampleFormPage({ viewer, csrf, form }: Signed & { form: FormState }) {
  return (
    <StaffPage title="写一个案例" viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/examples">案例分析</a>
      </p>
      <h1>写一个案例</h1>
      <p class="lead">
        用概括的话写，不写姓名、名称、号码和能够认出是谁的细节。法制审核员批准以后，本机关的人都能看到。
      </p>
      <form method="post" action="/examples" class="stack">
        <Fields csrf={csrf} form={form} />
      </form>
    </StaffPage>
  )
}

function Fields({ csrf, form }: { csrf: string; form: FormState }) {
  return (
    <>
      <ErrorSummary form={form} labels={LABELS} />
      <input type="hidden" name="csrf" value={csrf} />
      <SelectField name="outcome" label={LABELS.outcome} form={form} choices={BY_OUTCOME} choose="请选择" />
      <TextField name="title" label={LABELS.title} form={form} help="一句话：错在哪里，或者好在哪里。" />
      <AreaField name="facts" label={LABELS.facts} form={form} help="申请什么，怎样办理，结果怎样。" />
      <AreaField name="comment" label={LABELS.comment} form={form} help="复议机关、法院或者本机关怎样认定，为什么。" />
      <AreaField name="lesson" label={LABELS.lesson} form={form} rows={3} help="下一次怎样做。" />
      <TextField name="article" label={LABELS.article} form={form} help="如条例第三十六条第（四）项。" width="middle" />
      {(form.values.namesKept || form.errors.some(({ field }) => field === 'namesKept')) && (
        <CheckField name="namesKept" label={LABELS.namesKept} form={form} />
      )}
      <button class="primary" type="submit">
        保存，送批准
      </button>
    </>
  )
}
