/** What a question asks of each item of the reading room: the parts of SQL that its list, its counts and the feed share. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { indexQuestion } from '../ground/fold.ts'
import type { Topic } from '../web/words/topics.ts'
import type { Term } from './asking/asked.ts'

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
export const matching = (sql: Sql, terms: readonly Term[], question: Narrowing) => sql`
  ${narrowed(sql, question)}
  ${terms.length > 0 ? sql`and r.pairs @@ ${indexTerms(terms)}::tsquery` : sql``}
  ${holding(
    sql,
    terms.filter((term) => term.some((word) => [...word].length > 2)),
  )}`

/** The question to the index: of each term the bigrams of one of its words. */
const indexTerms = (terms: readonly Term[]): string =>
  terms.map((term) => `(${term.map((word) => `(${indexQuestion([word])})`).join(' | ')})`).join(' & ')

/** What is public, of one agency, one topic, some days. */
export const narrowed = (sql: Sql, { agency, topic, from, to }: Narrowing) => sql`r.withdrawn_on is null
  ${agency ? sql`and r.agency_id = ${agency}` : sql``}
  ${topic ? sql`and r.topic = ${topic}` : sql``}
  ${from ? sql`and r.released_on >= ${from}` : sql``}
  ${to ? sql`and r.released_on <= ${to}` : sql``}`

/** Each term is asked of the row itself, without an index. */
export const holding = (sql: Sql, terms: readonly Term[]) =>
  each(
    sql,
    terms.map((term) => sql`and ${standsIn(sql, sql`r.search`, term)}`),
  )

/** Whether any word of the term stands there. */
const standsIn = (sql: Sql, text: Fragment, term: Term) =>
  sql`(${term.map((word) => sql`strpos(${text}, ${word}) > 0`).reduce((any, one) => sql`${any} or ${one}`)})`

/** Fragments one after the other. */
const each = (sql: Sql, fragments: readonly Fragment[]): Fragment =>
  fragments.reduce((all, one) => sql`${all} ${one}`, sql``)

/** For each term 3 in the title, 2 in the 文号, 1 in the summary; one more for the whole title. */
export function scored(sql: Sql, terms: readonly Term[], whole: string) {
  const [title, number] = [sql`split_part(r.search, E'\\n', 1)`, sql`split_part(r.search, E'\\n', 2)`]
  const ofTerm = (term: Term) =>
    sql`case when ${standsIn(sql, title, term)} then 3 when ${standsIn(sql, number, term)} then 2 else 1 end + `
  return sql`(${each(sql, terms.map(ofTerm))} (${title} = ${whole})::int)`
}
