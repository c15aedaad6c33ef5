/** What a question asks of each item of the reading room: the parts of SQL that its list, its counts and the feed share. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { fold, indexQuestion } from '../ground/fold.ts'
import type { Topic } from '../web/words/topics.ts'

export type Question = {
  q?: string | undefined
  agency?: string | undefined
  topic?: Topic | undefined
  from?: Day | undefined
  to?: Day | undefined
  cursor?: string | undefined
}

/** What an item says of itself; without what it is searched by. */
export const columns = (sql: Sql) =>
  sql`r.id, r.uid, r.agency_id, r.case_id, r.position, r.title, r.document_number, r.summary, r.topic, r.basis, r.made_on,
      r.released_on, r.withdrawn_on, r.withdrawn_why, r.version, r.updated_at`

type Narrowing = Omit<Question, 'q' | 'cursor'>

/** The index finds rows with all bigrams of a word; that they stand together is asked of the row. */
export const matching = (sql: Sql, words: readonly string[], question: Narrowing) => sql`
  ${narrowed(sql, question)}
  ${words.length > 0 ? sql`and r.pairs @@ ${indexQuestion(words)}::tsquery` : sql``}
  ${holding(
    sql,
    words.filter((word) => [...word].length > 2),
  )}`

/** What is public, of one agency, one topic, some days. */
export const narrowed = (sql: Sql, { agency, topic, from, to }: Narrowing) => sql`r.withdrawn_on is null
  ${agency ? sql`and r.agency_id = ${agency}` : sql``}
  ${topic ? sql`and r.topic = ${topic}` : sql``}
  ${from ? sql`and r.released_on >= ${from}` : sql``}
  ${to ? sql`and r.released_on <= ${to}` : sql``}`

/** Each word is asked of the row itself, without an index. */
export const holding = (sql: Sql, words: readonly string[]) =>
  each(
    sql,
    words.map((word) => sql`and strpos(r.search, ${word}) > 0`),
  )

/** Fragments one after the other. */
const each = (sql: Sql, fragments: readonly Fragment[]): Fragment =>
  fragments.reduce((all, one) => sql`${all} ${one}`, sql``)

/** For each word 3 in the title, 2 in the 文号, 1 in the summary; one more for the whole title. */
export function scored(sql: Sql, words: readonly string[], q: string) {
  const [title, number] = [sql`split_part(r.search, E'\\n', 1)`, sql`split_part(r.search, E'\\n', 2)`]
  const ofWord = (word: string) =>
    sql`case when strpos(${title}, ${word}) > 0 then 3 when strpos(${number}, ${word}) > 0 then 2 else 1 end + `
  return sql`(${each(sql, words.map(ofWord))} (${title} = ${fold(q)})::int)`
}
