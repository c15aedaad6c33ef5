/**
 * What may be asked about cases. Each question has a name and a purpose; none replays the ledger. SQL: facts ask in
 * their transaction, and the tracking page each time.
 */
import { getTableColumns } from 'drizzle-orm'
import type { CaseContext, Heard } from '../../workflows/disclosure/context.ts'
import type { CaseState } from '../../workflows/disclosure/decide.ts'
import type { Waits } from '../../workflows/disclosure/next-step.ts'
import { replyIn } from '../../workflows/disclosure/service.ts'
import type { Channel, Fact, FactOf, FactType, Outcome, Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { counting } from '../../workflows/statute/counting.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { recordedLater, shownByFile } from '../../workflows/statute/shown.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Keys } from '../ground/keys.ts'
import { dayIn } from '../ground/time.ts'
import type { FileRef, Heed, LetterRef, Scan } from '../web/shapes.ts'
import { GONE } from './gone.ts'
import { join } from './split.ts'
import { cases } from './tables.ts'
import { openedWords } from './words.ts'

export type CaseRow = {
  agencyId: string
  id: string
  receipt: string
  number: string | null
  state: CaseState['state']
  context: CaseContext
  length: number
  head: string
  stage: Stage
  step: string
  channel: Channel
  submittedOn: Day
  submittedAt: string
  receivedOn: Day | null
  dueOn: Day | null
  carefulDueOn: Day | null
  provisional: boolean
  status: Clock['status']
  settledOn: Day | null
  late: boolean | null
  lateCarefully: boolean | null
  nextDueOn: Day | null
  nextDueFor: string | null
  outcome: Outcome | null
  countedOn: Day | null
  countedAs: Outcome | null
  waits: Waits | null
  waitsFor: FactType | null
  unitId: string | null
  handlerId: string | null
  title: string
  applicantName: string
  applicantColumn: string
  /** Sealed; `mailAddressIn` of contact.ts opens it. */
  email: Buffer | null
  foundBy: string[]
  keys: string
  code: Buffer | null
  search: string
}

const COLUMNS = Object.keys(getTableColumns(cases))
  .filter((name) => name !== 'pairs' && name !== 'said') // the indexes', and as long as the text
  .map((name) => `c.${name}`)

/** After `select`: the row of the case `c`, as CaseRow has it. */
export const caseColumns = (sql: Sql | Tx) => sql(COLUMNS)

/** A case by its id, among these agencies. Who may see it is another question (`the-case.ts`). */
export async function caseById(sql: Sql | Tx, agencyIds: readonly string[], id: string): Promise<CaseRow | undefined> {
  const [row] = await sql<
    CaseRow[]
  >`select ${caseColumns(sql)} from cases c where agency_id = any(${agencyIds as string[]}) and id = ${id}`
  return row
}

/** A case of any agency by its id alone, as an address names it: one look into the index for each agency. */
export async function caseWithId(sql: Sql | Tx, id: string): Promise<CaseRow | undefined> {
  const [row] = await sql<CaseRow[]>`
    select ${caseColumns(sql)} from cases c where agency_id = any(array(select id from agencies)) and id = ${id}`
  return row
}

/** By 受理编号 in its grouped form, as tidyReceipt gives it; of any agency. */
export async function caseByReceipt(sql: Sql | Tx, receipt: string): Promise<CaseRow | undefined> {
  const [row] = await sql<CaseRow[]>`select ${caseColumns(sql)} from cases c where receipt = ${receipt}`
  return row
}

export type FactRow = { position: number; fact: Fact; by: string; at: string; hash: string }

/** Every fact of a case with its words, first to last. */
export async function factsOf(sql: Sql | Tx, keys: Pick<Keys, 'open'>, key: CaseKey): Promise<FactRow[]> {
  const { agencyId, caseId } = key
  const rows = await sql<Kept[]>`
    select l.position, l.type, l."on", l.open, w.sealed, l.by, l.at, l.hash
    from ledger l left join words w using (agency_id, case_id, position)
    where l.agency_id = ${agencyId} and l.case_id = ${caseId} order by l.position`
  return rows.map((row) => opened(keys, key, row))
}

/** The same of many cases in one question, for what goes through all of them: a list for each, in their order. */
export async function factsOfEach(
  sql: Sql | Tx,
  keys: Pick<Keys, 'open'>,
  cases: readonly Pick<CaseRow, 'agencyId' | 'id'>[],
): Promise<FactRow[][]> {
  const rows = await sql<(Kept & { nth: number })[]>`
    select k.nth::int, l.position, l.type, l."on", l.open, w.sealed, l.by, l.at, l.hash
    from unnest(${cases.map(({ agencyId }) => agencyId)}::text[], ${cases.map(({ id }) => id)}::uuid[])
      with ordinality as k (agency_id, case_id, nth)
    join ledger l using (agency_id, case_id) left join words w using (agency_id, case_id, position)
    order by k.nth, l.position`
  const facts: FactRow[][] = cases.map(() => [])
  for (const row of rows) {
    const { agencyId, id: caseId } = cases[row.nth - 1]!
    facts[row.nth - 1]!.push(opened(keys, { agencyId, caseId }, row))
  }
  return facts
}

