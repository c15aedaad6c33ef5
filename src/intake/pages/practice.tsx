/** 演练: the form to practise on. It files nothing, keeps nothing and sends nothing; every page of it says so. */
import { Page } from '../../web/page.tsx'
import {
  AgencyField,
  ApplicantFields,
  applicationLabels,
  DeliveryFields,
  RequestFields,
} from '../../web/parts/application-fields.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { HintList } from '../../web/parts/hint-list.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { AgencyView, FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { HintId } from '../../web/words/hint-ids.ts'

type Props = { visit: Visit; agencies: AgencyView[]; form: FormState }

export function PracticePage({ visit, agencies, form }: Props) {
  const { words } = visit
  const { practice, apply, drafts, root } = words
  return (
    <Page title={practice.title} visit={visit}>
      <div class="column">
        <h1>{practice.title}</h1>
        <p class="warning" role="note">
          {practice.band}
        </p>
        <p class="lead">{practice.lead}</p>
        <p class="no-print">
          <a href={`${root}practice?example=1`}>{practice.example}</a>
        </p>
        <ErrorSummary
          {...{ form, words, labels: applicationLabels(words) }}
          advice={drafts.errorAdvice({ button: practice.check })}
        />
        <form method="post" action={`${root}practice`} class="application" novalidate data-practice autocomplete="off">
          <section>
            <h2>{apply.sections.agency}</h2>
            <AgencyField {...{ words, form, agencies }} />
          </section>
          <section>
            <h2>{apply.sections.applicant}</h2>
            <ApplicantFields {...{ words, form }} />
          </section>
          <section>
            <h2>{apply.sections.request}</h2>
            <RequestFields {...{ words, form }} />
          </section>
          <section>
            <h2>{apply.sections.delivery}</h2>
            <DeliveryFields {...{ words, form }} />
          </section>
          <button type="submit" class="primary">
            {practice.check}
          </button>
        </form>
      </div>
    </Page>
  )
}

type DoneProps = { visit: Visit; title: string; hints: readonly HintId[] }

/** What would have happened; of what was typed the page says the title alone. */
export function PractisedPage({ visit, title, hints }: DoneProps) {
  const { words } = visit
  const { practice, root, questions } = words
  return (
    <Page title={practice.done} visit={visit}>
      <div class="column">
        <h1>{practice.done}</h1>
        <p class="warning" role="note">
          {practice.band}
        </p>
        <p>
          <Verbatim>{practice.right({ title })}</Verbatim>
        </p>
        {hints.length > 0 ? <HintList hints={hints} words={words} /> : <p>{practice.clear}</p>}
        <h2>{practice.afterwards}</h2>
        <ol>
          {practice.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p class="bits no-print">
          <a class="button primary" href={`${root}apply`}>
            {practice.real}
          </a>
          <a class="button" href={`${root}practice`}>
            {practice.again}
          </a>
          <a href={`${root}samples`}>{questions.samples.title}</a>
        </p>
      </div>
    </Page>
  )
}
