/** What this person may record now: the act that the next step asks for to hand, the others by kind, each opening in place. */
import type { FactType } from '../../../workflows/disclosure/vocabulary.ts'
import { ActForm, mainFields } from '../../web/parts/act-form.tsx'
import { KeptDraft, ReturnedWith } from '../../web/parts/draft-parts.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import type { Act, FormState } from '../../web/shapes.ts'
import { staff } from '../../web/words/staff.ts'
import type { CaseView, Drafting } from '../views.ts'
import { waysOf } from './notice-ways.ts'

type Props = {
  view: Pick<CaseView, 'id' | 'may' | 'nextAct'> & Partial<Pick<CaseView, 'draft' | 'returned'>>
  csrf: string
  idempotencyKey: string
  open?: FactType | undefined
  form?: FormState | undefined
  /** The draft that is being written, where this person may write one. */
  drafting?: Drafting | undefined
  /** The list in which the case was opened: what is recorded leads back to it. */
  list?: string | undefined
  /** Only these, where a page is about one thing. */
  only?: readonly FactType[]
}

/** The rest is 办理. Written in the order in which people work. */
const KINDS: { name: string; types: readonly FactType[] }[] = [
  {
    name: '办理',
    types: [
      'searched',
      'secrecyReviewed',
      'disclosureExamined',
      'conferred',
      'replyDrafted',
      'assigned',
      'correctionRequested',
      'corrected',
      'correctionLapsed',
      'extended',
      'sent',
      'received',
    ],
  },
  {
    name: '征求意见',
    types: [
      'thirdPartyConsulted',
      'thirdPartyReached',
      'thirdPartyAnswered',
      'thirdPartySilent',
      'thirdPartyAssessed',
      'agencyConsulted',
      'agencyReached',
      'agencyAnswered',
      'agencySilent',
    ],
  },
  {
    name: '其他',
    types: [
      'noted',
      'fileAdded',
      'evidenceClosed',
      'contactChanged',
      'codeReissued',
      'sensitivityMarked',
      'sensitivityLifted',
      'obstacle',
      'releaseProposed',
      'releaseDecided',
      'releaseWithdrawn',
      'rectified',
      'setAside',
      'restored',
      'withdrawn',
      'remedySought',
      'remedyAnswered',
      'remedyDecided',
      'remedyPerformed',
      'reopened',
      'lessonDrawn',
    ],
  },
]
const kindOf = (type: FactType) => KINDS.find(({ types }) => types.includes(type)) ?? KINDS[0]!
const place = (type: FactType) => {
  const at = kindOf(type).types.indexOf(type)
  return at < 0 ? Number.MAX_SAFE_INTEGER : at
}

/** Where no file is on file there is none to mark. */
const hasWhatItNeeds = ({ type, fields }: Act) =>
  type !== 'evidenceClosed' || fields.some(({ name }) => name === 'files')

/** A form of a few fields stands open, as does a draft that was begun or came back; a long one waits until it is wanted. */
const FEW = 3
/** What shows that it happened makes no form a long one. */
const toFill = (act: Act) => mainFields(act).filter(({ name }) => !name.startsWith('evidence')).length

export function Acts({ view, csrf, idempotencyKey, open, form, drafting, list, only }: Props) {
  const may = (only ? view.may.filter(({ type }) => only.includes(type)) : view.may).filter(hasWhatItNeeds)
  // The red button does what the sentence above says, where that is this person's to do.
  const next = may.find(({ type }) => type === view.nextAct)
  const isOpen = (act: Act) =>
    open
      ? open === act.type
      : (act.type === 'replyDrafted' && (drafting?.kept.at !== undefined || view.returned !== undefined)) ||
        (act === next && toFill(act) <= FEW && (only !== undefined || !isAboutADraft(act)))
  const one = (act: Act) => (
    <ActForm
      key={act.type}
      {...{ ...waysOf(view.id, act, false, list), csrf, idempotencyKey, words: staff, open: isOpen(act) }}
      act={{
        ...act,
        ...(act.type === 'replyDrafted' && (view.draft || view.returned) && { zh: '重新拟稿' }),
        primary: act === next,
      }}
      form={open === act.type ? form : act.type === 'replyDrafted' ? drafting?.form : undefined}
    >
      {act.type === 'replyDrafted' && drafting && (
        <>
          <ReturnedWith said={drafting.returned} />
          <KeptDraft kept={drafting.kept} />
        </>
      )}
      {view.draft && isAboutADraft(act) && <input type="hidden" name="draft" value={view.draft.position} />}
    </ActForm>
  )
  const others = may.filter((act) => act !== next).toSorted((a, b) => place(a.type) - place(b.type))
  const kinds = KINDS.map((kind) => ({ ...kind, acts: others.filter(({ type }) => kindOf(type) === kind) })).filter(
    ({ acts }) => acts.length > 0,
  )
  return (
    <>
      {form && !may.some(({ type }) => type === open) && <NotRecorded form={form} />}
      {next && <div class="acts">{one(next)}</div>}
      {kinds.length > 0 && (
        <div class="others">
          {kinds.map(({ name, acts }) => (
            <section key={name} class="acts" aria-label={name}>
              {(kinds.length > 1 || next) && <h3>{name}</h3>}
              {acts.map(one)}
            </section>
          ))}
        </div>
      )}
      {may.length === 0 && !form && <p class="hint">您在这一步没有需要办理的事项。</p>}
    </>
  )
}

/** A draft is read before it is judged. */
const isAboutADraft = ({ type }: Act) => type === 'replyReviewed' || type === 'replyApproved' || type === 'replySigned'

/** Names of controls that are no words of the person: of files only the ids are named. */
const MACHINERY = /^(?:type|on|confirm|draft)$|\.[0-9a-f-]{36}$/

/** Somebody was faster, and the act is no longer offered: its reason, and what was typed for it. */
function NotRecorded({ form }: { form: FormState }) {
  const typed = Object.entries(form.values).filter(([name, value]) => !MACHINERY.test(name) && value.trim())
  return (
    <>
      <ErrorSummary form={{ values: {}, errors: form.errors.map((error) => ({ ...error, field: '' })) }} />
      {typed.length > 0 && (
        <details class="fold">
          <summary>您刚才填写的内容（没有记录）</summary>
          {typed.map(([name, value]) => (
            <p key={name} class="description">
              {value}
            </p>
          ))}
        </details>
      )}
    </>
  )
}
