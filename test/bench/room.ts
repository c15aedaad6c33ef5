/** The reading room as anybody opens it: the newest, by agency, subject or year, and searched; with the number beside each choice. */
import type postgres from 'postgres'
import { indexQuestion, wordsOf } from '../../src/ground/fold.ts'
import { type Asked, besideSql, CONNECTIONS, p95OfProduct, type Question } from './asked.ts'
import { manyItems } from './items.ts'
import { lessIsBetter, type Result } from './result.ts'

const WANTED = 100 // ms
const PAGE = 20

export async function benchRoom(): Promise<Result[]> {
  const office = await manyItems()
  const asked = await p95OfProduct(office, { questions: inSentences, idsIn: () => [] })
  return [
    ...(await besideSql('room', 'list and numbers', office, roomQuestions(), WANTED)),
    lessIsBetter({
      bench: 'room',
      value: asked,
      unit: 'ms p95',
      baseline: `questions in sentences and by other names: asked at ${CONNECTIONS} connections`,
      baselineValue: WANTED,
    }),
  ]
}

/** Which items answer them is held by the tests of the search; there is no plain SQL that says the same. */
const inSentences: Question[] = [
  '拆迁补偿标准是多少',
  '竹林街的学区是怎么划分的',
  '怎么申请加装电梯补贴',
  '梨花路危旧房',
  '飞碟在哪里降落',
].map((q) => ({ path: `/released?q=${encodeURIComponent(q)}`, raw: async () => ({ ids: [] }) }))

export const roomQuestions = (): Asked => ({
  questions: [
    all(''),
    all('?topic=housing', (sql) => sql`and r.topic = 'housing'`),
    all('?agency=yunxi', (sql) => sql`and r.agency_id = 'yunxi'`),
    all('?year=2020', (sql) => sql`and r.released_on between '2020-01-01' and '2020-12-31'`),
    found('排污'),
    found('梨花路河道'),
    found('云溪发〔2023〕417号'),
    found('飞碟降落'),
  ],
  idsIn: (body) => [...new Set([...body.matchAll(/\/released\/(\d{4}-\d+)"/g)].map(([, id]) => id!))],
})

type Narrowed = (sql: postgres.Sql) => postgres.Fragment

/** Newest first, from the index of days. */
const all = (query: string, narrowed: Narrowed = (sql) => sql``): Question => ({
  path: `/released${query}`,
  async raw(sql) {
    const [rows, numbers] = await Promise.all([
      sql<{ id: string }[]>`
        select ${shown(sql)} from released r join agencies a on a.id = r.agency_id
        where r.withdrawn_on is null ${narrowed(sql)} order by r.released_on desc, r.id desc limit ${PAGE + 1}`,
      counts(sql, (sql) => sql``),
    ])
    // Beside an agency stand those that fit the other choices, too.
    return { ids: await withFiles(sql, rows), numbers: query ? [] : byAgency(numbers) }
  },
})

/** Best first, from the index of pairs: the title counts three, the 文号 two, the summary one; one more for the whole title. */
function found(q: string): Question {
  const [word] = wordsOf(q) as [string]
  const matching: Narrowed = (sql) =>
    sql`and r.pairs @@ ${indexQuestion([word])}::tsquery and strpos(r.search, ${word}) > 0`
  return {
    path: `/released?q=${encodeURIComponent(q)}`,
    async raw(sql) {
      const title = sql`split_part(r.search, E'\\n', 1)`
      const [rows, numbers] = await Promise.all([
        sql<{ id: string }[]>`
          select ${shown(sql)} from released r join agencies a on a.id = r.agency_id
          where r.withdrawn_on is null ${matching(sql)}
          order by case when strpos(${title}, ${word}) > 0 then 3 + (${title} = ${word})::int
            when strpos(split_part(r.search, E'\\n', 2), ${word}) > 0 then 2 else 1 end desc,
            r.released_on desc, r.id desc limit ${PAGE + 1}`,
        counts(sql, matching),
      ])
      return { ids: await withFiles(sql, rows), numbers: byAgency(numbers) }
    },
  }
}

const shown = (
  sql: postgres.Sql,
) => sql`r.id, r.uid, r.agency_id, r.title, r.document_number, r.summary, r.topic, r.made_on,
  r.released_on, r.version, r.updated_at, a.name as agency_name`

type Counted = { agency_id: string; n: number }

const byAgency = (counted: readonly Counted[]): number[] =>
  [...Map.groupBy(counted, ({ agency_id }) => agency_id).values()].map((of) => of.reduce((sum, { n }) => sum + n, 0))

const counts = (sql: postgres.Sql, matching: Narrowed) => sql<Counted[]>`
  select r.agency_id, r.topic, extract(year from r.released_on)::int as year, count(*)::int as n
  from released r where r.withdrawn_on is null ${matching(sql)} group by 1, 2, 3`

async function withFiles(sql: postgres.Sql, rows: readonly { id: string }[]): Promise<string[]> {
  const ids = rows.slice(0, PAGE).map(({ id }) => id)
  await sql`select released_id, id, name, size, type from released_files where released_id = any(${ids}) and taken_off is null`
  return ids
}
