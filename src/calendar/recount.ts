/** Which open cases a calendar moves, from which date to which; and moving them, each recorded as a fact. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { clock, type Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Arrangement } from '../../workflows/statute/working-days.ts'
import { record, reproject } from '../cases/record.ts'
import { withArrangements } from '../ground/law.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'

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

type Open = Pick<
  CaseRow,
  'agencyId' | 'id' | 'receipt' | 'number' | 'channel' | 'context' | 'state' | 'dueOn' | 'provisional'
>

/** Open cases in batches: a county has hundreds, a province a hundred thousand. */
async function* openCases(house: House): AsyncGenerator<Open> {
  const batches = house.sql<Open[]>`
    select agency_id, id, receipt, number, channel, context, state, due_on, provisional from cases
    where stage <> 'archive' and status in ('running', 'suspended', 'waiting') order by agency_id, due_on, id`.cursor(
    500,
  )
  for await (const batch of batches) yield* batch
}

/** The open cases whose date, or its certainty, would be another under this arrangement. Changes nothing. */
export async function whatMoves(house: House, arrangement: Arrangement): Promise<Moved[]> {
  const law = withArrangements(house.law(), [arrangement])
  const moved: Moved[] = []
  for await (const row of openCases(house)) {
    const change = moves(row, row.context, law, house.time.today())
    if (change) moved.push(change)
  }
  return moved
}

function moves(row: Open, context: CaseContext, law: Law, asOf: Day): Moved | undefined {
  const { dueOn, provisional } = clock({ channel: row.channel, facts: context.clockFacts, asOf }, law)
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

/**
 * Brings every open case to the calendar in force. A date that moves is a fact (`calendarChanged`);
 * a date that stays and becomes certain changes the row alone. Safe to run again: what was moved moves no more.
 */
export async function recount(house: House, arrangement: Pick<Arrangement, 'year' | 'version'>): Promise<Moved[]> {
  const law = house.law()
  const moved: Moved[] = []
  for await (const row of openCases(house)) {
    const change = moves(row, row.context, law, house.time.today())
    if (!change) continue
    const key = { agencyId: row.agencyId, caseId: row.id }
    await house.sql.begin(async (tx) => {
      if (change.dueBefore === change.dueAfter) return reproject(tx, house, key)
      const { dueBefore, dueAfter } = change
      const on = house.time.today()
      const days = { ...(dueBefore && { dueBefore }), ...(dueAfter && { dueAfter }) }
      await record(
        tx,
        house,
        key,
        { type: 'calendarChanged', on, ...arrangement, ...days },
        { by: 'system', at: house.time.now() },
      )
    })
    moved.push(change)
  }
  return moved
}

/** Open cases whose date is reckoned with a year that has no notice yet: the administrator's alarm. */
export async function provisionalCases({ sql }: House): Promise<{ cases: number; years: number[] }> {
  const [row] = await sql<{ cases: number; years: number[] | null }[]>`
    select count(*)::int as cases, array_agg(distinct extract(year from due_on)::int) as years from cases
    where stage <> 'archive' and provisional and status in ('running', 'suspended', 'waiting')`
  return { cases: row!.cases, years: row!.years ?? [] }
}
