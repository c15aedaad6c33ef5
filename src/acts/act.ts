/** What the house knows of a fact beside the law: its fields, who may record it, what is open of it, how it is told. */
import { z } from 'zod'
import type { FactType, Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Role } from '../people/may.ts'
import { text } from '../web/given.ts'
import type { Field } from '../web/shapes.ts'

/** Characters, as people count them. */
export const NOTE = 2_000
export const LONG = 20_000

/** How a field is asked on a page. */
export type Label = Omit<Field, 'name'> & { name?: never }

/** One field of a payload (contract, section 3): how it is read and what people call it. */
export type PayloadField = {
  schema: z.ZodType
  /** None where the form asks it in a way of its own. */
  label?: Label
  /** Of an object, how its own fields are asked: `decision.body`. */
  parts?: Record<string, Label>
}

/** What happened to their case, as applicants read it. Consultations name nobody. */
export type EventKind =
  | Extract<
      FactType,
      | 'submitted'
      | 'confirmed'
      | 'registered'
      | 'setAside'
      | 'restored'
      | 'assigned'
      | 'correctionRequested'
      | 'corrected'
      | 'correctionLapsed'
      | 'reasonsRequested'
      | 'reasonsGiven'
      | 'extended'
      | 'feeNotified'
      | 'feePaid'
      | 'feeLapsed'
      | 'replySigned'
      | 'replyServed'
      | 'withdrawn'
      | 'reopened'
      | 'archived'
      | 'contactChanged'
    >
  | 'replyPosted'
  | 'replyMailed'
  | 'replyOffered'
  | 'replyReceived'
  | 'consulted'
  | 'consultationEnded'
  | 'delayed'
  | 'transferred'

/** What is kept of a fact, and what is said of it. */
export type Told = {
  /**
   * Fields that name nobody and hold no free text: they stand in the ledger itself. The rest are words, which retention may
   * erase. Of an object one field may be open: `decision.receivedOn`.
   */
  open: readonly string[]
  /** Fields that the house writes into it, as the timeline calls them; undefined where it does not show one. */
  written?: Record<string, Label | undefined>
  /** What applicants read of it; nothing where it is the office's own matter. */
  event?: EventKind
  /** The stage that the case enters with it, as applicants see their way. */
  enters?: Stage
  /** Its files are somebody else's papers, though staff may have scanned them: never to be published. */
  theirs?: true
}

export type CatalogueEntry = Told & {
  fields: Record<string, PayloadField>
  /** Who may record it; a handler in the cases of their unit. */
  may: readonly Role[]
  /** Of a fact that is recorded in steps, who may record each of them: `step` of the payload. */
  maySteps?: Record<string, readonly Role[]>
  /** Of a fact that the draft's own chain gives to somebody: `may` is then whoever a chain can ask, and the chain says whom. */
  byChain?: true
  /** Who else may, without an account: the applicant with the enquiry code, whoever is consulted with theirs. */
  outside?: 'applicant' | 'party'
  /** Said before the act and to be confirmed: it cannot be undone, or must not be done lightly. */
  warning?: string
  /** The letter that it makes, told on the form. */
  makes?: string
}

/** An act whose `open` fields are fields of its payload, or written by the house. */
export const act = <
  F extends Record<string, PayloadField>,
  W extends Record<string, Label | undefined> = Record<never, Label>,
>(
  of: Omit<CatalogueEntry, 'fields' | 'open' | 'written'> & {
    fields: F
    written?: W
    open: readonly (((keyof F | keyof W) & string) | `${keyof F & string}.${string}`)[]
  },
): CatalogueEntry => of

/** Who answers for a letter that goes in spite of the checker's errors. */
export const override = {
  override: { schema: z.strictObject({ approvedBy: text(100), reason: text(NOTE) }).optional() },
}

/** A fact that sends a notice: it may be sent in spite of the checker, and prepared by somebody else. */
export const asNotice = (entry: CatalogueEntry): CatalogueEntry => ({
  ...entry,
  fields: { ...entry.fields, ...override },
  written: { ...entry.written, overridden: undefined, preparedBy: say('拟稿人', 'text') },
  open: [...entry.open, 'overridden', 'preparedBy'],
})

/** Of a marked case about which nobody has conferred: asked where it is so. */
export const withoutConference: PayloadField = {
  schema: text(NOTE).optional().describe('不经会商的理由'),
  label: { label: '不经会商的理由', kind: 'long', required: false },
}

type More = Partial<Label>

/** A field that a form asks; the description of the API has its name too, for refusals call it so. */
export const field = (schema: z.ZodType, label: string, kind: Field['kind'], more: More = {}): PayloadField => ({
  schema: schema.describe(label),
  label: say(label, kind, more),
})

export const optionalField = (schema: z.ZodType, label: string, kind: Field['kind'], more: More = {}): PayloadField =>
  field(schema.optional(), label, kind, { required: false, ...more })

export const say = (label: string, kind: Field['kind'], more: More = {}): Label => ({
  label,
  kind,
  required: true,
  ...more,
})

/** The choices of a table of words. */
export const choices = (of: Record<string, string | { zh: string }>) =>
  Object.entries(of).map(([value, label]) => ({ value, label: typeof label === 'string' ? label : label.zh }))
