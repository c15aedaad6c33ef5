/** What the pages about letters show. Routes fill these; pages only read them. */
import type { Day } from '../../workflows/statute/days.ts'
import type { NumberKind } from '../ledger/number-formats.ts'
import type { Act } from '../web/shapes.ts'

export type RegisteredNumber = {
  value: number
  number: string
  /** Of the letter; of a 登记编号 the application's. */
  title: string
  /** The day of the letter, or of the registration. */
  signedOn: Day
  by: string
  /** None of the letters that bear it counts any more. */
  voided: boolean
  /** The files that it lies on: one, or several that were answered together. */
  cases: {
    id: string
    /** 登记编号. */
    number: string | null
    /** None of a 登记编号. */
    letter: string | null
    url: string
    void: { for: 'rectified' | 'reopened'; on: Day; by: string; position: number; why: string | null } | null
  }[]
}

export type RegisterView = {
  agency: { id: string; name: string }
  agencies: { id: string; name: string }[]
  years: number[]
  year: number
  kind: NumberKind
  /** The last number given; 0 before the first. */
  last: number
  voided: number
  /** Numbers that the counter gave and the register lacks: none, or somebody has taken one out. */
  missing: number[]
  /** The highest first. */
  numbers: RegisteredNumber[]
  /** Where the next page begins, downwards. */
  next: number | null
}

/** Which of the applicant's other applications one letter could answer with this one, and why others not. */
export type TogetherView = {
  id: string
  number: string | null
  receipt: string
  title: string
  applicantName: string
  /** The draft's form; none where this case is not at its draft, or is not this person's to draft. */
  act: Act | null
  others: {
    id: string
    number: string | null
    receipt: string
    title: string
    description: string
    receivedOn: Day | null
    dueOn: Day | null
    carefulDueOn: Day | null
    /** Why it cannot join whatever is decided; empty where it can. */
    why: string[]
    /** Outcomes of this case that are not yet possible in that one, with what it lacks. */
    lacks: { outcomes: string[]; says: string }[]
  }[]
}

/** What came of making a letter again. */
export type Reprint = {
  letter: string
  title: string
  number: string | null
  identical: boolean
  /** The whole file; or all but the signature's value, which no two ECDSA signatures share. */
  compared: 'file' | 'signedPart'
  /** Of the file made again; null where it could not be made. */
  sha256: string | null
  /** Of the file on record, as the ledger names it. */
  keptSha256: string
  /** Why not, each with what to do; empty where they are identical. */
  differs: { code: string; message: string }[]
}
