/** After the reply: one question in five steps, which the applicant may answer, and change for a while. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, RadioField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Words } from '../../web/words/zh.ts'

export type SatisfactionView = {
  /** What was answered, and until when it may be changed. */
  answered: { step: number; said: string; until: string } | null
  /** May be answered or changed now. */
  open: boolean
}

type Props = { view: SatisfactionView; action: string; form: FormState | undefined; words: Words }

export function Satisfaction({ view: { answered, open }, action, form, words }: Props) {
  const say = words.account.following.satisfaction
  const { steps } = say
  // Best first, as people read it.
  const choices = Object.fromEntries([5, 4, 3, 2, 1].map((n) => [`s${n}`, steps[n as keyof typeof steps]]))
  const values = answered ? { step: `s${answered.step}`, said: answered.said } : {}
  return (
    <section aria-labelledby="satisfaction-title" class="no-print">
      <h2 id="satisfaction-title">{say.title}</h2>
      {answered && (
        <p class="note done" role="status">
          {say.thanks} {open ? say.until({ day: words.day(answered.until) }) : say.closed}
        </p>
      )}
      {open && (
        <details class="fold" open={!answered || !!form}>
          <summary>{answered ? say.change : say.open}</summary>
          <form method="post" action={action} class="stack" id="satisfaction">
            <p class="hint">{say.lead}</p>
            <ErrorSummary form={form} words={words} prefix="satisfaction-" />
            <RadioField
              {...{ name: 'step', label: say.step, choices, form: form ?? { values, errors: [] } }}
              prefix="satisfaction-"
            />
            <AreaField
              {...{ name: 'said', label: say.comment, help: say.commentHelp, form: form ?? { values, errors: [] } }}
              prefix="satisfaction-"
              optional={words.site.optional}
              rows={3}
            />
            <button type="submit">{answered ? say.change : say.act}</button>
          </form>
        </details>
      )}
    </section>
  )
}
