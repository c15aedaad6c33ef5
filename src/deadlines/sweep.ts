/**
 * Limits that come near or have passed: a passed one becomes a fact, both become reminders, each put down once, of which each
 * person's next message tells (`tell-staff.ts`). SQL: the sweep pages through every limit that runs.
 */
import { Refused } from '../../workflows/disclosure/decide.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { record } from '../cases/record.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House, Working } from '../house.ts'
import { isDuty, isRight } from '../ledger/limits.ts'

type Limit = CaseKey & { kind: string; dueOn: Day }
type Due = Limit & Office

/** How an agency is reminded. */
type Office = { remindBefore: number[] }

/** So many limits in one transaction: their reminders are one statement. */
const BATCH = 2_000

/**
 * @returns how many limits it reminded of; 0 when there was nothing new
 * @throws AggregateError naming the cases whose lapse could not be recorded, after all others have been
 */
export async function sweepDeadlines(house: Working & Pick<House, 'law'>): Promise<number> {
  const today = house.time.today()
  const { calendar, office } = house.law()
  const horizon = calendar.plus(today, office.earliestReminder).on
  const offices = await officesOf(house.sql)
  const faults: Error[] = []
  let count = 0
  let last: Limit | undefined
  for (;;) {
    const batch = await limitsUntil(house.sql, horizon, BATCH, last)
    last = batch.at(-1)
    if (!last) break
    const due = batch.map((limit): Due => ({ ...limit, ...offices.get(limit.agencyId)! }))
    const claims = await house.sql.begin((tx) =>
      remindOf(tx, due, { today, at: house.time.now().toISOString() }, calendar),
    )
    count += claims.length
    const passed = claims.filter(({ dueOn, kind }) => dueOn < today && isDuty(kind))
    for (const limit of await notNoticed(house.sql, passed)) {
      await noticeLapse(house, limit).catch(({ message }: Error) =>
        faults.push(new Error(`${limit.agencyId} ${limit.caseId} ${limit.kind}: ${message}`)),
      )
    }
  }
  if (faults.length === 0) return count
  throw new AggregateError(faults, `lapses not put on record: ${faults.map(({ message }) => message).join('; ')}`)
}

async function officesOf(sql: Sql): Promise<Map<string, Office>> {
  const rows = await sql<(Office & { id: string })[]>`select id, remind_before from agencies`
  return new Map(rows.map(({ id, ...office }) => [id, office]))
}

/** The limits up to a day, nearest first, so many after the last one: read in the order of their index, and from it alone. */
export const limitsUntil = (sql: Sql, horizon: Day, most: number, after?: Limit) => sql<Limit[]>`
  select d.agency_id, d.case_id, d.kind, d.due_on from deadlines d
  where d.due_on <= ${horizon} ${
    after
      ? sql`and (d.due_on, d.agency_id, d.case_id, d.kind) > (${after.dueOn}, ${after.agencyId}, ${after.caseId}, ${after.kind})`
      : sql``
  }
  order by d.due_on, d.agency_id, d.case_id, d.kind limit ${most}`

/** Claims the reminders that are due, in one transaction. @returns those that nobody had claimed */
async function remindOf(
  tx: Tx,
  batch: readonly Due[],
  { today, at }: { today: Day; at: string },
  calendar: Calendar,
): Promise<Due[]> {
  const marked = batch.flatMap((due) => {
    const mark = markFor(due, today, calendar)
    return mark ? [{ due, mark }] : []
  })
  if (marked.length === 0) return []
  const claimed = await tx<Pick<Due, 'agencyId' | 'caseId' | 'kind'>[]>`
    insert into reminders (agency_id, case_id, kind, due_on, mark, "on", at)
    select l.agency_id, l.case_id, l.kind, l.due_on::date, l.mark, ${today}::date, ${at}::timestamptz
    from unnest(${marked.map(({ due }) => due.agencyId)}::text[], ${marked.map(({ due }) => due.caseId)}::uuid[],
      ${marked.map(({ due }) => due.kind)}::text[], ${marked.map(({ due }) => due.dueOn)}::text[],
      ${marked.map(({ mark }) => mark)}::text[]) as l (agency_id, case_id, kind, due_on, mark)
    on conflict do nothing returning agency_id, case_id, kind`
  const mine = new Set(claimed.map(keyOf))
  return marked.flatMap(({ due }) => (mine.has(keyOf(due)) ? [due] : []))
}

/** A case has one limit of a kind. */
const keyOf = ({ agencyId, caseId, kind }: Pick<Due, 'agencyId' | 'caseId' | 'kind'>) => `${agencyId} ${caseId} ${kind}`

/** Which reminder is due today: the nearest step before the limit, its last day, or every working day after it. */
function markFor({ kind, dueOn, remindBefore }: Due, today: Day, calendar: Calendar): string | undefined {
  if (dueOn < today && isRight(kind)) return undefined // it ended, and was no duty
  if (dueOn < today) return calendar.isWorkingDay(today) ? `overdue:${today}` : undefined
  if (dueOn === today) return 'before:0'
  const left = calendar.between(today, dueOn)
  const step = remindBefore.filter((days) => left <= days).sort((a, b) => a - b)[0]
  return step === undefined ? undefined : `before:${step}`
}

/** Of limits that have passed those whose lapse is not on record: of most it is, since the first day after them. */
async function notNoticed(sql: Sql, passed: readonly Due[]): Promise<readonly Due[]> {
  if (passed.length === 0) return passed
  const noticed = await sql<Pick<Due, 'agencyId' | 'caseId' | 'kind'>[]>`
    select r.agency_id, r.case_id, r.kind
    from unnest(${passed.map(({ agencyId }) => agencyId)}::text[], ${passed.map(({ caseId }) => caseId)}::uuid[],
      ${passed.map(({ kind }) => kind)}::text[], ${passed.map(({ dueOn }) => dueOn)}::text[]) as l (agency_id, case_id, kind, due_on)
    join reminders r on (r.agency_id, r.case_id, r.kind, r.due_on, r.mark) = (l.agency_id, l.case_id, l.kind, l.due_on::date, 'lapse')`
  const known = new Set(noticed.map(keyOf))
  return passed.filter((limit) => !known.has(keyOf(limit)))
}

/** That a statutory limit passed is a fact, recorded once. What it means is for a person to find. */
async function noticeLapse(house: Working, { agencyId, caseId, kind, dueOn }: Due): Promise<void> {
  const on = house.time.today()
  await house.sql
    .begin(async (tx) => {
      const claim = await tx`
        insert into reminders ${tx({ agencyId, caseId, kind, dueOn, mark: 'lapse', on })} on conflict do nothing returning mark`
      if (claim.length === 0) return
      const fact = { type: 'lapseNoticed', on, limit: kind, dueOn } as const
      await record(tx, house, { agencyId, caseId }, fact, { by: 'system', at: house.time.now() })
    })
    .catch((error: Error) => {
      if (!(error instanceof Refused)) throw error // settled in the same minute; the lock made it safe
    })
}

/** First answers are kept for a week: longer than any client repeats, shorter than what they hold should lie about. */
const ANSWERS_KEPT = 7 * 86_400_000

/** Forgets the first answers to idempotency keys that nobody repeats any more. */
export async function forgetAnswers({ sql, time }: Pick<House, 'sql' | 'time'>): Promise<void> {
  const before = new Date(time.now().getTime() - ANSWERS_KEPT).toISOString()
  await sql`delete from answers where at < ${before} and scope <> 'demo'`
}
