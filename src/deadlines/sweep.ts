/** Looks at the limits that come near or have passed: a passed one becomes a fact, both become reminders. Nobody is told twice. */
import { Refused } from '../../workflows/disclosure/decide.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { record } from '../cases/record.ts'
import type { Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { isDuty } from '../ledger/limits.ts'

type Due = CaseKey & { kind: string; dueOn: Day; remindBefore: number[]; handlerId: string | null; takenInBy: string }

/** So many limits in one transaction. */
const BATCH = 200
/** Nobody sets a reminder earlier than this. */
const FURTHEST = 20

/** @returns how many limits it spoke of; 0 when everything was said already. */
export async function sweepDeadlines(house: House): Promise<number> {
  const today = house.time.today()
  const { calendar } = house.law()
  const horizon = calendar.plus(today, FURTHEST).on
  let spoken = 0
  let after = ''
  for (;;) {
    const batch = await limitsUntil(house, horizon, after)
    const last = batch.at(-1)
    if (!last) return spoken
    after = placeOf(last)
    const told = (await house.sql.begin((tx) => speakOf(tx, batch, today, calendar))) as Due[]
    spoken += told.length
    for (const due of told) if (due.dueOn < today && isDuty(due.kind)) await noticeLapse(house, due)
  }
}

const placeOf = ({ dueOn, caseId, kind }: Due) => `${dueOn} ${caseId} ${kind}`

const limitsUntil = (house: House, horizon: Day, after: string) => house.sql<Due[]>`
  select d.agency_id, d.case_id, d.kind, d.due_on, a.remind_before, a.taken_in_by, c.handler_id
  from deadlines d join agencies a on a.id = d.agency_id join cases c on c.agency_id = d.agency_id and c.id = d.case_id
  where d.due_on <= ${horizon} and d.due_on::text || ' ' || d.case_id::text || ' ' || d.kind > ${after}
  order by d.due_on::text || ' ' || d.case_id::text || ' ' || d.kind limit ${BATCH}`

/** Claims what has not been said yet and enqueues one mail a person, in one transaction. */
async function speakOf(tx: Tx, batch: Due[], today: Day, calendar: Calendar): Promise<Due[]> {
  const told: Due[] = []
  for (const due of batch) {
    const mark = markFor(due, today, calendar)
    if (!mark) continue
    const { agencyId, caseId, kind, dueOn } = due
    const claimed = await tx`
      insert into reminders ${tx({ agencyId, caseId, kind, dueOn, mark, on: today })} on conflict do nothing returning 1 as claimed`
    if (claimed.length === 1) told.push(due)
  }
  for (const [personId, limits] of await recipients(tx, told)) {
    await enqueue(tx, 'remind', { personId, day: today, limits })
  }
  return told
}

/** Which reminder is due today: the nearest step before the limit, or every working day after it. */
function markFor({ kind, dueOn, remindBefore }: Due, today: Day, calendar: Calendar): string | undefined {
  if (dueOn < today && kind === 'correctionNotice') return undefined // a right that ended, no duty
  if (dueOn < today) return calendar.isWorkingDay(today) ? `overdue:${today}` : undefined
  const left = calendar.between(today, dueOn)
  const step = remindBefore.filter((days) => left <= days).sort((a, b) => a - b)[0]
  return step === undefined ? undefined : `before:${step}`
}

/** Handler of the case, head and registrar of the office that takes in. */
async function recipients(tx: Tx, told: readonly Due[]): Promise<Map<string, (CaseKey & { kind: string })[]>> {
  const offices = [...new Set(told.map((due) => due.takenInBy))]
  const desk = await tx<{ id: string; agencyId: string }[]>`
    select id, agency_id from people where agency_id = any(${offices}) and roles && '{head,registrar}' and email is not null and active`
  const mails = new Map<string, (CaseKey & { kind: string })[]>()
  for (const { agencyId, caseId, kind, handlerId, takenInBy } of told) {
    const people = desk.filter((person) => person.agencyId === takenInBy).map((person) => person.id)
    for (const id of new Set([...people, ...(handlerId ? [handlerId] : [])])) {
      mails.set(id, [...(mails.get(id) ?? []), { agencyId, caseId, kind }])
    }
  }
  return mails
}

/** That a statutory limit passed is a fact, recorded once. What it means is for a person to find. */
async function noticeLapse(house: House, { agencyId, caseId, kind, dueOn }: Due): Promise<void> {
  const on = house.time.today()
  await house.sql
    .begin(async (tx) => {
      const claimed = await tx`
        insert into reminders ${tx({ agencyId, caseId, kind, dueOn, mark: 'lapse', on })} on conflict do nothing returning 1 as claimed`
      if (claimed.length === 0) return
      const fact = { type: 'lapseNoticed', on, limit: kind, dueOn } as const
      await record(tx, house, { agencyId, caseId }, fact, { by: 'system', at: house.time.now() })
    })
    .catch((error: Error) => {
      if (!(error instanceof Refused)) throw error // settled in the same minute; the lock made it safe
    })
}

/** First answers are kept for a week: longer than any client repeats, shorter than what they hold should lie about. */
const ANSWERS_KEPT = 7 * 86_400_000

export async function forgetAnswers({ sql, time }: House): Promise<void> {
  const before = new Date(time.now().getTime() - ANSWERS_KEPT).toISOString()
  await sql`delete from answers where at < ${before} and scope <> 'demo'`
}
