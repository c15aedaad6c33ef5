/** What the pages of the archive show. */
import type { Day } from '../../workflows/statute/days.ts'
import type { DestructionList } from '../ledger/destruction.ts'
import type { RetentionClass } from '../ledger/retention.ts'
import type { Viewer } from '../people/sessions.ts'
import type { Standing } from './transfer/transfers.ts'

type Named = { id: string; name: string }

/** Who looks, and at whose archive. */
export type Frame = { viewer: Viewer; csrf: string; today: Day; agency: Named; agencies: readonly Named[] }

export type DecisionView = { seat: string; approved: boolean; by: string; at: string; why: string }

/** One list of destruction in the list of them. */
export type ListLine = { number: number; by: string; at: string; cases: number; state: ListState }
export type ListState = 'waiting' | 'refused' | 'working' | 'done'
export const LIST_STATES: Record<ListState, string> = {
  waiting: '等待批准',
  refused: '已退回',
  working: '已批准，正在销毁',
  done: '已销毁',
}

/** A case whose period has ended: by its numbers alone. */
export type DueCase = {
  id: string
  reference: string
  number: string | null
  retention: string
  /** From which the period runs; of 无效件 the day on which it was set aside. */
  archivedOn: Day
  keptUntil: Day
}

export type ListView = {
  list: DestructionList
  digest: string
  by: string
  at: string
  state: ListState
  decisions: readonly DecisionView[]
  /** By case: the day of its destruction, or why it was not destroyed. */
  done: ReadonlyMap<string, Day>
  troubles: ReadonlyMap<string, string>
  /** The seat in which the viewer may decide now. */
  seat: 'head' | 'security' | undefined
  mayResume: boolean
}

/** What is asked of the catalogue: a year, a class, and the item after which the page begins. */
export type CatalogueQuestion = { year?: number; retention?: string; after?: { retention: string; value: number } }

/** An archived case in the catalogue. */
export type CatalogueLine = {
  id: string
  case: string
  title: string
  /** 件号. */
  item: string
  /** 档号. */
  reference: string
  retention: string
  /** As the archivist wrote it at archiving. */
  volume: string | null
  pages: number | null
  archivedOn: Day
  forEver: boolean
  /** Null for ever, and where nobody has fixed the years of its class. */
  keptUntil: Day | null
  /** When its content was destroyed. */
  erasedOn: Day | null
  /** With an archive, or on the way to it. */
  transfer: Standing | null
}

export type CatalogueView = {
  ask: CatalogueQuestion
  /** Null where nothing is archived. */
  year: number | null
  years: readonly number[]
  classes: readonly string[]
  lines: readonly CatalogueLine[]
  next: string | null
}

/** A retention table as it was proposed, and what was decided. */
export type TableView = {
  version: number
  fonds: string
  classes: readonly RetentionClass[]
  basis: string
  by: string
  at: string
  why: string
  decision: { approved: boolean; by: string; at: string; why: string } | null
  /** The viewer may decide on it. */
  forYou: boolean
}
