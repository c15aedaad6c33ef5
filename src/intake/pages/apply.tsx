/** The application form: one form, one idea a section, nothing asked that Art 29 does not ask. */
import { Page } from '../../web/page.tsx'
import {
  AgencyField,
  ApplicantFields,
  applicationLabels,
  DeliveryFields,
  RequestFields,
  TogetherFields,
} from '../../web/parts/application-fields.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { FilesPart, IdentityPart, type Uploads } from '../../web/parts/files-part.tsx'
import { Phone } from '../../web/parts/phone.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import { Suggest } from '../../web/parts/suggest.tsx'
import type { AgencyView, FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { Words } from '../../web/words/zh.ts'
import type { Step } from '../steps.ts'
import { DraftNews, KeptNote, SaysKept } from './kept-note.tsx'

type Props = {
  visit: Visit
  agencies: AgencyView[]
  form: FormState
  idempotencyKey: string
  uploads: Uploads
  /** How many joint applicants have a block, and how many may. */
  blocks?: number
  most: number
  /** Nothing goes out by e-mail for the time being. */
  mailWaits?: boolean
  /** When the draft that it shows was kept. */
  kept?: Date | undefined
  /** It was asked for on one page, on whatever screen. */
  one?: boolean | undefined
  /** The step to which a narrow screen is led, where nobody has chosen. */
  steps?: Step | 'review' | undefined
  full?: boolean | undefined
  discarded?: boolean | undefined
  lost?: boolean | undefined
  elsewhere?: boolean | undefined
}

export function ApplyPage({
  visit,
  agencies,
  form,
  idempotencyKey,
  uploads,
  blocks = 0,
  most,
  mailWaits = false,
  kept,
  one = false,
  steps,
  ...news
}: Props) {
  const { words } = visit
  const { apply, filing, drafts, root } = words
  const { sections } = apply
  const isHere = !steps || one || form.errors.length > 0 || news.full || news.lost || news.discarded
  return (
    <Page
      {...{ title: apply.title, visit, faulty: form.errors.length > 0 }}
      scripts={['upload.js', 'filing.js', 'suggest.js', 'keep-form.js']}
    >
      <h1>{apply.title}</h1>
      <p class="lead">{apply.lead}</p>
      <DraftNews words={words} {...news} />
      <p class="to-steps no-print">
        <a class="button" href={`${root}apply/1`}>
          {drafts.stepwise}
        </a>
      </p>
      <nav class="progress" aria-label={apply.progress}>
        <ol>
          {Object.entries(sections).map(([id, title]) => (
            <li key={id}>
              <a href={`#section-${id}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
      <ErrorSummary
        {...{
          form,
          words,
          labels: applicationLabels(words, blocks, form.values),
          advice: drafts.errorAdvice({ button: filing.next }),
        }}
      />
      <div class="with-aside">
        <form
          {...{ id: 'application', class: 'application', method: 'post', action: `${root}apply/review` }}
          enctype="multipart/form-data"
          novalidate
          data-kept={news.lost ? undefined : `${root}apply/kept`}
          data-steps={isHere ? undefined : `${root}apply/${steps}`}
        >
          {/* Enter in a field presses the first button of a form: this one, and none that adds or removes. */}
          <button {...{ class: 'unseen', type: 'submit', tabindex: -1, 'aria-hidden': 'true' }}>{filing.next}</button>
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="basket" value={uploads.token} />
          {(news.full || news.lost) && <input type="hidden" name="here" value="1" />}
          <section id="section-agency">
            <h2>{sections.agency}</h2>
            <AgencyField {...{ words, form, agencies }} />
          </section>
          <section id="section-applicant">
            <h2>{sections.applicant}</h2>
            <ApplicantFields
              {...{ words, form }}
              together={<TogetherFields {...{ words, form, blocks, most, action: `${root}apply` }} />}
            />
            <IdentityPart {...{ words, form, uploads }} />
          </section>
          <section id="section-request">
            <h2>{sections.request}</h2>
            <p class="hint">{apply.oneThing}</p>
            <RequestFields
              {...{ words, form }}
              suggest={<Suggest words={words} />}
              hints={<div data-hints="/api/v1/hints" aria-live="polite" />}
            />
          </section>
          <section id="section-delivery">
            <h2>{sections.delivery}</h2>
            <DeliveryFields {...{ words, form, mailWaits }} />
          </section>
          <section id="section-files">
            <h2>{sections.files}</h2>
            <FilesPart {...{ words, form, uploads }} />
            <details class="fold">
              <summary>{apply.privacy}</summary>
              {apply.privacyText.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </details>
            <button class="primary large" type="submit" data-busy={filing.nextBusy}>
              {filing.next}
            </button>
            <SaysKept words={words} />
            <KeptNote {...{ words, kept }} />
          </section>
        </form>
        <ApplyAside words={words} agencies={agencies} />
      </div>
    </Page>
  )
}

/** The right third: what to have ready and whom to call; with a script also what was entered so far. */
function ApplyAside({ words, agencies }: { words: Words; agencies: AgencyView[] }) {
  const { apply, home } = words
  const first = agencies[0]
  return (
    <aside class="aside">
      <section data-summary="application" hidden>
        <h2>{apply.summary}</h2>
        <dl class="pairs" />
      </section>
      <section>
        <h2>{apply.aside}</h2>
        <ul class="plain-list">
          {apply.asideItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{apply.helpTitle}</h2>
        <p>{home.helpText}</p>
        {first && (
          <p>
            <Verbatim>{first.office || first.name}</Verbatim> <Phone number={first.phone} />
          </p>
        )}
      </section>
    </aside>
  )
}