type Kept = FactRow & { type: string; on: Day; open: object; sealed: Buffer | null }

const opened = (keys: Pick<Keys, 'open'>, key: CaseKey, row: Kept): FactRow => {
  const said = openedWords(keys, { ...key, position: row.position }, row.sealed)?.said ?? null
  return {
    position: row.position,
    fact: join({ ...row, said: said ?? GONE[row.type] ?? null }),
    by: row.by,
    at: instant(row.at),
    hash: row.hash,
  }
}

/** A fact as the workflow hears it: with who recorded it, and when, where that is not the day that it gives. */
export function heard({ fact, by, at }: Pick<FactRow, 'fact' | 'by' | 'at'>): Heard {
  const recordedOn = dayIn(new Date(at))
  return {
    ...{ ...fact, by, ...(fact.type === 'rectified' ? { recordedOn } : recordedLater(fact, recordedOn)) },
    ...((fact.type === 'reopened' || isSaidToHaveArrived(fact, by)) &&
      !shownByFile(fact) && { unshown: true as const }),
  }
}

/** Staff say so; whoever was asked, and what the system did, shows it. */
const isSaidToHaveArrived = ({ type }: Fact, by: string) =>
  (type === 'thirdPartyReached' || type === 'agencyReached') && by.startsWith('staff:')

/** The facts that count: a rectified one is replaced or left out. */
export const countingFacts = (facts: readonly FactRow[]): Heard[] =>
  counting(facts.map(heard)).filter((fact) => fact !== null)

/** `submitted` opens every case. */
export const submission = (facts: readonly FactRow[]): FactOf<'submitted'> =>
  (counting(facts.map(heard))[0] ?? facts[0]!.fact) as FactOf<'submitted'>

/** PostgreSQL's text for an instant as RFC 3339. */
export const instant = (at: string): string => new Date(at).toISOString()

export type FileRow = Omit<FileRef, 'url' | 'scan' | 'virus' | 'heed'> & {
  scan: Scan | null
  virus: string | null
  heed: Heed | null
}

/** The files of a case, in the order in which they came. */
export const filesOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<FileRow[]>`
  select f.id, f.name, f.size, f.sha256, f.type, f.heed, s.result as scan, s.virus
  from files f left join file_scans s on s.sha256 = f.sha256
  where f.agency_id = ${agencyId} and f.case_id = ${caseId} order by f.at, f.id`

export type LetterRow = Omit<LetterRef, 'url' | 'voided' | 'voidedBy' | 'voidedFor' | 'namesReceivedOn'> & {
  position: number
  /** To whom it goes: one of those who are consulted; null for the applicant. */
  consultation: string | null
  /** 作废: position and type of the fact that made it void. */
  voidedBy: number | null
  voidedFor: 'rectified' | 'reopened' | null
}

/** The letters of a case in the order of the facts that made them, void ones (作废) with what made them void. */
export const lettersOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<LetterRow[]>`
  select t.id, title, kind, number, made_on, sha256, t.position, t.consultation, v.position as voided_by, by.type as voided_for
  from letters t
  left join voided_letters v on (v.agency_id, v.case_id, v.letter) = (t.agency_id, t.case_id, t.id)
  left join ledger by on (by.agency_id, by.case_id, by.position) = (v.agency_id, v.case_id, v.position)
  where t.agency_id = ${agencyId} and t.case_id = ${caseId} order by t.position, t.id`

/**
 * Notices go out as they are made; a reply is the applicant's from the day it is served. A reply whose signature was
 * rectified never was theirs; what had reached them stays, marked as void.
 */
export const isForApplicant = ({ kind, voidedFor }: LetterRow, row: Pick<CaseRow, 'context'>) =>
  kind === 'notice' || (kind === 'reply' && voidedFor !== 'rectified' && (isServed(row.context) || voidedFor !== null))

/** To all who must be served, or to the first of them. */
const isServed = (context: CaseContext) => context.servedOn !== null || (replyIn(context)?.sent.length ?? 0) > 0

/** A letter as pages and answers show it. */
export const letterRef = (
  { position: _, consultation: __, voidedBy, voidedFor, ...letter }: LetterRow,
  url: string,
): LetterRef => ({
  ...letter,
  url,
  ...(voidedBy !== null && { voided: true, voidedBy }),
  ...(voidedFor !== null && { voidedFor }),
})
