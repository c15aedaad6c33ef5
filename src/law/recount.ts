/** Which open cases a calendar or a choice moves, from which date to which; and moving them, each recorded as a fact. */
import { and, count, eq, inArray, ne, sql } from 'drizzle-orm'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { choicesInForce } from '../../workflows/statute/choices.ts'
import { clock, type Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { type Arrangement, calendarOf } from '../../workflows/statute/working-days.ts'
import { record, reproject } from '../cases/record.ts'
import type { Sql, Tx } from '../db/client.ts'
import { type LoadedLaw, loadLaw } from '../ground/law.ts'
import type { House, Recording, Working } from '../house.ts'
import type { Recount } from '../jobs/enqueue.ts'
import { project } from '../ledger/project.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { bringUpSecrets } from '../ledger/secret-files.ts'
import { cases } from '../ledger/tables.ts'
import { stopMarked } from '../released/stop.ts'
import { loadedSince } from './in-force.ts'
import { approvedChoices } from './queries.ts'

export type Moved = {
  case: string
  agencyId: string
  receipt: string
  number: string | null
  dueBefore: Day | null
  dueAfter: Day | null
  provisionalBefore: boolean
  provisionalAfter: boolean
}

/** What moved a case, as its fact names it. */
type Cause =
  | Pick<FactOf<'calendarChanged'>, 'type' | 'year' | 'version'>
  | Pick<FactOf<'choiceChanged'>, 'type' | 'choice' | 'proposal'>

type Open = Pick<
  CaseRow,
  'agencyId' | 'id' | 'receipt' | 'number' | 'channel' | 'context' | 'state' | 'status' | 'dueOn' | 'provisional'
> & {
  /** Last days by kind, as the table of deadlines has them. */
  limits: Record<string, Day> | null
}

const columns = (sql: Sql | Tx) => sql`
  agency_id, id, receipt, number, channel, context, state, status, due_on, provisional, (
    select jsonb_object_agg(d.kind, d.due_on) from deadlines d where (d.agency_id, d.case_id) = (c.agency_id, c.id)) as limits`

/** Open cases in batches: a county has hundreds, a province a hundred thousand. SQL: drizzle has no cursor. */
async function* openCases({ sql }: Pick<House, 'sql'>, agencyId?: string): AsyncGenerator<Open> {
  const batches = sql<Open[]>`
    select ${columns(sql)} from cases c
    where stage <> 'archive' and status not in ('settled', 'closed') ${agencyId ? sql`and agency_id = ${agencyId}` : sql``}
    order by agency_id, due_on, id`.cursor(500)
  for await (const batch of batches) yield* batch
}

/**
 * The open cases whose date, or its certainty, would be another under a law that is not yet in force. Changes nothing.
 * @param lawFor the law as it would be, for each agency
 * @param agencyId where the cases of one agency alone could move
 */
export async function whatMoves(
  house: Pick<House, 'sql' | 'time'>,
  lawFor: (agencyId: string) => Law,
  agencyId?: string,
): Promise<Moved[]> {
  const laws = remembered(lawFor)
  const moved: Moved[] = []
  for await (const row of openCases(house, agencyId)) {
    const change = moves(row, laws(row.agencyId), house.time.today())
    if (change) moved.push(change)
  }
  return moved
}

/** Asked once for each agency. */
function remembered<T>(of: (agencyId: string) => T): (agencyId: string) => T {
  const known = new Map<string, T>()
  return (agencyId) => {
    if (!known.has(agencyId)) known.set(agencyId, of(agencyId))
    return known.get(agencyId)!
  }
}

function moves(row: Open, law: Law, asOf: Day): Moved | undefined {
  const { dueOn, provisional } = clock({ channel: row.channel, facts: row.context.clockFacts, asOf }, law)
  if (dueOn === row.dueOn && provisional === row.provisional) return undefined
  return {
    case: row.id,
    agencyId: row.agencyId,
    receipt: row.receipt,
    number: row.number,
    dueBefore: row.dueOn,
    dueAfter: dueOn,
    provisionalBefore: row.provisional,
    provisionalAfter: provisional,
  }
}

/** Another limit moved (a fee, a consultation, the confirmation), or a suspension ended by the day alone. */
function isBehind(row: Open, law: Law, today: Day): boolean {
  const { row: now, limits } = project(row, law, today)
  const before = row.limits ?? {}
  const same = limits.length === Object.keys(before).length && limits.every((l) => before[l.kind] === l.dueOn)
  return !same || now.status !== row.status
}

/**
 * Brings the open cases to the law in force: all of them to a calendar, those of its agency to a choice. A date of reply
 * that moves is a fact (`calendarChanged`, `choiceChanged`); another limit, and a date that stays and becomes certain,
 * change the rows alone. Safe to run again, and twice at once: what was moved moves no more.
 */
export function recount(house: Working, by: Recount): Promise<Moved[]> {
  if ('year' in by) return bringUp(house, () => ({ type: 'calendarChanged', ...by }))
  const { agencyId, choice, proposal } = by
  return bringUp(house, () => ({ type: 'choiceChanged', choice, proposal }), agencyId)
}

/**
 * The same by night, for whatever was missed by day: a notice that did not arrive, a run that broke off, a calendar
 * that came with a newer program, a suspension that ended. Reads the law first; each case that moves names what moved it.
 */
export async function recountByNight(house: Working & Pick<House, 'reloadLaw'>): Promise<Moved[]> {
  await house.reloadLaw()
  const arrangements = [...loadLaw().arrangements, ...(await loadedSince(house.sql))]
  const approved = Map.groupBy(await approvedChoices(house.sql), ({ agencyId }) => agencyId)
  await bringUpRemedies(house)
  const olderFor = remembered((agencyId) => {
    const law = house.lawFor(agencyId)
    return [...olderChoices(law, approved.get(agencyId) ?? []), ...olderCalendars(law, arrangements)]
  })
  return bringUp(house, (row) => {
    const { agencyId } = row
    return causeOf(row, house.lawFor(agencyId), olderFor(agencyId), house.time.today())
  })
}

/**
 * Of cases that are answered the limits of their reconsiderations and suits alone can move; their date of reply stands. A program
 * that counts one more begins to watch it in the night after.
 */
async function bringUpRemedies(house: Working): Promise<void> {
  // SQL: drizzle has no cursor.
  const rows = house.sql<Open[]>`
    select ${columns(house.sql)} from cases c
    where (stage = 'archive' or status in ('settled', 'closed')) and not context ? 'erasedOn' and exists (
      select from remedies r where r.agency_id = c.agency_id and r.case_id = c.id
        and (r.decided_on is null or r.result <> 'upheld'))
    order by agency_id, id`.cursor(500)
  for await (const batch of rows)
    for (const row of batch) {
      const law = house.lawFor(row.agencyId)
      if (moves(row, law, house.time.today()) || !isBehind(row, law, house.time.today())) continue
      await house.sql.begin((tx) => reproject(tx, house, { agencyId: row.agencyId, caseId: row.id }))
    }
}

/**
 * Rows that a migration could not fill, since what they say follows from the facts: it marked them `?`, or left it open whether
 * their reply was late, or what their letters and notes say. Looked for at each start and every ten minutes; ends at once where there is none. What is public and
 * turns out to be marked comes off with it.
 * @throws AggregateError naming the cases that could not be replayed, after all others have been.
 */
export async function bringUpRows(house: Working): Promise<void> {
  const { sql } = house
  const unread = await bringUpSecrets(sql)
  const unstopped = await stopMarked(sql, { by: 'system', at: house.time.now() })
  // SQL: drizzle has no cursor.
  const rows = sql<{ agencyId: string; id: string }[]>`
    select agency_id, id from cases where waits = '?' union
    select agency_id, id from cases where settled_on is not null and late is null union
    select agency_id, id from cases where said is null`.cursor(500)
  const faults: Error[] = [
    ...unread.map(({ agencyId, caseId, error }) => faultOf({ agencyId, id: caseId }, error)),
    ...unstopped.map(({ agencyId, error }) => faultOf({ agencyId, id: 'released' }, error)),
  ]
  for await (const batch of rows)
    for (const { agencyId, id } of batch)
      await sql
        .begin((tx) => reproject(tx, house, { agencyId, caseId: id }))
        .catch((error: Error) => faults.push(faultOf({ agencyId, id }, error)))
  if (faults.length > 0) throw allOf(faults, 'brought up')
}

const faultOf = ({ agencyId, id }: Pick<Open, 'agencyId' | 'id'>, { message }: Error) =>
  new Error(`${agencyId} ${id}: ${message}`)

function allOf(faults: readonly Error[], what: string): AggregateError {
  const some = faults.slice(0, 5).map(({ message }) => message)
  return new AggregateError(faults, `${faults.length} cases could not be ${what}: ${some.join('; ')}`)
}

/** @throws AggregateError naming the cases that could not be counted, after all others have been. */
async function bringUp(house: Working, cause: (row: Open) => Cause, agencyId?: string): Promise<Moved[]> {
  const moved: Moved[] = []
  const faults: Error[] = []
  for await (const row of openCases(house, agencyId)) {
    const today = house.time.today()
    const law = house.lawFor(row.agencyId)
    try {
      if (!moves(row, law, today) && !isBehind(row, law, today)) continue
      const change = await house.sql.begin((tx) => bringUpOne(tx, house, row, cause))
      if (change) moved.push(change)
    } catch (error) {
      faults.push(faultOf(row, error as Error))
    }
  }
  if (faults.length === 0) return moved
  throw allOf(faults, 'recounted')
}

/** Checked again under the lock: the case may have gone on, or been moved, since the list was read. */
async function bringUpOne(
  tx: Tx,
  house: Recording,
  { agencyId, id }: Open,
  cause: (row: Open) => Cause,
): Promise<Moved | undefined> {
  const [row] = await tx<Open[]>`
    select ${columns(tx)} from cases c where agency_id = ${agencyId} and id = ${id} for update`
  if (!row) return undefined
  const key = { agencyId, caseId: id }
  const on = house.time.today()
  const change = moves(row, house.lawFor(agencyId), on)
  const { dueBefore = null, dueAfter = null } = change ?? {}
  if (dueBefore === dueAfter) await reproject(tx, house, key)
  else {
    const days = { ...(dueBefore && { dueBefore }), ...(dueAfter && { dueAfter }) }
    await record(tx, house, key, { ...cause(row), on, ...days }, { by: 'system', at: house.time.now() })
  }
  return change
}

/** The law as it was without one change, and how a fact names that change. */
type Older = { cause: Cause; law: Law }

/** With another version of one year, or without it. */
function olderCalendars(law: LoadedLaw, known: readonly Arrangement[]): Older[] {
  return law.arrangements.flatMap(({ year, version }) => {
    const others = law.arrangements.filter((arrangement) => arrangement.year !== year)
    const instead = known.filter((arrangement) => arrangement.year === year && arrangement.version !== version)
    return [[], ...instead.map((arrangement) => [arrangement])].map((one) => ({
      cause: { type: 'calendarChanged' as const, year, version },
      law: { ...law, calendar: calendarOf([...others, ...one], law.fixedHolidays) },
    }))
  })
}

/** Without one of the choices that were approved. */
const olderChoices = (law: LoadedLaw, approved: Awaited<ReturnType<typeof approvedChoices>>): Older[] =>
  approved.map((one) => ({
    cause: { type: 'choiceChanged', choice: one.choice, proposal: one.position },
    law: { ...law, choices: choicesInForce(approved.filter((each) => each !== one)) },
  }))

/**
 * What moved a case: without it, the dates are those that stood in its row. Where several did it together, the calendar
 * of the year of its date.
 */
function causeOf(row: Open, { arrangements }: LoadedLaw, older: readonly Older[], asOf: Day): Cause {
  const one = older.find(({ law }) => moves(row, law, asOf) === undefined)
  if (one) return one.cause
  const year = Number((row.dueOn ?? asOf).slice(0, 4))
  const { version, ...of } = arrangements.findLast((arrangement) => arrangement.year <= year) ?? arrangements.at(-1)!
  return { type: 'calendarChanged', year: of.year, version }
}

/** Open cases whose date runs into a year without a notice, and those years: what the administrator's alarm is about. */
export async function provisionalCases({ db }: Pick<House, 'db'>): Promise<{ cases: number; years: number[] }> {
  const [row] = await db
    .select({
      cases: count(),
      years: sql<number[] | null>`array_agg(distinct extract(year from ${cases.dueOn})::int)`,
    })
    .from(cases)
    .where(
      and(
        ne(cases.stage, 'archive'),
        eq(cases.provisional, true),
        inArray(cases.status, ['running', 'suspended', 'waiting']),
      ),
    )
  return { cases: row!.cases, years: row!.years ?? [] }
}
