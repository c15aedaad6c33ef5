/**
 * What the platform above is to be told, put down fact by fact as they reach the log: ten minutes after the fact at the latest.
 * SQL: a job asks.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { enqueueOnceInTurn } from '../jobs/enqueue.ts'
import { LOGGED, type Logged, readOn } from '../sending/read-log.ts'
import { type Mapping, mappingOf } from './mapping.ts'

/** The sweep: puts down what came since the last one, and has what is due sent. */
export async function sweepExchange(house: Pick<House, 'sql' | 'config' | 'time'>): Promise<void> {
  const mapping = mappingOf(house.config)
  if (!mapping) return
  for (let read = LOGGED; read === LOGGED; )
    read = (await house.sql.begin((tx) => collected(tx, mapping, house.time.now()))) as number
  await enqueueSending(house.sql)
}

/** What is due is sent: one job at a time in the whole house. */
export const enqueueSending = (tx: Tx | Sql) => enqueueOnceInTurn(tx, 'exchange', {}, 'now')

type Standing = { agencyId: string; caseId: string; last: number; came: 'in' | 'out' | null }

/** @returns how many facts were read */
async function collected(tx: Tx, { steps }: Mapping, now: Date): Promise<number> {
  const facts = await readOn(tx, 'exchange')
  const told = facts.filter(({ type }) => type === 'submitted' || steps[type])
  if (told.length === 0) return facts.length
  const standing = new Map((await standingOf(tx, told)).map((one) => [`${one.agencyId} ${one.caseId}`, one]))
  const theirs = await cameFromThere(tx, told)
  const rows = told.flatMap((fact) => {
    const { agencyId, caseId, position, type } = fact
    const its = standing.get(`${agencyId} ${caseId}`)!
    // What the platform told us it knows.
    if (theirs.has(`${caseId} ${position}`) || (type === 'submitted' && its.last > 0)) return []
    const kinds = type === 'submitted' ? ['application'] : [steps[type]!.as]
    // Of a case that it does not know yet, the application goes before the step.
    const first = its.last === 0 && its.came !== 'in' && type !== 'submitted' ? ['application'] : []
    return [...first, ...kinds].map((kind) => {
      its.last += 1
      const told = kind === 'application' ? { position: 1, type: 'submitted' } : { position, type }
      return { agencyId, caseId, n: its.last, ...told, kind }
    })
  })
  const at = now.toISOString()
  const common = { state: 'waiting', tries: 0, nextAt: at, madeAt: at }
  if (rows.length > 0) await tx`insert into exchange_messages ${tx(rows.map((row) => ({ ...row, ...common })))}`
  return facts.length
}

const keysOf = (tx: Tx, told: readonly Logged[]) => tx`
  select distinct * from unnest(${told.map(({ agencyId }) => agencyId)}::text[], ${told.map(({ caseId }) => caseId)}::uuid[])
    as k (agency_id, case_id)`

const standingOf = (tx: Tx, told: readonly Logged[]) => tx<Standing[]>`
  select k.agency_id, k.case_id, p.came,
    coalesce((select max(n) from exchange_messages m where (m.agency_id, m.case_id) = (k.agency_id, k.case_id)), 0) as last
  from (${keysOf(tx, told)}) k left join platform_numbers p using (agency_id, case_id)`

async function cameFromThere(tx: Tx, told: readonly Logged[]): Promise<Set<string>> {
  const rows = await tx<{ caseId: string; position: number }[]>`
    select r.case_id, r.position from (${keysOf(tx, told)}) k join exchange_received r using (agency_id, case_id)`
  return new Set(rows.map(({ caseId, position }) => `${caseId} ${position}`))
}
