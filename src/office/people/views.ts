/** What the pages about people say. */

import type { Day } from '../../../workflows/statute/days.ts'
import type { HeldCase } from '../../cases/hand-over.ts'
import type { Role } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import type { CoverIn, CoverRow, Proposal, StaffRow, Unit } from '../../people/staff-list.ts'

export type { CoverRow, Proposal, StaffRow, Unit }

export type AgencyRef = { code: string; name: string }

/** Whose people are shown, and to whom. */
export type Frame = {
  viewer: Viewer
  csrf: string
  today: Day
  agency: AgencyRef
  agencies: readonly AgencyRef[]
  units: readonly Unit[]
}

/** Somebody who may be chosen on a form. */
export type Candidate = { username: string; name: string; note: string }

export type PersonView = {
  person: StaffRow
  /** Newest first, with the names of who proposed and decided. */
  history: readonly Proposal[]
  /** What lies in the person's hands: numbers alone. */
  held: readonly HeldCase[]
  colleagues: readonly Candidate[]
  deputies: readonly Candidate[]
  /** Usernames of others here with the same name: people do share names, and are told apart by these. */
  namesakes: readonly string[]
}

/** A line of the audit as an auditor reads it. */
export type AuditLineView = {
  id: string
  at: string
  /** The same as people say it. */
  instant: string
  who: string
  username: string
  title: string
  /** Of a change; null where it was added, or taken away. */
  fields: { label: string; before: string | null; after: string | null }[]
  notes: string[]
  /** How its case is called. */
  about: string
  /** Null where it was done. */
  failed: string | null
  address: string
}

/** A cover as the security officer reads it. `forYou`: may this viewer decide on it? */
export type CoverView = CoverIn & { forYou: boolean }

/** A proposal as the security officer reads it. */
export type Waiting = {
  person: { id: string; username: string; name: string; agency: string }
  position: number
  /** As they would be, or were. */
  wanted: { roles: readonly Role[]; units: readonly string[] }
  now: { roles: readonly Role[]; units: readonly string[] }
  adds: { roles: readonly Role[]; units: readonly string[] }
  takes: { roles: readonly Role[]; units: readonly string[] }
  by: string
  at: string
  why: string
  /** They leave the office with it. */
  leaves: boolean
  decision: Proposal['decision']
  /** May this viewer decide on it? */
  forYou: boolean
}
