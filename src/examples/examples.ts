/**
 * The example cases that somebody reads: the judged losses that the product ships, and those of their agencies. SQL: what is
 * asked of them is asked in the transaction of a decision, too.
 */
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { fold, wordsOf } from '../ground/fold.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import type { Role } from '../people/may.ts'
import { lookOver, NOBODY } from '../released/look-over.ts'
import type { ExampleState } from './tables.ts'

/** One that comes with the product: told from a judged loss, with a drill. */
export type Shipped = {
  id: string
  group: string
  /** Null where it was lost on something else than an outcome. */
  outcome: Outcome | null
  title: string
  comment: string
  lesson: string
  article: string
  source: string
}

export type ExampleGiven = {
  outcome: Outcome
  title: string
  facts: string
  comment: string
  lesson: string
  article: string
}
export type Own = ExampleGiven & {
  id: string
  n: number
  agencyId: string
  state: ExampleState
  why: string
  by: string
  at: string
}

/** Who writes examples: whoever answers for cases. Who approves them: legal staff. */
export const EXAMPLE_WRITERS: readonly Role[] = ['handler', 'head', 'counsel']
export const EXAMPLE_DECIDERS: readonly Role[] = ['counsel']

type Looked = { outcome?: Outcome | undefined; q?: string | undefined }

/** Those of these agencies as they stand, the latest first. @param seen who is not legal staff sees what is approved, and their own */
export async function ownExamples(
  sql: Sql,
  agencyIds: readonly string[],
  { outcome, q }: Looked,
  seen: { all: boolean; by: string },
): Promise<Own[]> {
  const rows = await sql<Own[]>`
    select e.* from (
      select distinct on (id) id, n, agency_id, outcome, title, facts, comment, lesson, article, state, why, "by", at
      from example_cases where agency_id = any(${agencyIds as string[]}) order by id, n desc) e
    where true ${outcome ? sql`and e.outcome = ${outcome}` : sql``}
      ${seen.all ? sql`` : sql`and (e.state = 'approved' or e."by" = ${seen.by})`}
    order by e.at desc, e.id`
  return rows.filter((row) => holds(q, [row.title, row.facts, row.comment, row.lesson]))
}

/** Each word stands somewhere in the texts. */
const holds = (q: string | undefined, texts: readonly string[]): boolean => {
  const whole = fold(texts.join('\n'))
  return wordsOf(q ?? '').every((word) => whole.includes(word))
}

/** Of those that the product ships, what was asked for. */
export const shippedLike = (shipped: readonly Shipped[], { outcome, q }: Looked): Shipped[] =>
  shipped.filter(
    (one) => (!outcome || one.outcome === outcome) && holds(q, [one.title, one.comment, one.lesson, one.article]),
  )

/** One of these agencies, as it stands. @throws Refusal NOT_FOUND */
export async function theExample(sql: Sql | Tx, id: string, agencyIds: readonly string[]): Promise<Own> {
  const [row] = await sql<Own[]>`
    select id, n, agency_id, outcome, title, facts, comment, lesson, article, state, why, "by", at
    from example_cases where id = ${id} and agency_id = any(${agencyIds as string[]}) order by n desc limit 1`
  if (!row) throw notFound()
  return row
}

type By = { username: string }

/**
 * Puts an example down, or anew after it came back; it waits for legal staff.
 * @param of the agency, or the example as its writer read it
 * @throws Refusal INVALID (PERSONAL_DATA) naming each field that lays somebody open, (CHANGED_MEANWHILE)
 */
export async function writeExample(
  tx: Tx,
  house: Pick<House, 'time'>,
  of: { agencyId: string; id?: string; from?: number },
  given: ExampleGiven,
  { username }: By,
): Promise<string> {
  const faults = lookOver(given, NOBODY)
  if (faults.length > 0) throw invalid(...faults)
  const id = of.id ?? newId(house.time.now())
  await add(
    tx,
    house,
    { ...given, id, n: (of.from ?? 0) + 1, agencyId: of.agencyId, state: 'submitted', why: '' },
    username,
  )
  return id
}

/**
 * A decision of legal staff, who did not write it; or taking an example out.
 * @throws Refusal FACT_REFUSED for one's own, and for what is decided already; INVALID (CHANGED_MEANWHILE)
 */
export async function decideExample(
  tx: Tx,
  house: Pick<House, 'time'>,
  own: Own,
  { state, why }: { state: 'approved' | 'withdrawn'; why: string },
  { username }: By,
): Promise<void> {
  if (state === 'approved' && own.by === `staff:${username}`)
    throw new Refusal('FACT_REFUSED', { message: '自己写的案例由另一位法制审核员批准' })
  if (own.state === state) throw new Refusal('FACT_REFUSED', { message: '这个案例已经这样处理，没有再次记录' })
  const { id, n, agencyId, outcome, title, facts, comment, lesson, article } = own
  await add(
    tx,
    house,
    { id, n: n + 1, agencyId, outcome, title, facts, comment, lesson, article, state, why },
    username,
  )
}

async function add(tx: Tx, house: Pick<House, 'time'>, row: Omit<Own, 'by' | 'at'>, username: string): Promise<void> {
  const by = `staff:${username}`
  const [written] = await tx`
    insert into example_cases ${tx({ ...row, by, at: house.time.now().toISOString() })} on conflict do nothing returning 1`
  if (!written)
    throw invalid({
      ...{ field: 'title', code: 'CHANGED_MEANWHILE' },
      message: '其他人刚刚修改过这个案例，没有覆盖。请刷新页面重新查看',
    })
  const { agencyId, title, state, why } = row
  const after = { outcome: OUTCOMES[row.outcome].zh, state, why }
  await recordChange(tx, house, { agencyId, what: 'example', subject: title, before: null, after }, by)
}
