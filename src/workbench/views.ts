/** What the pages of the legal workbench show. Routes fill these; pages only read them. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Template } from '../documents/index.ts'
import type { Severity } from '../letters/check/index.ts'
import type { ReadLine } from '../letters/templates/reading.ts'
import type { Viewer } from '../people/sessions.ts'
import type { ActName, Standing } from './standing.ts'

/** Whose wording: the viewer's own agency's, or that of one whose intake office it is. */
export type Scope = { agency: { id: string; name: string }; own: boolean; others: { id: string; name: string }[] }

export type Frame = { viewer: Viewer; csrf: string; scope: Scope; today: Day }

/** A version of one template, `null` for the shipped one. */
export type Which = number | null

export type Row = {
  id: string
  title: string
  /** Which of several documents with one title this is. */
  of: string
  kind: Template['kind']
  articles: readonly string[]
  /** The number printed in the record: of the shipped one, or the agency's own. */
  version: number
  inForce: Day
  isOwn: boolean
  /** Versions on the way: written, waiting, coming. */
  pending: { version: number; standing: Standing; by: string; day: Day | null; forYou: boolean }[]
}

export type HistoryLine = {
  version: Which
  number: number
  standing: Standing | 'shipped'
  by: string
  at: string
  why: string
  basedOn: Which
  acts: { act: ActName; day: Day; by: string; at: string; why: string }[]
}

/** A clause that a choice of the agency decides: what holds, what else could stand there, each with its clause by name. */
export type ChosenClause = {
  question: string
  now: { zh: string; clause: string }
  others: readonly { zh: string; clause: string }[]
  /** The shipped version follows the choice; one that the agency wrote keeps its own clause. */
  follows: boolean
}

/** A finding of the checker, as one sentence. */
export type Said = { rule: string; severity: Severity; text: string }

export type Sample = { text: string; part: string }[]

/** Where each part of a template is read from. */
export type About = Pick<Template, 'id' | 'kind' | 'title' | 'articles' | 'remedy' | 'version'>

/** A page of a letter, and what the case does not have for it. */
export type Preview = {
  pdfUrl: string
  asked: string
  found: { id: string; number: string; title: string } | null
  missing: string[]
  text: Sample
}

export type { ReadLine }
