/** Everything as it will be filed, once more, before it is: to go back from here costs nothing. */
import { type Application, placeOf, representativeAmong } from '../../acts/application.ts'
import { mask } from '../../ledger/identity.ts'
import { Page } from '../../web/page.tsx'
import type { Uploads } from '../../web/parts/files-part.tsx'
import { size } from '../../web/parts/format.ts'
import { HintList } from '../../web/parts/hint-list.tsx'
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import { HeedOf } from '../../web/parts/waiting-files.tsx'
import type { AgencyView } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import type { HintId } from '../../web/words/hint-ids.ts'
import type { Words } from '../../web/words/zh.ts'
import { stepOf } from '../steps.ts'
import { pathTo } from '../where.ts'

type Props = {
  visit: Visit
  application: Application
  agency: AgencyView | undefined
  /** The form as it was posted, carried on to the submission. */
  fields: Record<string, string>
  uploads: Uploads
  hints: readonly HintId[]
  /** Nothing goes out by e-mail for the time being. */
  mailWaits?: boolean
  /** What no font has of what was written. */
  unprinted?: string | undefined
  /** Written in five steps: each answer leads back to its own. */
  stepwise?: boolean
  /** Nothing is kept: no link leads to an answer, but the button does, with all of them. */
  full?: boolean
  /** The receipt of what the form said before. */
  filedAs?: string | undefined
}

/** `at`: the field where it is changed. */
type Pair = [label: string, value: string | undefined, at?: string]

