/**
 * The search of the reading room. A page of a word that many items hold is read from the years in which it lies, newest first,
 * for its counts say which these are; any other word is looked up in the index of pairs. A sentence is ranked (`nearest.ts`). SQL: a page of readers waits for it.
 */
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { type Asked, askedIn } from './asking/asked.ts'
import { type Counted, type RoomNow, roomNow } from './counts.ts'
import { columns, holding, matching, narrowed, type Question, scored } from './matching.ts'
import { MOST_RANKED, type Ranked, ranked } from './nearest.ts'
import type { ReleasedRow } from './queries.ts'

const PAGE = 20

type Found = ReleasedRow & { score: number }
/** The item after which a page goes on. */
type Place = { score: number; on: Day; id: string }

export type Page = {
  rows: ReleasedRow[]
  next: string | null
  /** A sentence was asked: the items hold more or less of it, and those that hold most stand first. */
  ranked: boolean
  /** No item holds all that was asked for: these hold the most of it. */
  nearest: boolean
  /** Of all that was found, whatever agency, topic or days were chosen. */
  counts: readonly Counted[]
}

/**
 * Best first. Words: what stands in the title before 文号 before summary, the newer before the older. A sentence, or what goes by
 * other names: by how much of it an item holds. Where nothing holds all of it, the nearest.
 */
export async function search(sql: Sql, question: Question, room?: RoomNow, limit = PAGE): Promise<Page> {
  const asked = askedIn(question.q ?? '')
  const now = room ?? (await roomNow(sql))
  const counts = await now.counts(question.q)
  const n = sum(counts)
  if (asked.terms.length > 0 && (n === 0 || (asked.isTold && n <= MOST_RANKED))) {
    const inOrder = await now.remembered(`ranked ${asked.whole}`, async () =>
      ranked(sql, asked, { items: sum(await now.counts()), holdAll: n > 0, others: asked.isSentence || n === 0 }),
    )
    return {
      ...(await pageOf(sql, question, inOrder, limit)),
      ranked: asked.isSentence,
      nearest: n === 0 && inOrder.length > 0,
    }
  }
  const place = placeOf(question.cursor)
  const most = limit + 1
  const rows =
    asked.terms.length > 0
      ? await best(sql, asked, question, most, place, counts, await now.counts())
      : await newest(sql, question, most, place)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page,
    next: rows.length > limit && last ? `${last.score}_${last.releasedOn}_${last.id}` : null,
    ranked: false,
    nearest: false,
    counts,
  }
}

/** A page of items in their order. */
async function pageOf(
  sql: Sql,
  { agency, topic, from = '', to = '9999', cursor }: Question,
  all: readonly Ranked[],
  limit: number,
): Promise<Omit<Page, 'nearest' | 'ranked'>> {
  const fit = all.filter(
    (one) => (!agency || one.agencyId === agency) && (!topic || one.topic === topic) && from <= one.on && one.on <= to,
  )
  const start = Number(/^ranked_(\d{1,3})$/.exec(cursor ?? '')?.[1] ?? 0)
  const ids = fit.slice(start, start + limit).map(({ id }) => id)
  const rows = ids.length > 0 ? await withIds(sql, ids) : []
  return {
    rows: ids.flatMap((id) => rows.find((row) => row.id === id) ?? []),
    next: fit.length > start + limit ? `ranked_${start + limit}` : null,
    counts: all.map(({ agencyId, topic, on }) => ({ agencyId, topic, year: Number(on.slice(0, 4)), score: 0, n: 1 })),
  }
}

const withIds = (sql: Sql, ids: readonly string[]) => sql<ReleasedRow[]>`
  select ${columns(sql)}, a.name as agency_name from released r join agencies a on a.id = r.agency_id
  where r.id = any(${ids as string[]}) and r.withdrawn_on is null`

/** The place after which a page goes on. What is no such place is none: the list begins from the start. */
function placeOf(cursor: string | undefined): Place | undefined {
  const [, score, on, id] = /^(\d{1,3})_(\d{4}-\d{2}-\d{2})_(\d{4}-\d{4,9})$/.exec(cursor ?? '') ?? []
  return on && id && isCommonDay(on) ? { score: Number(score), on, id } : undefined
}

