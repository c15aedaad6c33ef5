/** The search of the desk through the API, which gives the list alone; what the numbers over it cost, `desk` measures. */
import type postgres from 'postgres'
import { fold } from '../../src/ground/fold.ts'
import { lookedUpBy } from '../../src/ledger/search.ts'
import { type Asked, besideSql, type Question } from './asked.ts'
import { manyCases } from './million.ts'
import { type Office, signedInAs } from './office.ts'
import { type Seen, seenByHandler } from './seen.ts'

const WANTED = 100 // ms
const PAGE = 50

export async function benchSearchDesk() {
  const office = await manyCases()
  return besideSql('search:desk', 'search of all cases', office, await searchQuestions(office), WANTED)
}

/** A number, a receipt, a title and a name as they stand, a road with its matter, a word; two characters that are common, two that stand nowhere. */
export async function searchQuestions({ app, house }: Office): Promise<Asked> {
  const headers = await signedInAs(app, 'handler')
  const seen = await seenByHandler(house.sql)
  const [some] = await house.sql<{ number: string; receipt: string; title: string; applicantName: string }[]>`
    select number, receipt, title, applicant_name from cases
    where stage = 'archive' and number is not null and ${seen(house.sql)} order by md5(id::text) limit 1`
  const { number, receipt, title, applicantName } = some!
  const words = [number, receipt, title, applicantName, '梨花路危旧房改造', '排污口', '补偿', '飞碟']
  const questions: Question[] = []
  for (const q of words) {
    const folded = fold(q)
    const order = await inOrderOf(house.sql, folded, seen)
    const raw = await fastest(house.sql, folded, seen, order)
    questions.push({
      path: `/api/v1/cases?q=${encodeURIComponent(q)}`,
      headers,
      raw: async (sql) => ({ ids: await raw(sql, folded, seen, order) }),
    })
  }
  return {
    questions,
    idsIn: (body) => (JSON.parse(body) as { cases: { id: string }[] }).cases.map(({ id }) => id),
  }
}

type Order = 'best' | 'due'
type Search = (sql: postgres.Sql, q: string, seen: Seen, order: Order) => Promise<string[]>

/** The best SQL for a rare word is the worst for a common one: each question is asked by the way that serves it best. */
async function fastest(sql: postgres.Sql, q: string, seen: Seen, order: Order): Promise<Search> {
  const tried: { way: Search; took: number }[] = []
  for (const way of [...(/^[\d-]+$/.test(q) ? [byNumber] : []), lookUp, scan, ...(order === 'due' ? [walk] : [])]) {
    const started = performance.now()
    await way(sql, q, seen, order)
    tried.push({ way, took: performance.now() - started })
  }
  return tried.sort((a, b) => a.took - b.took)[0]!.way
}

/** By the number itself, where it is one. */
const byNumber: Search = (sql, q, seen) =>
  page(sql, sql`select * from cases where ${seen(sql)} and (number = ${q} or receipt = ${q})`, byDue(sql))

/** Where there are more they are not compared, and stand by their dates. */
const COMPARED = 2_000
/** In the title, by the applicant, in the application. */
const inOrder = (sql: postgres.Sql, q: string, order: Order) =>
  order === 'due' ? byDue(sql) : sql`${rank(sql, q)}, ${byDue(sql)}`
const byDue = (sql: postgres.Sql) => sql`c.stage = 'archive', c.next_due_on, c.id`
const rank = (sql: postgres.Sql, q: string) =>
  sql`case when strpos(translate(c.title, '（）', '()'), ${q}) > 0 then 0 when strpos(c.applicant_name, ${q}) > 0 then 1 else 2 end`

/** By the indexes of two neighbouring characters, agency by agency. */
const lookUp: Search = (sql, q, seen, order) =>
  page(
    sql,
    sql`select c.* from agencies a cross join lateral (
      select * from cases where agency_id = a.id and (stage = 'archive' or stage <> 'archive') and ${seen(sql)}
        and pairs_in(agency_id, pairs) @> pairs_in(a.id, ${lookedUpBy([q])}::int[]) and strpos(search, ${q}) > 0
    ) c order by ${inOrder(sql, q, order)} limit ${PAGE + 1}`,
    inOrder(sql, q, order),
  )

/** Every row, without asking an index that knows nothing of two characters. */
const scan: Search = (sql, q, seen, order) =>
  page(
    sql,
    sql`select * from cases c where ${seen(sql)} and strpos(search, ${q}) > 0
    order by ${inOrder(sql, q, order)} limit ${PAGE + 1}`,
    inOrder(sql, q, order),
  )

/** In the order of the list, until the page is full: what is open first, then the archive. */
const walk: Search = (sql, q, seen) =>
  page(
    sql,
    sql`
    (select c.* from agencies a cross join lateral (
      select * from cases where agency_id = a.id and stage <> 'archive' and strpos(search, ${q}) > 0 and ${seen(sql)}
      order by next_due_on, id limit ${PAGE + 1}) c order by c.next_due_on, c.id limit ${PAGE + 1})
    union all
    (select c.* from agencies a cross join lateral (
      select * from cases where agency_id = a.id and stage = 'archive' and strpos(search, ${q}) > 0 and ${seen(sql)}
      order by next_due_on, id limit ${PAGE + 1}) c order by c.next_due_on, c.id limit ${PAGE + 1})
    limit ${PAGE + 1}`,
    byDue(sql),
  )

/** The best first, where it is not in too many to be compared. */
async function inOrderOf(sql: postgres.Sql, q: string, seen: Seen): Promise<Order> {
  if (/^[\d-]+$/.test(q)) return 'due'
  const [found] = await sql<[{ n: number }]>`
    select count(*)::int as n from (select from cases where ${seen(sql)} and strpos(search, ${q}) > 0 limit ${COMPARED + 1}) c`
  return found!.n > COMPARED ? 'due' : 'best'
}

async function page(sql: postgres.Sql, found: postgres.Fragment, order: postgres.Fragment): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select c.id, c.number, c.receipt, c.title, c.applicant_name, c.stage, c.status, c.next_due_on, c.next_due_for, c.due_on,
      c.submitted_on, c.provisional, u.name as unit, p.name as handler, a.name as agency
    from (${found}) c join agencies a on a.id = c.agency_id
    left join units u on u.id = c.unit_id left join people p on p.id = c.handler_id
    order by ${order}`
  return rows.slice(0, PAGE).map(({ id }) => id)
}
