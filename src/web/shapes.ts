/** The shapes that parts of pages share: files, letters, forms and their controls. Routes fill them; pages read them. */
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Message } from '../ground/errors.ts'

/**
 * `locked`: it has a password. `damaged`: a picture that ends before its end. `unusual`: an office may not be able to open it,
 * and nobody has told what is in it. `program`, `page`: opening it would run what is in it; staff alone put such on file.
 */
export type Heed = 'locked' | 'damaged' | 'unusual' | 'program' | 'page'

export type FileRef = {
  id: string
  name: string
  size: number
  sha256: string
  type: string
  url: string
  /** What the virus scanner said of it; not there where none was asked. */
  scan?: Scan | undefined
  virus?: string
  heed?: Heed
  /** The applicant has brought another one for it. */
  brought?: true
}
export type Scan = 'clean' | 'infected' | 'unscanned'

/** A file that the reply gives: SHA-256 and size are those of the copy that leaves. */
export type GivenRef = FileRef & { pages: number | null }

export type LetterRef = {
  id: string
  title: string
  kind: 'reply' | 'notice' | 'consultation' | 'internal' | 'remedy'
  number: string | null
  madeOn: Day
  sha256: string
  url: string
  /** 作废: it stays on file and no longer counts. */
  voided?: true
  /** Position of the fact that made it void, and its type: a reply before a reopening was one, and is told apart. */
  voidedBy?: number
  voidedFor?: 'rectified' | 'reopened'
  /** It names a file that was marked as a state secret since, and is handed out no more. */
  stopped?: true
  /** The day of receipt that it names, where that day no longer holds. */
  namesReceivedOn?: Day
}

/** One day of the calendar under a due date: why it was or was not counted. Made by stripDays (src/web/parts). */
export type StripDay = {
  on: Day
  kind: 'working' | 'weekend' | 'holiday' | 'makeUp'
  /** Name of the holiday, when it is one. */
  holiday?: string
  /** Inside a span that the law does not count. */
  suspended?: boolean
  /** Its number among the counted working days, from 1. */
  count?: number
}

/** A control of an act's form. `name` is the payload's key in contract section 3. */
export type Field = {
  name: string
  label: string
  kind: 'text' | 'long' | 'lines' | 'day' | 'number' | 'choice' | 'several' | 'yesNo' | 'files'
  required: boolean
  /** What is said in place of 选填 where that would not be the whole truth: in which case it has to be filled. */
  optional?: string
  /** Where it has to be filled with some values of `when.field` only: what is said with the others, and what those are. */
  optionalWith?: { is: string[]; says: string; of: string }[]
  help?: string
  /** Of `several` those that are ticked, with blanks between. */
  value?: string
  choices?: { value: string; label: string }[]
  /** Of `choice`: what is chosen is a number. */
  numeric?: true
  /** Asked only where another field has one of these values; without a script it is always shown. */
  when?: { field: string; is: string[] }
  /** Help that belongs to single values of `when.field`, shown in place of `help`. */
  helps?: { is: string; text: string }[]
  /** Of `files`: those that wait are named as `holds.ID`; without it, all that wait belong to this control. */
  holds?: string
  /** Stands with the others of this heading. */
  group?: string
  /** Folded away under this heading, with the others of the same fold: for what is rarely wanted. */
  fold?: string
  /** Asked where the act happened before today: folded away with the others that are. */
  ofThePast?: true
}

/** What this person may record now: drawn from the workflow's next facts and the person's permissions. */
export type Act = {
  type: FactType
  zh: string
  article: string
  fields: Field[]
  /** Said at the head of the form: what to know before the act. */
  note?: string
  /** What others have written and the act passes or refuses as it stands: read above the fields, under this heading. */
  reads?: { title: string; pairs: { label: string; value: string }[] }
  /** Title of the letter that this act makes. */
  makes?: string
  /** Said before the act, when it cannot be undone. */
  warning?: string
  /** It sends a notice, which can be read before; `approval` where it waits for another person. */
  notice?: { approval: boolean }
  /** What the house reckons from the form before it is recorded: asked for by a button, by a script as one types. */
  reckoned?: Reckoned
  primary: boolean
}

export type Reckoned = {
  /** Answers with the same for other values. */
  url: string
  says: string
  /** What was counted for it, each to be looked at. */
  counted: { url: string; label: string }[]
}

/** A file that was chosen for a form and waits until the form is accepted. */
export type WaitingFile = {
  id: string
  kind: 'file' | 'identity'
  name: string
  size: number
  /** The media type that its content has. */
  type?: string
  heed?: Heed | null | undefined
}

/** A form that came back: what was typed, what is wrong with it, field by field, and its files under its token. */
export type FormState = {
  values: Record<string, string>
  errors: { field: string; message: Message }[]
  uploads?: { token: string; waiting: readonly WaitingFile[] } | undefined
}

export type AgencyView = {
  code: string
  name: string
  englishName?: string
  kind: string
  office: string
  address: string
  postcode: string
  phone: string
  fax?: string
  email: string
  hours: string
}

/** What an agency's own guide says (Art 12) besides how it is reached, in Chinese; `changed`: elements that its last version changed, while it is news. */
export type GuideView = {
  categories: string
  arrangement: string
  obtaining: string
  responsible: string
  online: string
  publishedOn: Day
  updatedOn: Day
  versions: number
  changed: readonly string[]
}
