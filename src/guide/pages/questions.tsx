/** 问答 as staff keep them: the list, the form, each entry with its decision. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { Ways } from '../../people/pages/public-ways.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, SelectField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import type { FormState } from '../../web/shapes.ts'
import { TOPIC_LABELS } from '../labels.ts'
import type { Entry } from '../questions.ts'
import { ChooseAgency } from './choose-agency.tsx'

type Signed = { viewer: Viewer; csrf: string }
type Named = { id: string; name: string; waiting?: number }
const LABELS = { topic: '类别', question: '问题', answer: '答复', basis: '依据', why: '理由', state: '决定' }
const STATES = { submitted: '等待批准', approved: '已公布', withdrawn: '已撤下' } as const

const standingOf = ({ state, stands }: Entry) =>
  state === 'approved' || !stands
    ? STATES[state]
    : `${state === 'submitted' ? '修改等待批准' : '修改没有批准'}（以前公布的仍然有效）`

export type QuestionsView = {
  agency: Named
  agencies: readonly Named[]
  /** All of them, or those alone that wait for approval. */
  entries: readonly Entry[]
  waiting: number
  isWaiting: boolean
  form: FormState
  isWritten: boolean
  mayWrite: boolean
}

export function QuestionsEditPage({ viewer, csrf, view }: Signed & { view: QuestionsView }) {
  const { agency, agencies, entries, waiting, isWaiting, form, isWritten, mayWrite } = view
  const here = `/guides/questions?agency=${encodeURIComponent(agency.id)}`
  return (
    <StaffPage title="问答" viewer={viewer} csrf={csrf}>
      <Ways viewer={viewer} path="/guides/questions" />
      <h1>问答</h1>
      <p class="lead">
        {`${agency.name}　`}
        群众常问的问题和统一的答复，批准以后在<a href="/questions">公众页面</a>
        、受理窗口和12345显示。示范文本、常见错误也在这里增加。
      </p>
      {agencies.length > 1 && <ChooseAgency {...{ agency, agencies, action: '/guides/questions' }} />}
      {mayWrite && (
        <details class="fold no-print" open={isWritten}>
          <summary>写一条问答</summary>
          <form method="post" action="/guides/questions" class="stack">
            <input type="hidden" name="agency" value={agency.id} />
            <Fields csrf={csrf} form={form} />
          </form>
        </details>
      )}
      <section aria-labelledby="entries-title">
        <h2 id="entries-title">{`本机关的问答（${entries.length}）`}</h2>
        {(waiting > 0 || isWaiting) && (
          <p class="bits no-print" data-waiting={waiting}>
            <a href={here} aria-current={isWaiting ? undefined : 'true'}>
              全部
            </a>
            <a href={`${here}&state=submitted`} aria-current={isWaiting ? 'true' : undefined}>
              {`等待批准（${waiting}）`}
            </a>
          </p>
        )}
        {entries.length === 0 && (
          <p>{isWaiting ? '没有等待批准的问答。' : '还没有。电话里反复回答的问题，可以写成问答。'}</p>
        )}
        <ul class="plain-list">
          {entries.map((one) => (
            <li key={one.id} data-question={one.id}>
              <a class="offered" href={`/guides/questions/${one.id}`}>
                {one.question}
              </a>
              {`　${TOPIC_LABELS[one.topic]}　${standingOf(one)}　${onDayAt(one.at, inChinese)}`}
            </li>
          ))}
        </ul>
      </section>
    </StaffPage>
  )
}

export type EntryView = {
  entry: Entry
  /** Each line with who wrote it, the first one first. */
  lines: readonly { n: number; state: Entry['state']; by: string; at: string; why: string; answer: string }[]
  form: FormState
  isWritten: boolean
  mayWrite: boolean
  mayDecide: boolean
  isOwn: boolean
}

export function EntryPage({ viewer, csrf, view }: Signed & { view: EntryView }) {
  const { entry, lines, form, isWritten, mayWrite, mayDecide, isOwn } = view
  const { id, n, topic, question, answer, basis, state, stands, agencyId } = entry
  const now: FormState = isWritten ? form : { values: { topic, question, answer, basis }, errors: [] }
  const decided: FormState = isWritten ? { values: {}, errors: [] } : form
  return (
    <StaffPage title={question} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={`/guides/questions?agency=${encodeURIComponent(agencyId)}`}>问答</a>
        <span>{TOPIC_LABELS[topic]}</span>
        <span data-state={state}>{standingOf(entry)}</span>
      </p>
      <h1>{question}</h1>
      <p class="description">{answer}</p>
      {basis && <p class="article">{basis}</p>}
      {decided.errors.length > 0 && <ErrorSummary form={decided} labels={LABELS} prefix="decision-" />}
      {isOwn && state === 'submitted' && <p class="note">这是您自己写的，由另一位负责人或者法制审核员批准。</p>}
      {(mayDecide || (isOwn && state === 'submitted')) && (
        <form method="post" action={`/guides/questions/${id}/decision`} class="stack no-print">
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="n" value={n} />
          <TextField name="why" label={LABELS.why} prefix="decision-" form={decided} optional="（选填）" />
          <p class="bits">
            {state === 'submitted' && !isOwn && (
              <button class="primary" type="submit" name="state" value="approved">
                批准并公布
              </button>
            )}
            {(state !== 'withdrawn' || stands) && (
              <button type="submit" name="state" value="withdrawn">
                {state === 'submitted' ? (isOwn ? '撤回' : '不批准') : '撤下'}
              </button>
            )}
          </p>
        </form>
      )}
      {mayWrite && (
        <details class="fold no-print" open={isWritten}>
          <summary>修改</summary>
          <form method="post" action={`/guides/questions/${id}`} class="stack">
            <input type="hidden" name="from" value={n} />
            <Fields csrf={csrf} form={now} />
          </form>
        </details>
      )}
      <section aria-labelledby="lines-title">
        <h2 id="lines-title">经过</h2>
        <ul class="plain-list">
          {lines.map((line) => (
            <li key={line.n}>
              {`${onDayAt(line.at, inChinese)}　${line.by}　${{ submitted: '提交', approved: '批准', withdrawn: '不批准或者撤下' }[line.state]}${line.why ? `：${line.why}` : ''}`}
              {line.state === 'submitted' && line.n !== n && <p class="hint">{line.answer}</p>}
            </li>
          ))}
        </ul>
      </section>
    </StaffPage>
  )
}

function Fields({ csrf, form }: { csrf: string; form: FormState }) {
  return (
    <>
      <ErrorSummary form={form} labels={LABELS} />
      <input type="hidden" name="csrf" value={csrf} />
      <SelectField name="topic" label={LABELS.topic} form={form} choices={TOPIC_LABELS} choose="请选择" />
      <AreaField
        name="question"
        label={LABELS.question}
        form={form}
        rows={2}
        help="照群众的说法写，一条一个问题；示范文本、常见错误写申请内容的原文。不写任何人的姓名、号码。"
      />
      <AreaField
        name="answer"
        label={LABELS.answer}
        form={form}
        help="先说结论，再说怎样做；示范文本、常见错误写为什么。"
      />
      <TextField
        name="basis"
        label={LABELS.basis}
        form={form}
        help="如条例第三十三条。"
        width="middle"
        optional="（选填）"
      />
      <button class="primary" type="submit">
        保存，送批准
      </button>
    </>
  )
}
