/** One of the five steps of the form, as short as it can be: for telephones, and for whoever likes one thing after the other. */
import type { VNode } from 'preact'
import { Page } from '../../web/page.tsx'
import {
  AgencyField,
  AgentFields,
  applicationLabels,
  DeliveryFields,
  type PartProps,
  ReachFields,
  RequestFields,
  TogetherFields,
  WhoFields,
} from '../../web/parts/application-fields.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { FilesPart, IdentityPart, type Uploads } from '../../web/parts/files-part.tsx'
import { Suggest } from '../../web/parts/suggest.tsx'
import type { AgencyView, FormState } from '../../web/shapes.ts'
import type { Visit } from '../../web/visit.ts'
import { LAST, placeIn, STEPS, type Step } from '../steps.ts'
import { DraftNews, KeptNote, SaysKept } from './kept-note.tsx'

type Props = {
  visit: Visit
  n: Step
  agencies: AgencyView[]
  form: FormState
  idempotencyKey: string
  uploads: Uploads
  blocks: number
  most: number
  mailWaits?: boolean
  /** It was opened from the review, and leads back there. */
  back: boolean
  /** What a link asked for at other steps. */
  carried?: readonly (readonly [name: string, value: string])[]
  kept: Date | undefined
  full?: boolean | undefined
  discarded?: boolean | undefined
  lost?: boolean | undefined
  elsewhere?: boolean | undefined
}

export function StepPage(props: Props) {
  const {
    visit,
    n,
    form,
    idempotencyKey,
    uploads,
    blocks,
    back,
    carried = [],
    kept,
    agencies: _,
    most: __,
    mailWaits: ___,
    ...news
  } = props
  const { words } = visit
  const { drafts, filing, root } = words
  const title = drafts.steps[n - 1]!
  const onwards = back ? drafts.toReview : n === LAST ? filing.next : drafts.next
  const scripts = ['upload.js', 'filing.js', ...(n === 3 ? ['suggest.js'] : []), 'keep-form.js']
  return (
    <Page
      {...{ visit, scripts, faulty: form.errors.length > 0 }}
      title={drafts.titleOf({ title, n, used: STEPS.length })}
    >
      <div class="column step">
        <p class="step-place">
          <span>{drafts.place({ n, used: STEPS.length })}</span>
          <span class="step-marks" aria-hidden="true">
            {STEPS.map((step) => (
              <i key={step} class={step <= n ? 'done' : undefined} />
            ))}
          </span>
        </p>
        <h1>{title}</h1>
        <DraftNews words={words} {...news} />
        <ErrorSummary
          {...{
            form,
            words,
            labels: applicationLabels(words, blocks, form.values),
            advice: drafts.errorAdvice({ button: onwards }),
          }}
        />
        <form
          {...{ id: 'application', class: 'application', method: 'post', action: `${root}apply/${n}` }}
          enctype="multipart/form-data"
          novalidate
          data-kept={`${root}apply/kept`}
        >
          {/* Enter in a field presses the first button of a form: the one that goes on. */}
          <button {...{ class: 'unseen', type: 'submit', tabindex: -1, 'aria-hidden': 'true' }} {...NEXT}>
            {onwards}
          </button>
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="basket" value={uploads.token} />
          <input type="hidden" name="step" value={n} />
          {back && <input type="hidden" name="return" value="review" />}
          {news.full && <Carried {...{ n, form }} />}
          {carried.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {CONTENT[n](props)}
          <p class="buttons">
            <button
              {...{ class: 'primary large', type: 'submit', 'data-busy': n === LAST ? filing.nextBusy : undefined }}
              {...NEXT}
            >
              {onwards}
            </button>
            {n > 1 && !back && (
              <button {...{ class: 'large', type: 'submit' }} {...BACK}>
                {drafts.back}
              </button>
            )}
          </p>
          <SaysKept words={words} />
        </form>
        {n === 1 && (
          <>
            <KeptNote {...{ words, kept }} />
            <p>
              <a href={`${root}apply?page=one`}>{drafts.onePage}</a>
            </p>
          </>
        )}
        {n > 1 && kept && (
          <p class="kept-note">
            <a href={`${root}apply/code`}>{drafts.elsewhere}</a> <a href={`${root}apply/discard`}>{drafts.discard}</a>
          </p>
        )}
      </div>
    </Page>
  )
}

/** Where nothing is kept, the page itself brings what the other steps have. */
const Carried = ({ n, form }: Pick<Props, 'n' | 'form'>) => (
  <>
    <input type="hidden" name="here" value="1" />
    {Object.entries(form.values).map(
      ([name, value]) => placeIn(name) !== n && <input key={name} type="hidden" name={name} value={value} />,
    )}
  </>
)

const NEXT = { name: 'go', value: 'next' }
const BACK = { name: 'go', value: 'back' }
const partOf = ({ visit, form }: Props): PartProps => ({ words: visit.words, form })

const CONTENT: Readonly<Record<Step, (props: Props) => VNode>> = {
  1: Before,
  2: Who,
  3: What,
  4: How,
  5: Papers,
}

function Before(props: Props) {
  const { words } = props.visit
  const { apply, drafts } = words
  return (
    <>
      <p>{drafts.about}</p>
      <div class="panel">
        <h2>{drafts.before}</h2>
        <ul>
          {apply.asideItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </div>
      <AgencyField {...partOf(props)} agencies={props.agencies} />
    </>
  )
}

function Who(props: Props) {
  const { words } = props.visit
  return (
    <>
      <div class="stack" data-who>
        <WhoFields {...partOf(props)} apart />
      </div>
      <TogetherFields
        {...{ ...partOf(props), blocks: props.blocks, most: props.most, action: `${words.root}apply/2` }}
      />
      <AgentFields {...partOf(props)} />
    </>
  )
}

function What(props: Props) {
  const { words } = props.visit
  return (
    <>
      <p class="hint">{words.apply.oneThing}</p>
      <RequestFields
        {...partOf(props)}
        level="h2"
        suggest={<Suggest words={words} />}
        hints={<div data-hints="/api/v1/hints" aria-live="polite" />}
      />
    </>
  )
}

function How(props: Props) {
  return (
    <>
      <ReachFields {...partOf(props)} />
      <div class="stack part-below">
        <DeliveryFields
          {...partOf(props)}
          mailWaits={props.mailWaits ?? false}
          folded={props.visit.words.drafts.wishes}
        />
      </div>
    </>
  )
}

function Papers(props: Props) {
  const { apply } = props.visit.words
  return (
    <>
      <IdentityPart {...partOf(props)} uploads={props.uploads} />
      <FilesPart {...partOf(props)} uploads={props.uploads} />
      <details class="fold">
        <summary>{apply.privacy}</summary>
        {apply.privacyText.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </details>
    </>
  )
}
