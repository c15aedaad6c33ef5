/** The answer: one of three opinions, reasons, files, and one confirmation before what cannot be undone. */
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField, FilesField, RadioField } from '../../web/parts/field.tsx'
import { WaitingFiles } from '../../web/parts/waiting-files.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Words } from '../../web/words/zh.ts'
import type { ConsultationView } from '../views.ts'

type Props = {
  view: ConsultationView
  words: Words
  form: FormState | undefined
  idempotencyKey: string
  action: string
  /** Where a script keeps what is typed. */
  kept: string
}

export function AnswerForm({ view, words, form: back, idempotencyKey, action, kept }: Props) {
  const say = words.answering
  const form = back ?? { values: {}, errors: [] }
  const labels = { opinion: say.opinion, reasons: say.reasons, files: say.files, confirm: say.answerTitle }
  return (
    <section aria-labelledby="answer-title" class="no-print">
      <h2 id="answer-title">{say.answerTitle}</h2>
      <form
        method="post"
        action={action}
        enctype="multipart/form-data"
        class="stack"
        data-fact="answered"
        data-kept={kept}
        novalidate
      >
        <input type="hidden" name="what" value="answered" />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        {form.uploads && <input type="hidden" name="basket" value={form.uploads.token} />}
        <ErrorSummary {...{ form: back, words, labels }} />
        <RadioField {...{ name: 'opinion', label: say.opinion, form, choices: say.opinions }} />
        <AreaField {...{ name: 'reasons', label: say.reasons, form, help: say.reasonsHelp[view.kind], rows: 6 }} />
        <FilesField
          {...{ name: 'files', label: say.files, form, help: say.filesHelp, optional: words.site.optional }}
        />
        {form.uploads && <WaitingFiles files={form.uploads.waiting} words={words} />}
        <div class="warning">
          <p>{say.once}</p>
          <CheckField {...{ name: 'confirm', label: say.confirm, form }} />
        </div>
        <button type="submit" class="primary">
          {say.act}
        </button>
      </form>
    </section>
  )
}
