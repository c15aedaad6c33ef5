/**
 * The items that hold the most of a question, in the order in which they answer it. Those are read that hold all of it, and those
 * that hold its rarest pairs of characters, a thousand of each: however large the room is, a question reads no more of it. SQL: a
 * page of readers waits for it.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { anyOf } from '../ground/fold.ts'
import { TOPICS, type Topic } from '../web/words/topics.ts'
import type { Asked } from './asking/asked.ts'
import { type Commonness, mostWith, pairsOf, rated, type Unit, unitsOf } from './asking/rank.ts'
import { matching } from './matching.ts'

/** So many items are read for a question, of each way in which they may fit. */
export const MOST_RANKED = 1_000
/** So many are listed: ten pages. */
const MOST_LISTED = 200
/** An item is near that holds so much of the question, and of what the best one holds. */
const LEAST = 0.3
const LEAST_OF_WORDS = 0.55
const OF_BEST = 0.5
/** A 文号 is that of one paper, and near to none. */
const NUMBER = /\(\d{4}\)(?:第)?\d+号?/u
/** So much of a summary is looked at. */
const SUMMARY = 600
/** Among those that are as near, the newer first. */
export type Ranked = { id: string; agencyId: string; topic: Topic; on: Day; score: number }

type Candidate = Omit<Ranked, 'score'> & { agencyName: string; search: string }

/** @param room how many items there are; whether any hold all of the question; whether others are wanted, too */
export async function ranked(
  sql: Sql,
  asked: Asked,
  { items, holdAll, others }: { items: number; holdAll: boolean; others: boolean },
): Promise<Ranked[]> {
  const commonness = await commonnessOf(sql, asked, items)
  const units = unitsOf(asked, commonness)
  const pairs = others && !NUMBER.test(asked.whole) ? rarest(units, commonness) : []
  const candidates = [
    ...(holdAll ? await thatHoldAll(sql, asked) : []),
    ...(pairs.length > 0 ? await withAny(sql, pairs) : []),
  ]
  const unlike = [...new Map(candidates.map((one) => [one.id, one])).values()]
  const all = unlike.map(({ id, agencyId, topic, on, agencyName, search }) => {
    const [title = '', number = '', ...summary] = search.split('\n')
    const text = { title, beside: `${number}\n${TOPICS[topic]}\n${agencyName}`, summary: summary.join('\n') }
    return { id, agencyId, topic, on, ...rated(text, units, asked) }
  })
  const best = all.reduce((most, { share }) => Math.max(most, share), 0)
  return all
    .filter(({ share }) => !others || share >= Math.max(asked.isTold ? LEAST : LEAST_OF_WORDS, OF_BEST * best))
    .sort((a, b) => b.score - a.score || (a.on < b.on ? 1 : a.on > b.on ? -1 : a.id < b.id ? 1 : -1))
    .slice(0, MOST_LISTED)
    .map(({ id, agencyId, topic, on, score }) => ({ id, agencyId, topic, on, score }))
}

async function commonnessOf(sql: Sql, { terms }: Asked, all: number): Promise<Commonness> {
  const pairs = [...new Set(terms.flat().flatMap(pairsOf))]
  const rows = await sql<{ pair: string; n: number }[]>`
    select pair, n from released_pair_counts where pair = any(${pairs})`
  const counted = new Map(rows.map(({ pair, n }) => [pair, n]))
  return { all, of: (pair) => counted.get(pair) ?? 0 }
}

/** The rarest pair of each word, the rarest first, as long as few items hold them; one at least. */
function rarest(units: readonly Unit[], commonness: Commonness): string[] {
  const { of } = commonness
  const pairs = units
    .flatMap(({ words }) => words)
    .filter((word) => pairsOf(word).length > 0 && mostWith(word, commonness) > 0)
    .map((word) => pairsOf(word).reduce((rarer, pair) => (of(pair) < of(rarer) ? pair : rarer)))
    .sort((a, b) => of(a) - of(b))
  const taken: string[] = []
  let reads = 0
  for (const pair of new Set(pairs)) {
    reads += of(pair)
    if (reads > MOST_RANKED && taken.length > 0) break
    taken.push(pair)
  }
  return taken
}

const candidate = (sql: Sql) => sql`
  select r.id, r.agency_id, r.topic, r.released_on as "on", left(r.search, ${SUMMARY}) as search, a.name as agency_name
  from released r join agencies a on a.id = r.agency_id`

const thatHoldAll = (sql: Sql, { terms }: Asked) => sql<Candidate[]>`
  ${candidate(sql)} where ${matching(sql, terms, {})} limit ${MOST_RANKED}`

const withAny = (sql: Sql, pairs: readonly string[]) => sql<Candidate[]>`
  ${candidate(sql)} where r.withdrawn_on is null and r.pairs @@ ${anyOf(pairs)}::tsquery limit ${MOST_RANKED}`
