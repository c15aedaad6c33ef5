/**
 * How many public items a question finds: the numbers beside each choice of the reading room, and what tells a search in
 * which years its page lies. To count a common word is to read every item that holds it, so a count is kept until the room
 * changes; the database raises `released_version` in the transaction that changes an item. So is the order in which the items of
 * a whole sentence stand. SQL: a page of readers waits for it.
 */
import type { Sql } from '../db/client.ts'
import type { Topic } from '../web/words/topics.ts'
import { type Asked, askedIn } from './asking/asked.ts'
import { matching, scored } from './matching.ts'

/** So many items of an agency, a topic and a year fit so well; of a question without words all fit alike, by 0. */
export type Counted = { agencyId: string; topic: Topic; year: number; score: number; n: number }

type Answered = { answer: Promise<readonly unknown[]>; rows: number }
type Kept = { version: string; answers: Map<string, Answered>; rows: number }

/** Of each pool its own: a process may hold several houses. */
const kept = new WeakMap<Sql, Kept>()
/** Rows that are kept, of all questions together: some megabytes. */
const MOST = 20_000

export type RoomNow = {
  /** The counts of the words `q` alone, without the other filters of a question. */
  counts: (q?: string) => Promise<readonly Counted[]>
  /** What was answered under this key since the room last changed, or is answered now. */
  remembered: <T>(key: string, ask: () => Promise<readonly T[]>) => Promise<readonly T[]>
}

/** The room as it is from now on. Whoever asks the same meanwhile hears the same answer. */
export async function roomNow(sql: Sql): Promise<RoomNow> {
  const [now] = await sql<{ n: string }[]>`select n from released_version`
  const version = now?.n ?? '0' // nothing was ever in the room
  let mine = kept.get(sql)
  if (mine?.version !== version) {
    mine = { version, answers: new Map(), rows: 0 }
    kept.set(sql, mine)
  }
  const these = mine
  const remembered: RoomNow['remembered'] = <T>(key: string, ask: () => Promise<readonly T[]>) =>
    (these.answers.get(key)?.answer as Promise<readonly T[]> | undefined) ?? keep(these, key, ask())
  return {
    remembered,
    counts(q = '') {
      const asked = askedIn(q)
      const key = JSON.stringify([asked.terms, asked.whole]) // the whole title counts by itself
      return remembered(key, () => (asked.terms.length > 0 ? found(sql, asked) : all(sql)))
    },
  }
}

/** Those that were asked first give way to the new. */
async function keep<T>(mine: Kept, key: string, answer: Promise<readonly T[]>): Promise<readonly T[]> {
  const answered: Answered = { answer, rows: 0 }
  mine.answers.set(key, answered)
  try {
    await answer
  } catch (error) {
    mine.answers.delete(key)
    throw error
  }
  if (mine.answers.get(key) === answered) {
    answered.rows = 1 + (await answer).length
    mine.rows += answered.rows
  }
  for (const [oldest, { rows }] of mine.answers) {
    if (mine.rows <= MOST) break
    mine.rows -= rows
    mine.answers.delete(oldest)
  }
  return answer
}

/** Of all items the database itself keeps count. */
const all = (sql: Sql) => sql<Counted[]>`
  select agency_id, topic, year, 0 as score, n from released_counts where n > 0`

const found = (sql: Sql, { terms, whole }: Asked) => sql<Counted[]>`
  select r.agency_id, r.topic, extract(year from r.released_on)::int as year, ${scored(sql, terms, whole)} as score, count(*)::int as n
  from released r where ${matching(sql, terms, {})} group by 1, 2, 3, 4`
