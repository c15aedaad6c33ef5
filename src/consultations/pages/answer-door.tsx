/** Answer number and code open a consultation. A wrong code and an unknown number read alike. */
import { Page } from '../../web/page.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { TextField } from '../../web/parts/field.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { AgencyView, FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'

/** `isOver`: time was over while somebody wrote, and what they wrote is kept. */
type Props = {
  visit: Visit
  form: FormState
  offices: Pick<AgencyView, 'code' | 'name' | 'phone'>[]
  isOver?: boolean
}

export function AnswerDoorPage({ visit, form, offices, isOver }: Props) {
  const { words } = visit
  const { answering } = words
  return (
    <Page title={answering.title} visit={visit} faulty={form.errors.length > 0}>
      <div class="column">
        <h1>{answering.title}</h1>
        <p class="lead">{answering.lead}</p>
        {isOver && (
          <p class="note soon" role="status">
            {words.drafts.session.over}
          </p>
        )}
        <ErrorSummary form={form} words={words} advice={answering.errorAdvice} />
        <form method="post" action={`${words.root}answer`} class="stack" id="answer">
          <TextField
            {...{ name: 'number', label: answering.number, form, help: answering.numberHelp, autocomplete: 'off' }}
          />
          <TextField
            {...{ name: 'code', label: answering.code, form, help: answering.codeHelp, autocomplete: 'off' }}
          />
          <button type="submit" class="primary">
            {answering.open}
          </button>
        </form>
        <details class="fold">
          <summary>{answering.offices}</summary>
          <p>{answering.lost}</p>
          <ul class="plain-list">
            {offices.map(({ code, name, phone }) => (
              <li key={code}>
                <Verbatim>{name}</Verbatim> <Phone number={phone} />
              </li>
            ))}
          </ul>
        </details>
      </div>
    </Page>
  )
}
