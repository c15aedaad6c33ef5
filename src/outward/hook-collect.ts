/**
 * What programs outside are to be told, put down as it reaches the log: ten minutes after the fact at the latest.
 * Identifiers, numbers, stages and days; no person, no word of the application. SQL: a job asks.
 */
import type { Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { enqueueOnceInTurn } from '../jobs/enqueue.ts'
import { LOGGED, type Logged, readOn } from '../sending/read-log.ts'
import type { HookEvent } from './hook-events.ts'

/** Whoever did not fetch it within three months asks for the case itself. */
const KEPT = 90 * 86_400_000 // ms

/** The sweep: puts down what came since the last one, forgets what is old, and has what is due sent. */
export async function sweepWebhooks({ sql, time }: Pick<House, 'sql' | 'time'>): Promise<void> {
  for (let read = LOGGED; read === LOGGED; ) read = (await sql.begin((tx) => collected(tx, time.now()))) as number
  await sql`delete from webhook_messages where made_at < ${new Date(time.now().getTime() - KEPT).toISOString()}`
  const [due] = await sql`
    select 1 from webhook_messages where state = 'waiting' and next_at <= ${time.now().toISOString()} limit 1`
  if (due) await enqueueHooks(sql)
}

/** What is due is sent: one job at a time in the whole house. */
export const enqueueHooks = (tx: Tx | Sql) => enqueueOnceInTurn(tx, 'webhooks', {}, 'now')

type Hook = { id: string; events: HookEvent[]; agencyIds: string[] }
type Case = {
  agencyId: string
  id: string
  receipt: string
  number: string | null
  stage: Stage
  dueOn: string | null
  told: Stage | null
}
type Told = { of: Case; event: HookEvent; at: string; data: object }

/** @returns how many facts were read */
async function collected(tx: Tx, now: Date): Promise<number> {
  const facts = await readOn(tx, 'webhooks')
  if (facts.length === 0) return 0
  // One that was turned off gets them once it is on again.
  const hooks = await tx<Hook[]>`
    select w.id, w.events, array(select id from agencies where w.agency_id in (id, taken_in_by)) as agency_ids
    from webhooks w where w.approved and w.ended_at is null`
  if (hooks.length === 0) return facts.length
  const cases = new Map((await casesOf(tx, facts)).map((one) => [one.id, one]))
  const lapses = await lapsesIn(tx, facts)
  const told = [...facts.flatMap((fact) => toldBy(fact, cases, lapses)), ...moved(facts, cases)]
  await keepStages(tx, [...cases.values()])
  const at = now.toISOString()
  const rows = told.flatMap(({ of, event, at: happened, data }) =>
    hooks
      .filter(({ events, agencyIds }) => events.includes(event) && agencyIds.includes(of.agencyId))
      .map(({ id }) => ({
        ...{ id: newId(now), webhookId: id, event, state: 'waiting', tries: 0, nextAt: at, madeAt: at },
        body: JSON.stringify({
          type: event,
          timestamp: new Date(happened).toISOString(),
          data: { ...said(of), ...data },
        }),
      })),
  )
  for (let i = 0; i < rows.length; i += LOGGED) await tx`insert into webhook_messages ${tx(rows.slice(i, i + LOGGED))}`
  return facts.length
}

const said = ({ agencyId, id, receipt, number, stage, dueOn }: Case) => ({
  ...{ agency: agencyId, case: id, receipt, number, stage, dueOn },
})

const casesOf = (tx: Tx, facts: readonly Logged[]) => tx<Case[]>`
  select c.agency_id, c.id, c.receipt, c.number, c.stage, c.due_on, s.stage as told
  from (
    select distinct * from unnest(${facts.map(({ agencyId }) => agencyId)}::text[], ${facts.map(({ caseId }) => caseId)}::uuid[])
      as k (agency_id, id)
  ) k join cases c using (agency_id, id) left join webhook_stages s on (s.agency_id, s.case_id) = (k.agency_id, k.id)`

type Lapse = { limit: string; dueOn: string }

/** Which limit had passed: it stands in the open part of the fact. */
async function lapsesIn(tx: Tx, facts: readonly Logged[]): Promise<Map<string, Lapse>> {
  const noticed = facts.filter(({ type }) => type === 'lapseNoticed')
  if (noticed.length === 0) return new Map()
  const rows = await tx<(Lapse & { caseId: string; position: number })[]>`
    select l.case_id, l.position, l.open ->> 'limit' as "limit", l.open ->> 'dueOn' as due_on
    from unnest(${noticed.map(({ agencyId }) => agencyId)}::text[], ${noticed.map(({ caseId }) => caseId)}::uuid[],
      ${noticed.map(({ position }) => position)}::int[]) as k (agency_id, case_id, position)
    join ledger l using (agency_id, case_id, position)`
  return new Map(rows.map(({ caseId, position, limit, dueOn }) => [`${caseId} ${position}`, { limit, dueOn }]))
}

function toldBy(fact: Logged, cases: ReadonlyMap<string, Case>, lapses: ReadonlyMap<string, Lapse>): Told[] {
  const of = cases.get(fact.caseId)
  if (!of) return []
  const { on, at } = fact
  if (fact.type === 'submitted') return [{ of, event: 'case.filed', at, data: { on } }]
  if (fact.type === 'replyServed') return [{ of, event: 'reply.served', at, data: { on } }]
  const lapse = lapses.get(`${fact.caseId} ${fact.position}`)
  return lapse ? [{ of, event: 'case.overdue', at, data: { on, ...lapse } }] : []
}

/** Cases that stand in another stage than was told last, as they stand now: an application is told as received by its filing. */
function moved(facts: readonly Logged[], cases: ReadonlyMap<string, Case>): Told[] {
  const last = new Map(facts.map((fact) => [fact.caseId, fact]))
  const filed = new Set(facts.flatMap(({ type, caseId }) => (type === 'submitted' ? [caseId] : [])))
  return [...cases.values()].flatMap((of): Told[] => {
    const before = of.told ?? (filed.has(of.id) ? 'receive' : null)
    const { on, at } = last.get(of.id)!
    return before === of.stage ? [] : [{ of, event: 'case.stage', at, data: { on, before } }]
  })
}

const keepStages = (tx: Tx, cases: readonly Case[]) => tx`
  insert into webhook_stages (agency_id, case_id, stage)
  select * from unnest(${cases.map(({ agencyId }) => agencyId)}::text[], ${cases.map(({ id }) => id)}::uuid[],
    ${cases.map(({ stage }) => stage)}::text[])
  on conflict (agency_id, case_id) do update set stage = excluded.stage`
