/**
 * How many public items a question finds: the numbers beside each choice of the reading room, and what tells a search in
 * which years its page lies. To count a common word is to read every item that holds it, so a count is kept until the room
 * changes; the database raises `released_version` in the transaction that changes an item. SQL: a page of readers waits for it.
 */
import type { Sql } from '../db/client.ts'
import { fold, wordsOf } from '../ground/fold.ts'
import type { Topic } from '../web/words/topics.ts'
import { matching, scored } from './matching.ts'

/** So many items of an agency, a topic and a year fit so well; of a question without words all fit alike, by 0. */
export type Counted = { agencyId: string; topic: Topic; year: number; score: number; n: number }

type Counting = { counts: Promise<readonly Counted[]>; rows: number }
type Kept = { version: string; questions: Map<string, Counting>; rows: number }

/** Of each pool its own: a process may hold several houses. */
const kept = new WeakMap<Sql, Kept>()
/** Rows that are kept, of all questions together: some megabytes. */
const MOST = 20_000

/** The counts of the words `q` alone, without the other filters of a question. */
export type Counts = (q?: string) => Promise<readonly Counted[]>

/** Counts as they are from now on. Whoever asks the same meanwhile hears the same answer. */
export async function countsNow(sql: Sql): Promise<Counts> {
  const [now] = await sql<{ n: string }[]>`select n from released_version`
  const version = now?.n ?? '0' // nothing was ever in the room
  let mine = kept.get(sql)
  if (mine?.version !== version) {
    mine = { version, questions: new Map(), rows: 0 }
    kept.set(sql, mine)
  }
  const these = mine
  return (q = '') => {
    const words = wordsOf(q)
    const question = JSON.stringify([words, fold(q)]) // the whole title counts by itself
    const known = these.questions.get(question)
    return known ? known.counts : keep(these, question, words.length > 0 ? found(sql, words, q) : all(sql))
  }
}

/** Those that were asked first give way to the new. */
async function keep(mine: Kept, question: string, counts: Counting['counts']): Promise<readonly Counted[]> {
  const counting: Counting = { counts, rows: 0 }
  mine.questions.set(question, counting)
  try {
    await counts
  } catch (error) {
    mine.questions.delete(question)
    throw error
  }
  if (mine.questions.get(question) === counting) {
    counting.rows = 1 + (await counts).length
    mine.rows += counting.rows
  }
  for (const [oldest, { rows }] of mine.questions) {
    if (mine.rows <= MOST) break
    mine.rows -= rows
    mine.questions.delete(oldest)
  }
  return counts
}

/** Of all items the database itself keeps count. */
const all = (sql: Sql) => sql<Counted[]>`
  select agency_id, topic, year, 0 as score, n from released_counts where n > 0`

const found = (sql: Sql, words: readonly string[], q: string) => sql<Counted[]>`
  select r.agency_id, r.topic, extract(year from r.released_on)::int as year, ${scored(sql, words, q)} as score, count(*)::int as n
  from released r where ${matching(sql, words, {})} group by 1, 2, 3, 4`
