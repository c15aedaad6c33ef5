/** What somebody was asked on the record of a case, by when, what they answered, and the form for it. */
import type { ComponentChildren } from 'preact'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import type { FormState } from '../../web/shapes.ts'

export type AskedNote = {
  /** Of the note that asks. */
  position: number
  dueOn: Day
  by: string
  at: string
  /** `says`, `answered`: as the notes of the case have it; empty where its content was destroyed. */
  says: string
  answered: string
  /** Of the note that answers. */
  answer: number | null
  answeredBy: string | null
  answeredAt: string | null
  mayAnswer: boolean
}

type Props = {
  note: AskedNote
  /** Of what kind it is, as marks call it. */
  kind: 'urging' | 'problem'
  title: string
  names: ReadonlyMap<string, string>
  today: Day
  csrf: string
  /** By which a form that is sent twice is known. */
  once: string
  /** Where its answer is posted. */
  action: string
  help: string
  /** That came back. */
  form: FormState
  /** Between what was said and the form. */
  children?: ComponentChildren
}

const GONE = '（内容已经销毁）'

export function AskedNotePart({ note, kind, title, names, today, csrf, action, help, form, once, children }: Props) {
  const { position, dueOn, by, at, says, answer, answeredBy, answeredAt, answered, mayAnswer } = note
  const prefix = `answer-${position}-`
  const state = answer === null ? 'open' : 'answered'
  return (
    <section class="stack" aria-labelledby={`${kind}-${position}`} {...{ [`data-${kind}`]: state }}>
      <h2 id={`${kind}-${position}`}>{title}</h2>
      <p class="said">{says || GONE}</p>
      <p>
        {`${names.get(by) ?? by}，${onDayAt(at, inChinese)}；${inChinese(dueOn)}以前答复`}
        {answer === null && dueOn < today && <strong class="overdue">　已逾期</strong>}
      </p>
      {answer !== null && <p class="said">{answered || GONE}</p>}
      {answeredBy && answeredAt && (
        <p class="quiet">{`${names.get(answeredBy) ?? answeredBy}，${onDayAt(answeredAt, inChinese)}答复`}</p>
      )}
      {children}
      {mayAnswer && (
        <form method="post" action={action} class="stack no-print" data-act="answer">
          <ErrorSummary form={form} labels={{ says: '答复' }} prefix={prefix} />
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="idempotencyKey" value={once} />
          <AreaField name="says" label="答复" form={form} prefix={prefix} rows={3} help={help} />
          <button class="primary" type="submit">
            提交答复
          </button>
        </form>
      )}
    </section>
  )
}
