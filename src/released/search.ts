/**
 * The search of the reading room. A page of a word that many items hold is read from the years in which it lies, newest first,
 * for its counts say which these are; any other word is looked up in the index of pairs. SQL: a page of readers waits for it.
 */
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { wordsOf } from '../ground/fold.ts'
import { type Counted, type Counts, countsNow } from './counts.ts'
import { columns, holding, matching, narrowed, type Question, scored } from './matching.ts'
import type { ReleasedRow } from './queries.ts'

const PAGE = 20

type Found = ReleasedRow & { score: number }
/** The item after which a page goes on. */
type Place = { score: number; on: Day; id: string }

/** Best first: what stands in the title before 文号 before summary, the newer before the older. */
export async function search(
  sql: Sql,
  question: Question,
  counts?: Counts,
  limit = PAGE,
): Promise<{ rows: ReleasedRow[]; next: string | null }> {
  const words = wordsOf(question.q ?? '')
  const place = placeOf(question.cursor)
  const most = limit + 1
  const rows =
    words.length > 0
      ? await best(sql, words, question, most, place, counts ?? (await countsNow(sql)))
      : await newest(sql, question, most, place)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page,
    next: rows.length > limit && last ? `${last.score}_${last.releasedOn}_${last.id}` : null,
  }
}

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
  words: readonly string[],
  question: Question,
  most: number,
  place: Place | undefined,
  counts: Counts,
): Promise<Found[]> {
  const [found, all] = await Promise.all([counts(question.q), counts()])
  const { cells, holds } = cellsOf(found, question, most, place)
  const within = cells.map(({ from, to }) => sum(all.filter(({ year }) => from <= year && year <= to)))
  if (sum(found) <= total(within)) return byPairs(sql, words, question, most, place)
  const rows: Found[] = []
  for (const cell of cells) {
    rows.push(...(await byYears(sql, words, question, most - rows.length, place, cell)))
    if (rows.length === most) return rows
  }
  // Fewer than were counted: one of them was withdrawn in between.
  return rows.length < holds ? byPairs(sql, words, question, most, place) : rows
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
  words: readonly string[],
  question: Question,
  most: number,
  place: Place | undefined,
  { score, from, to }: Cell,
) => sql<Found[]>`
  select ${columns(sql)}, ${score}::int as score, a.name as agency_name from released r join agencies a on a.id = r.agency_id
  where ${narrowed(sql, question)} and r.released_on between ${`${from}-01-01`} and ${`${to}-12-31`}
    ${holding(sql, words)} and ${scored(sql, words, question.q!)} = ${score}
    ${place?.score === score ? sql`and (r.released_on, r.id) < (${place.on}::date, ${place.id})` : sql``}
  order by r.released_on desc, r.id desc limit ${most}`

/** Reads every item that the index of pairs finds. */
const byPairs = (sql: Sql, words: readonly string[], question: Question, most: number, place: Place | undefined) => sql<
  Found[]
>`
  select f.*, a.name as agency_name from (
    select ${columns(sql)}, ${scored(sql, words, question.q!)} as score from released r where ${matching(sql, words, question)}
  ) f join agencies a on a.id = f.agency_id
  where true ${place ? sql`and (f.score, f.released_on, f.id) < (${place.score}, ${place.on}::date, ${place.id})` : sql``}
  order by f.score desc, f.released_on desc, f.id desc limit ${most}`