export function ReviewPage(props: Props) {
  const {
    visit,
    application,
    agency,
    fields,
    uploads,
    hints,
    mailWaits,
    unprinted,
    stepwise = false,
    full = false,
  } = props
  const { filedAs } = props
  const { words } = visit
  const { apply, filing, drafts, root } = words
  const ways = { words, stepwise, full }
  const { review } = filing
  const { applicant, coApplicants = [], agent, request, needsHelp } = application
  const files = uploads.waiting.filter(({ kind }) => kind === 'file')
  const papers = uploads.waiting.filter(({ kind }) => kind === 'identity')
  return (
    <Page title={review.title} visit={visit}>
      <div class="column review">
        <h1>{review.title}</h1>
        <p class="lead">{review.lead}</p>
        {filedAs && (
          <div class="note soon" role="alert">
            <p>{drafts.filedAs({ receipt: filedAs })}</p>
            <p>
              <a href={`${root}track/${filedAs}`}>{drafts.look}</a>
            </p>
          </div>
        )}
        {uploads.refused && uploads.refused.length > 0 && (
          <div class="note soon" role="status">
            <p>{filing.refusedFiles}</p>
            <ul>
              {uploads.refused.map(({ message }) => (
                <li key={message}>
                  <Sentence>{message}</Sentence>
                </li>
              ))}
            </ul>
          </div>
        )}
        <HintList {...{ words, hints }} />
        {unprinted && <p class="note soon">{unprinted}</p>}
        {agent && files.length === 0 && <p class="note soon">{review.noPowerOfAttorney}</p>}
        <section>
          <h2>{apply.sections.agency}</h2>
          <Pairs {...ways} pairs={[[apply.agency, agency?.name ?? application.agency, 'agency']]} />
        </section>
        <section>
          <h2>{apply.sections.applicant}</h2>
          <Pairs
            {...ways}
            pairs={[
              ...who(words, applicant, ''),
              [apply.email, applicant.email, 'email'],
              [apply.address, applicant.address, 'address'],
              [apply.postcode, applicant.postcode, 'postcode'],
            ]}
          />
          {coApplicants.map((one, i) => (
            <section key={`co${i + 1}`}>
              <h3>{filing.nth({ n: i + 1 })}</h3>
              <Pairs {...ways} pairs={who(words, one, `co${i + 1}-`)} />
            </section>
          ))}
          {coApplicants.length > 0 && (
            <Pairs {...ways} pairs={[[review.receiver, receiver(words, application), 'receiver']]} />
          )}
          {agent && (
            <section>
              <h3>{review.agent}</h3>
              <Pairs
                {...ways}
                pairs={[
                  [apply.agentName, agent.name, 'agentName'],
                  [words.idTypes[agent.idType], mask(agent.idNumber), 'agentIdNumber'],
                  [apply.agentPhone, agent.phone, 'agentPhone'],
                ]}
              />
            </section>
          )}
          <p class="hint">{review.masked}</p>
          <Pairs
            {...ways}
            pairs={[
              [
                filing.identity,
                papers.length === 0 ? review.noIdentity : [...named(papers), review.encrypted].join(words.site.also),
                'identity',
              ],
            ]}
          />
          {papers.map((file) => (
            <HeedOf key={file.id} {...{ file, words }} />
          ))}
        </section>
        <section>
          <h2>{apply.sections.request}</h2>
          <Pairs
            {...ways}
            pairs={[
              [apply.requestTitle, request.title, 'title'],
              [apply.description, request.description, 'description'],
              [apply.documentNumber, request.documentNumber ?? review.nothing, 'documentNumber'],
            ]}
          />
        </section>
        <section>
          <h2>{apply.sections.delivery}</h2>
          {mailWaits && request.delivery === 'email' && <p class="note">{apply.mailWaits}</p>}
          <Pairs
            {...ways}
            pairs={[
              [apply.form, words.forms[request.form], 'form'],
              [apply.delivery, words.deliveries[request.delivery], 'delivery'],
              [apply.needsHelp, needsHelp ? words.tracking.yes : undefined, 'needsHelp'],
              [apply.helpWanted, application.helpWanted, 'helpWanted'],
              [apply.contactWay, application.contactWay && words.contactWays[application.contactWay], 'contactWay'],
              [apply.contactTimes, application.contactTimes, 'contactTimes'],
            ]}
          />
        </section>
        <section>
          <h2>{apply.files}</h2>
          {files.length === 0 && <p class="empty">{review.noFiles}</p>}
          <ul class="plain-list">
            {files.map((file) => (
              <li key={file.id}>
                <Verbatim>{file.name}</Verbatim> <span class="hint">{size(file.size)}</span>
                <HeedOf {...{ file, words }} />
              </li>
            ))}
          </ul>
          <p>
            <Change {...ways} label={apply.files} at="files" />
          </p>
        </section>
        <section class="panel">
          <h2>{review.next}</h2>
          <ol class="counted">
            {review.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>{apply.truth}</p>
          <form method="post" action={`${root}applications`} id="review">
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <input type="hidden" name="waiting" value={uploads.waiting.length} />
            <p class="buttons">
              <button class="primary large" type="submit" data-busy={apply.busy}>
                {filedAs ? drafts.fileAnother : review.confirm}
              </button>
              <button
                class="large"
                type="submit"
                formaction={`${root}apply${stepwise ? '/5' : ''}`}
                name="go"
                value="change"
              >
                {review.back}
              </button>
            </p>
          </form>
        </section>
      </div>
    </Page>
  )
}

function who({ apply, ...words }: Words, one: Application['applicant'], at: string): Pair[] {
  return one.kind === 'person'
    ? [
        [apply.name, one.name, `${at}name`],
        [words.idTypes[one.idType], mask(one.idNumber), `${at}idNumber`],
        [apply.employer, one.employer, `${at}employer`],
        [apply.phone, one.phone, `${at}phone`],
      ]
    : [
        [apply.organisationName, one.name, `${at}name`],
        [apply.organisationType, words.organisationTypes[one.organisationType], `${at}organisationType`],
        [apply.creditCode, one.creditCode, `${at}creditCode`],
        [apply.representative, one.representative, `${at}representative`],
        [apply.contact, one.contact, `${at}contact`],
        [apply.phone, one.phone, `${at}phone`],
      ]
}

/** Of joint applicants the one who receives for all, by name; else each. */
function receiver({ filing }: Words, { applicant, coApplicants = [], representative }: Application): string {
  const all = [applicant, ...coApplicants]
  const who = representative === undefined ? undefined : representativeAmong(all, representative)
  return who ? filing.review.receives({ name: all[placeOf(who)]!.name }) : filing.receivesEach
}

const named = (files: readonly { name: string; size: number }[]) =>
  files.map((file) => `${file.name} ${size(file.size)}`)

type Ways = { words: Words; stepwise: boolean; full: boolean }

/** To the very field of an answer, and from there back to here. */
function Change({ words, stepwise, full, label, at }: Ways & { label: string; at: string }) {
  if (full) return null
  const page = stepwise ? stepOf(at) : 'form'
  return (
    <a class="change no-print" href={words.root + pathTo({ page, back: true, at })}>
      <span aria-hidden="true">{words.drafts.change}</span>
      <span class="unseen">{words.drafts.changeThis({ label })}</span>
    </a>
  )
}

function Pairs({ pairs, ...ways }: Ways & { pairs: Pair[] }) {
  return (
    <dl class="pairs">
      {pairs.map(([label, value, at]) =>
        value ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Verbatim>{value}</Verbatim> {at && <Change {...ways} {...{ label, at }} />}
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