const newest = (sql: Sql, question: Question, most: number, place: Place | undefined) => sql<Found[]>`
  select ${columns(sql)}, 0 as score, a.name as agency_name from released r join agencies a on a.id = r.agency_id
  where ${matching(sql, [], question)} ${place ? sql`and (r.released_on, r.id) < (${place.on}::date, ${place.id})` : sql``}
  order by r.released_on desc, r.id desc limit ${most}`

async function best(
  sql: Sql,
  asked: Asked,
  question: Question,
  most: number,
  place: Place | undefined,
  found: readonly Counted[],
  all: readonly Counted[],
): Promise<Found[]> {
  const { cells, holds } = cellsOf(found, question, most, place)
  const within = cells.map(({ from, to }) => sum(all.filter(({ year }) => from <= year && year <= to)))
  if (sum(found) <= total(within)) return byPairs(sql, asked, question, most, place)
  const rows: Found[] = []
  for (const cell of cells) {
    rows.push(...(await byYears(sql, asked, question, most - rows.length, place, cell)))
    if (rows.length === most) return rows
  }
  // Fewer than were counted: one of them was withdrawn in between.
  return rows.length < holds ? byPairs(sql, asked, question, most, place) : rows
}

const total = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0)
const sum = (counts: readonly Counted[]) => total(counts.map(({ n }) => n))

/** Items that fit so well, of these years. */
type Cell = { score: number; from: number; to: number }

/** Where the next `most` items lie, best first, and how many lie there for certain, `most` at most. */
function cellsOf(found: readonly Counted[], { agency, topic, from, to }: Question, most: number, place?: Place) {
  const years = new Map<string, Counted>()
  for (const one of found) {
    if ((agency && one.agencyId !== agency) || (topic && one.topic !== topic)) continue
    const key = `${one.score} ${one.year}`
    years.set(key, { ...one, n: one.n + (years.get(key)?.n ?? 0) })
  }
  const inOrder = [...years.values()]
    .filter(({ year }) => (!from || `${year}-12-31` >= from) && (!to || `${year}-01-01` <= to))
    .sort((a, b) => b.score - a.score || b.year - a.year)
  const cells: Cell[] = []
  let holds = 0
  for (const { score, year, n } of inOrder) {
    const of = place && (place.score - score || Number(place.on.slice(0, 4)) - year)
    if (of !== undefined && of < 0) continue // before the place
    if (holds >= most) break
    const whole = of !== 0 && (!from || `${year}-01-01` >= from) && (!to || `${year}-12-31` <= to)
    if (whole) holds += n
    const last = cells.at(-1)
    if (last?.score === score) last.from = year
    else cells.push({ score, from: year, to: year })
  }
  return { cells, holds: Math.min(holds, most) }
}

/** Reads the items of some years, newest first, until there are enough. */
const byYears = (
  sql: Sql,
  { terms, whole }: Asked,
  question: Question,
  most: number,
  place: Place | undefined,
  { score, from, to }: Cell,
) => sql<Found[]>`
  select ${columns(sql)}, ${score}::int as score, a.name as agency_name from released r join agencies a on a.id = r.agency_id
  where ${narrowed(sql, question)} and r.released_on between ${`${from}-01-01`} and ${`${to}-12-31`}
    ${holding(sql, terms)} and ${scored(sql, terms, whole)} = ${score}
    ${place?.score === score ? sql`and (r.released_on, r.id) < (${place.on}::date, ${place.id})` : sql``}
  order by r.released_on desc, r.id desc limit ${most}`

/** Reads every item that the index of pairs finds. */
const byPairs = (sql: Sql, { terms, whole }: Asked, question: Question, most: number, place: Place | undefined) => sql<
  Found[]
>`
  select f.*, a.name as agency_name from (
    select ${columns(sql)}, ${scored(sql, terms, whole)} as score from released r where ${matching(sql, terms, question)}
  ) f join agencies a on a.id = f.agency_id
  where true ${place ? sql`and (f.score, f.released_on, f.id) < (${place.score}, ${place.on}::date, ${place.id})` : sql``}
  order by f.score desc, f.released_on desc, f.id desc limit ${most}`
