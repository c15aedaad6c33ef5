/** What the applicant sees of the case: where it is, by which day the answer comes and why, and what may be done now. */
import type { Act, FormState, TrackingView } from '../../cases/views.ts'
import { Page } from '../../web/page.tsx'
import { ActForm } from '../../web/parts/act-form.tsx'
import { ClockSteps } from '../../web/parts/clock-steps.tsx'
import { DueDate } from '../../web/parts/due.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { Letters } from '../../web/parts/letters.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { Stages } from '../../web/parts/stages.tsx'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'

type Props = {
  visit: Visit
  view: TrackingView
  csrf: string
  /** A form that came back; `values.type` says which act it was. */
  form?: FormState | undefined
  idempotencyKey?: string | undefined
}

/** An act of the applicant, in the applicant's words where the catalogue has them. */
function inWords(act: Act, { tracking }: Words): Act {
  const fields = act.fields.map((field) => ({ ...field, label: said(tracking.field, field.name) ?? field.label }))
  return { ...act, zh: said(tracking.act, act.type) ?? act.zh, fields }
}

const said = (words: Readonly<Record<string, string>>, name: string): string | undefined => words[name]

export function TrackingPage({ visit, view, csrf, form, idempotencyKey }: Props) {
  const { words } = visit
  const { tracking } = words
  const { receipt, number, title, agency, clock, may, remedy } = view
  const action = `${words.root}track/${encodeURIComponent(receipt)}/facts`
  const mine = may.map((act) => inWords(act, words))
  // What the office waits for stands first; withdrawing is never the first thing that is offered.
  const first = mine.filter(({ primary }) => primary)
  const others = mine.filter(({ primary }) => !primary)
  const answered = clock.status === 'settled' || clock.status === 'closed'
  const one = (act: Act) => {
    const back = form?.values.type === act.type ? form : undefined
    return <ActForm key={act.type} {...{ act, action, csrf, idempotencyKey, form: back, open: !!back, words }} />
  }
  const letters = (
    <section aria-labelledby="letters-title">
      <h2 id="letters-title">{tracking.letters}</h2>
      <Letters letters={view.letters} words={words} />
    </section>
  )
  return (
    <Page title={`${tracking.title} ${number ?? receipt}`} kind="citizen" visit={visit} csrf={csrf}>
      <p class="kicker">{tracking.title}</p>
      <h1>{title}</h1>
      <dl class="line-pairs">
        <div>
          <dt>{tracking.receipt}</dt>
          <dd class="figure">{receipt}</dd>
        </div>
        {number && (
          <div>
            <dt>{tracking.number}</dt>
            <dd class="figure">{number}</dd>
          </div>
        )}
        <div>
          <dt>{tracking.submittedAt}</dt>
          <dd>{onDayAt(view.submittedAt, words.day)}</dd>
        </div>
      </dl>
      <div class="with-aside progress-grid">
        <section class="panel" aria-labelledby="due-title">
          <h2 id="due-title">{tracking.due}</h2>
          <DueDate clock={clock} today={view.today} words={words} />
          <ClockSteps clock={clock} days={view.days} today={view.today} words={words} />
        </section>
        {form && !mine.some(({ type }) => type === form.values.type) && (
          <ErrorSummary
            form={{ values: {}, errors: form.errors.map((error) => ({ ...error, field: '' })) }}
            words={words}
          />
        )}
        {first.length > 0 && (
          <section aria-labelledby="first-title">
            <h2 id="first-title">{tracking.actNow}</h2>
            <div class="acts">{first.map(one)}</div>
          </section>
        )}
        {answered && letters}
        <section class="aside" aria-labelledby="stages-title">
          <h2 id="stages-title">{tracking.stages}</h2>
          <Stages stages={view.stages} nextStep={view.nextStep} words={words} />
        </section>
        {!answered && letters}
        {remedy && (
          <section aria-labelledby="remedy-title">
            <h2 id="remedy-title">{tracking.remedy}</h2>
            <p class="reading">{remedy}</p>
          </section>
        )}
        {others.length > 0 && (
          <section aria-labelledby="acts-title">
            <h2 id="acts-title">{tracking.acts}</h2>
            <div class="acts">{others.map(one)}</div>
          </section>
        )}
        <section aria-labelledby="office-title">
          <h2 id="office-title">{tracking.office}</h2>
          <p>
            {agency.name}
            <br />
            {agency.office}
            <br />
            <Phone number={agency.phone} />
            <br />
            {agency.address}
          </p>
          <p class="no-print">
            <button type="button" data-print hidden>
              {words.site.print}
            </button>
          </p>
        </section>
      </div>
    </Page>
  )
}
