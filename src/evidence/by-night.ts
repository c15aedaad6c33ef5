/**
 * By night: is each case row still what its ledger comes to? Every case that changed, and a share of all others. And
 * does the log have every fact, or does it wait for it? SQL:
 * the night asks, no page does.
 */

import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { masked, report } from '../ground/log.ts'
import { type House, overAll } from '../house.ts'
import { faultOfCase } from './whole/case-check.ts'
import { UNLOGGED, unloggedFacts } from './whole/log-check.ts'

/** Nights in which every case is checked once, whether it changed or not. */
const ROUND = 30
/** A small office is checked whole each night. */
const LEAST_SHARE = 200
/** So many facts at most are named that the log lacks. */
const NAMED = 100
/** So many cases see one moment of the database: a transaction of about a second. */
const BATCH = 200
/** Milliseconds: one missed night is let pass; after that the operator is told. */
const OVERDUE = 2 * 86_400_000

export type Difference = CaseKey & { what: string; position: number | null }

type Night = { logSize: number; agencyId: string | null; caseId: string | null }

/**
 * Checks the cases with facts since the last night, those that differed then, and this night's share of the round.
 * What differs is written to stderr and kept in `differing_cases` until it agrees again.
 */
export async function checkByNight(
  of: Pick<House, 'sql' | 'everywhere' | 'lawFor' | 'time' | 'keys'>,
): Promise<Difference[]> {
  const house = overAll(of)
  const { sql, time } = house
  const [before] = await sql<Night[]>`
    select log_size::int, agency_id, case_id from night_checks order by id desc limit 1`
  const [log] = await sql<{ size: number }[]>`select coalesce(max(index) + 1, 0)::int as size from log`
  const share = await shareOf(sql, before)
  const due = new Map<string, CaseKey>()
  for (const { agencyId, caseId } of [...(await changedSince(sql, before?.logSize ?? 0, log!.size)), ...share.cases])
    due.set(`${agencyId} ${caseId}`, { agencyId, caseId })

  const cases = [...due.values()]
  const differences: Difference[] = []
  for (let i = 0; i < cases.length; i += BATCH)
    differences.push(...(await house.sql.begin((tx) => checkAll(tx, house, cases.slice(i, i + BATCH)))))

  for (const { agencyId, caseId, position } of await unloggedFacts(sql, NAMED))
    if (!differences.some((known) => known.agencyId === agencyId && known.caseId === caseId))
      differences.push({ agencyId, caseId, what: UNLOGGED, position })

  for (const { agencyId, caseId, what, position } of differences)
    report('A case differs from its ledger', undefined, {
      ...{ agency: agencyId, case: caseId, why: masked(what), fact: position ?? undefined },
    })
  const at = time.now().toISOString()
  await sql.begin(async (tx) => {
    await keep(tx, differences, at)
    const { agencyId = null, caseId = null } = share.goesOnAfter ?? {}
    await tx`insert into night_checks ${tx({ at, cases: cases.length, logSize: log!.size, agencyId, caseId })}`
  })
  return differences
}

const changedSince = (sql: Sql, from: number, to: number) => sql<CaseKey[]>`
  select agency_id, case_id from log where index >= ${from} and index < ${to} group by agency_id, case_id
  union select agency_id, case_id from differing_cases`

async function shareOf(sql: Sql, before: Night | undefined) {
  const [all] = await sql<{ cases: number }[]>`select count(*)::int as cases from cases`
  const size = Math.max(LEAST_SHARE, Math.ceil(all!.cases / ROUND))
  const cases = before?.caseId
    ? await sql<CaseKey[]>`
        select agency_id, id as case_id from cases where (agency_id, id) > (${before.agencyId}, ${before.caseId})
        order by agency_id, id limit ${size}`
    : await sql<CaseKey[]>`select agency_id, id as case_id from cases order by agency_id, id limit ${size}`
  return { cases, goesOnAfter: cases.length < size ? undefined : cases.at(-1) }
}

async function checkAll(
  tx: Tx,
  house: Pick<House, 'lawFor' | 'time' | 'keys'>,
  cases: readonly CaseKey[],
): Promise<Difference[]> {
  await tx`set transaction isolation level repeatable read, read only`
  const differences: Difference[] = []
  for (const { agencyId, caseId } of cases) {
    const fault = await faultOfCase(tx, house, { agencyId, caseId })
    if (fault) differences.push({ agencyId, caseId, what: fault.what, position: fault.position ?? null })
  }
  return differences
}

/** Every case that differed before was checked again: what is not among these agrees now. */
async function keep(tx: Tx, differences: readonly Difference[], at: string): Promise<void> {
  const ids = differences.map(({ caseId }) => caseId)
  await tx`delete from differing_cases where not case_id = any(${ids}::uuid[])`
  for (const difference of differences)
    await tx`
      insert into differing_cases ${tx({ ...difference, since: at })}
      on conflict (agency_id, case_id) do update set what = excluded.what, position = excluded.position`
}

/** For the operator: `ok`, or what the last nights found. Before the first night there is nothing to say. */
export async function nightReport(sql: Sql, now: Date): Promise<string> {
  const [count] = await sql<{ differing: number; since: string | null; last: string | null }[]>`
    select (select count(*)::int from differing_cases) as differing, (select min(since) from differing_cases) as since,
      (select max(at) from night_checks) as last`
  const { differing, since, last } = count!
  const day = (instant: string) => new Date(instant).toISOString()
  if (differing > 0) return `${differing} case rows differ from their ledger, the first since ${day(since!)}`
  const late = last !== null && now.getTime() - new Date(last).getTime() > OVERDUE
  return late ? `case rows were last held against their ledger at ${day(last)}` : 'ok'
}
