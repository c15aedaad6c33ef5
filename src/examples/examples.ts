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
type Line = ExampleGiven & { id: string; n: number; agencyId: string; state: ExampleState; why: string }
/** One line of an example, as somebody reads it. */
export type Own = Line & {
  by: string
  at: string
  /** Who wrote the words that were submitted last, whoever decided on them since. */
  author: string
  /** Of the whole example: its last line, and whether words that were approved still stand. */
  last: { n: number; state: ExampleState }
  stands: boolean
}

/** Who writes examples: whoever answers for cases. Who approves them: legal staff. */
export const EXAMPLE_WRITERS: readonly Role[] = ['handler', 'head', 'counsel']
export const EXAMPLE_DECIDERS: readonly Role[] = ['counsel']

type Looked = { outcome?: Outcome | undefined; q?: string | undefined }

/** Who reads: legal staff of these agencies read what waits, too, and whoever wrote it. */
export type Seen = { decides: readonly string[]; by: string }

/**
 * Lines that this person reads, of each example the last first: legal staff and its writer any, others the one that was approved last,
 * unless the example was taken out since. To withdraw what was submitted is to refuse it: what was approved before stands.
 */
const readable = (sql: Sql | Tx, { decides, by }: Seen) => sql`
  select distinct on (c.id) c.*, a.author, json_build_object('n', l.n, 'state', l.state) as last,
    coalesce(s.n > coalesce(t.n, 0), false) as stands
  from example_cases c
  join lateral (
    select w."by" as author from example_cases w where w.id = c.id and w.state = 'submitted' order by w.n desc limit 1) a on true
  join lateral (select n, state from example_cases w where w.id = c.id order by w.n desc limit 1) l on true
  join lateral (select max(n) as n from example_cases w where w.id = c.id and w.state = 'approved') s on true
  join lateral (
    select max(w.n) as n from example_cases w join example_cases b on b.id = w.id and b.n = w.n - 1
    where w.id = c.id and w.state = 'withdrawn' and b.state <> 'submitted') t on true
  where (c.agency_id = any(${decides as string[]}) or a.author = ${by} or (c.n = s.n and s.n > coalesce(t.n, 0)))`

/** Those of these agencies, the latest first, each in the words that this person reads. */
export async function ownExamples(
  sql: Sql,
  agencyIds: readonly string[],
  { outcome, q }: Looked,
  seen: Seen,
): Promise<Own[]> {
  const rows = await sql<Own[]>`
    select e.* from (${readable(sql, seen)} and c.agency_id = any(${agencyIds as string[]}) order by c.id, c.n desc) e
    where true ${outcome ? sql`and e.outcome = ${outcome}` : sql``}
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

/** One of these agencies, in the words that this person reads. @throws Refusal NOT_FOUND */
export async function theExample(sql: Sql | Tx, id: string, agencyIds: readonly string[], seen: Seen): Promise<Own> {
  const [row] = await sql<Own[]>`
    ${readable(sql, seen)} and c.id = ${id} and c.agency_id = any(${agencyIds as string[]}) order by c.id, c.n desc`
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
  const [last] = await tx<{ n: number }[]>`
    select coalesce(max(n), 0)::int as n from example_cases where agency_id = ${of.agencyId} and id = ${id}`
  // Any other number would jump over words that were not read, or leave none for the next line.
  if ((of.from ?? 0) !== last!.n) throw changedMeanwhile()
  await add(
    tx,
    house,
    { ...given, id, n: (of.from ?? 0) + 1, agencyId: of.agencyId, state: 'submitted', why: '' },
    username,
  )
  return id
}

/**
 * A decision of legal staff on the words that they read, which somebody else wrote, whoever decided on them before; or taking an example
 * out. To withdraw new words leaves those that were approved; once more takes them out, too.
 * @throws Refusal FACT_REFUSED for one's own, and for what is decided already; INVALID (CHANGED_MEANWHILE)
 */
export async function decideExample(
  tx: Tx,
  house: Pick<House, 'time'>,
  own: Own,
  { state, why }: { state: 'approved' | 'withdrawn'; why: string },
  { username }: By,
): Promise<void> {
  if (state === 'approved' && own.author === `staff:${username}`)
    throw new Refusal('FACT_REFUSED', { message: '自己写的案例由另一位法制审核员批准' })
  const isDone = own.state === state && (state === 'approved' || !own.stands)
  if (isDone) throw new Refusal('FACT_REFUSED', { message: '这个案例已经这样处理，没有再次记录' })
  const { id, n, agencyId, outcome, title, facts, comment, lesson, article } = own
  await add(
    tx,
    house,
    { id, n: n + 1, agencyId, outcome, title, facts, comment, lesson, article, state, why },
    username,
  )
}

const changedMeanwhile = () =>
  invalid({
    ...{ field: 'title', code: 'CHANGED_MEANWHILE' },
    message: '其他人刚刚修改过这个案例，没有覆盖。请刷新页面重新查看',
  })

async function add(tx: Tx, house: Pick<House, 'time'>, row: Line, username: string): Promise<void> {
  const by = `staff:${username}`
  const [written] = await tx`
    insert into example_cases ${tx({ ...row, by, at: house.time.now().toISOString() })} on conflict do nothing returning 1`
  if (!written) throw changedMeanwhile()
  const { agencyId, title, state, why } = row
  const after = { outcome: OUTCOMES[row.outcome].zh, state, why }
  await recordChange(tx, house, { agencyId, what: 'example', subject: title, before: null, after }, by)
}
