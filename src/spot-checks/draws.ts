/** How an office checks, and what it drew when. SQL: asked in the transaction that draws, too; a handful of rows a year. */
import { randomBytes } from 'node:crypto'
import { type Day, plusDays, plusMonths } from '../../workflows/statute/days.ts'
import { json, type Sql, type Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { isId, newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import type { Role } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { drawInto } from './drawing.ts'
import { EXAMPLE } from './example-sheet.ts'
import type { Rules } from './tables.ts'

/** `n`: the version, 0 of the example. */
export type RulesInForce = { n: number; rules: Rules }

/** The last version, or the example where the office has set nothing. */
export async function rulesOf(sql: Sql | Tx, agencyId: string): Promise<RulesInForce> {
  const [last] = await sql<RulesInForce[]>`
    select n, rules from spot_rules where agency_id = ${agencyId} order by n desc limit 1`
  return last ?? { n: 0, rules: EXAMPLE }
}

/**
 * Sets how an office checks from the next draw on.
 * @param from the version that was read
 * @throws Refusal CHANGED_SINCE_READ where somebody has set another one meanwhile
 */
export async function setRules(
  tx: Tx,
  house: Pick<House, 'time'>,
  agencyId: string,
  { from, rules }: { from: number; rules: Rules },
  { username }: Pick<Viewer, 'username'>,
): Promise<void> {
  const by = `staff:${username}`
  const before = await rulesOf(tx, agencyId)
  const [set] = await tx`
    insert into spot_rules (agency_id, n, rules, "by", at)
    select ${agencyId}, ${from + 1}::int, ${json(rules)}::jsonb, ${by}, ${house.time.now().toISOString()}::timestamptz
    where ${before.n}::int = ${from}::int
    on conflict do nothing returning n`
  if (!set)
    throw new Refusal('CHANGED_SINCE_READ', { message: '抽查办法在您查看以后有人修改过，没有保存。请刷新页面重新修改' })
  await recordChange(
    tx,
    house,
    {
      agencyId,
      what: 'spotCheck',
      subject: `抽查办法第${from + 1}版`,
      before: before.n > 0 ? before.rules : null,
      after: rules,
    },
    by,
  )
}

export type Draw = {
  id: string
  agencyId: string
  agencyName: string
  month: Day
  seed: string
  rules: Rules
  by: string
  at: string
}
export type DrawCounted = Draw & { population: number; drawn: number }

/** The first and the last day of a month. @param month YYYY-MM */
function monthOf(month: string): { from: Day; to: Day } {
  const from = `${month}-01`
  return { from, to: plusDays(plusMonths(from, 1), -1) }
}

/** 2026年1月. */
export const monthInWords = (month: Day): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`

/**
 * Draws of the closed cases of a month, once.
 * @param month YYYY-MM, over
 * @param agencyIds of whose cases
 * @throws Refusal INVALID: month (UNFIT) where it is not over; FACT_REFUSED where the month was drawn, or had no closed case
 */
export async function draw(
  tx: Tx,
  house: Pick<House, 'time'>,
  agencyId: string,
  { month, agencyIds }: { month: string; agencyIds: readonly string[] },
  { username }: Pick<Viewer, 'username'>,
): Promise<string> {
  const { from, to } = monthOf(month)
  if (to >= house.time.today()) throw invalid({ field: 'month', code: 'UNFIT', message: '这个月还没有结束，不能抽取' })
  const { rules } = await rulesOf(tx, agencyId)
  const [id, by] = [newId(house.time.now()), `staff:${username}`]
  // Made here and now: who draws cannot choose it, and the month has no second draw.
  const seed = randomBytes(16).toString('hex')
  const [made] = await tx`
    insert into spot_draws (id, agency_id, month, seed, rules, "by", at)
    values (${id}, ${agencyId}, ${from}, ${seed}, ${json(rules)}::jsonb, ${by}, ${house.time.now().toISOString()})
    on conflict (agency_id, month) do nothing returning id`
  if (!made) throw new Refusal('FACT_REFUSED', { message: `${monthInWords(from)}已经抽取过，每月只抽取一次` })
  const { population, drawn } = await drawInto(tx, { id, seed, perStratum: rules.perStratum }, agencyIds, { from, to })
  if (population === 0) throw new Refusal('FACT_REFUSED', { message: `${monthInWords(from)}没有办结的申请，没有抽取` })
  const after = { seed, population, drawn, perStratum: rules.perStratum }
  await recordChange(
    tx,
    house,
    { agencyId, what: 'spotCheck', subject: `${monthInWords(from)}抽查`, before: null, after },
    by,
  )
  return id
}

const columns = (sql: Sql) => sql`d.id, d.agency_id, a.name as agency_name, d.month, d.seed, d.rules, d."by", d.at`

/** Of these offices the last three years, the latest month first: each is counted anew. */
export const drawsOf = (sql: Sql, agencyIds: readonly string[]) => sql<DrawCounted[]>`
  select ${columns(sql)}, n.population, n.drawn from spot_draws d join agencies a on a.id = d.agency_id
  cross join lateral (select count(*)::int as population, (count(*) filter (where drawn))::int as drawn
    from spot_cases where draw_id = d.id) n
  where d.agency_id = any(${agencyIds as string[]}) order by d.month desc, d.agency_id limit 36`

/** A draw of an office that they serve in one of these roles. @throws Refusal NOT_FOUND */
export async function theDraw(
  { sql }: Pick<House, 'sql'>,
  viewer: Viewer,
  id: string,
  roles: readonly Role[],
): Promise<Draw> {
  const found = isId(id) ? await drawById(sql, id) : undefined
  if (!found || !agenciesAs(viewer, roles).includes(found.agencyId)) throw notFound()
  return found
}

/** Whoever asks. */
export async function drawById(sql: Sql, id: string): Promise<Draw | undefined> {
  const [found] = await sql<Draw[]>`
    select ${columns(sql)} from spot_draws d join agencies a on a.id = d.agency_id where d.id = ${id}`
  return found
}
