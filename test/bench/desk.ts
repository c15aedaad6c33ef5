/** The desk as a handler opens it: the list, nearest statutory date first, with the numbers over it. */
import type postgres from 'postgres'
import { COUNTED } from '../../src/desk/counts.ts'
import { type Asked, besideSql, type Question } from './asked.ts'
import { manyCases } from './million.ts'
import { type Office, signedInAs } from './office.ts'
import { seenByHandler } from './seen.ts'

const WANTED = 100 // ms
const PAGE = 50

export async function benchDesk() {
  const office = await manyCases()
  return besideSql('desk', 'list and numbers', office, await deskQuestions(office), WANTED)
}

export async function deskQuestions({ app, house }: Office): Promise<Asked> {
  const headers = await signedInAs(app, 'handler')
  const today = house.time.today()
  const [{ id: handler } = { id: '' }] = await house.sql<
    { id: string }[]
  >`select id from people where username = 'handler'`
  const seen = await seenByHandler(house.sql)
  const ask = (query: string, narrowed: (sql: postgres.Sql) => postgres.Fragment): Question => ({
    path: `/desk${query}`,
    headers,
    async raw(sql) {
      const own = sql`${open(sql)} and ${seen(sql)} ${narrowed(sql)}`
      const [rows, numbers] = await Promise.all([list(sql, own, PAGE + 1), counts(sql, today, seen(sql))])
      return { ids: rows.slice(0, PAGE).map(({ id }) => id), numbers }
    },
  })
  return {
    questions: [
      ask('', (sql) => sql``),
      ask('?due=overdue', (sql) => overdue(sql, today)),
      ask('?stage=review', (sql) => sql`and stage = 'review'`),
      ask('?mine=yes', (sql) => sql`and handler_id = ${handler}`),
    ],
    idsIn: caseIdsIn,
  }
}

/** In the order of the rows, each once; a link says behind the case from which list it is opened. */
export const caseIdsIn = (body: string): string[] => [
  ...new Set([...body.matchAll(/\/cases\/([0-9a-f-]{36})["?]/g)].map(([, id]) => id!)),
]

/** A page from the index of each agency, then the first of all: a page an agency is read, however many cases there are. */
export const list = (
  sql: postgres.Sql,
  are: postgres.Fragment,
  limit: number,
  by: 'next_due_on' | 'submitted_on' | 'number' | 'title' | 'applicant_name' | 'handler' = 'next_due_on',
) => sql<{ id: string }[]>`
  select c.id, c.number, c.receipt, c.title, c.applicant_name, c.stage, c.status, c.next_due_on, c.next_due_for, c.due_on,
    c.submitted_on, c.provisional, u.name as unit, p.name as handler, a.name as agency
  from agencies a cross join lateral (
    select * from cases where agency_id = a.id and ${are} order by ${ordered(sql, by)}, id limit ${limit}
  ) c
  left join units u on u.id = c.unit_id left join people p on p.id = c.handler_id
  order by ${ordered(sql, by)}, c.id limit ${limit}`

/** Texts as a reader looks them up; who handles a case by name, of each the nearest date first. */
const ordered = (sql: postgres.Sql, by: string) => {
  if (by === 'handler')
    return sql`(select p.name || ' ' || p.id from people p where p.id = handler_id) collate "as_read", next_due_on`
  if (by === 'number') return sql`number collate "as_read"`
  if (by === 'title') return sql`title collate "as_read"`
  return by === 'applicant_name' ? sql`applicant_name collate "as_read"` : sql`${sql(by)}`
}

const overdue = (sql: postgres.Sql, today: string) => sql`and next_due_on < ${today}`

/** The same list, for whoever supervises. */
export const overdueCases = (sql: postgres.Sql, today: string, limit: number) =>
  list(sql, sql`${open(sql)} ${overdue(sql, today)}`, limit)

/** What was set aside (无效件) is in no list. */
const APPLICATION = (sql: postgres.Sql) => sql`not (stage = 'receive' and status = 'closed')`

export const open = (sql: postgres.Sql) => sql`stage <> 'archive' and ${APPLICATION(sql)}`

/** Open, overdue, due today, and each stage, as whoever does not confirm reads them; none further than the page says it. */
export async function counts(sql: postgres.Sql, today: string, seen: postgres.Fragment): Promise<number[]> {
  const upTo = (where: postgres.Fragment) => sql`
    (select count(*)::int from (select from cases where ${where} and ${seen} limit ${COUNTED}) c)`
  const [row] = await sql<Record<string, number>[]>`
    select ${upTo(sql`stage <> 'archive' and ${APPLICATION(sql)}`)} as open,
      ${upTo(sql`stage <> 'archive' and next_due_on < ${today}`)} as overdue,
      ${upTo(sql`stage <> 'archive' and next_due_on = ${today}`)} as today,
      ${upTo(sql`stage = 'receive' and ${APPLICATION(sql)}`)} as receive,
      ${upTo(sql`stage = 'register'`)} as register,
      ${upTo(sql`stage = 'review'`)} as review,
      ${upTo(sql`stage = 'reply'`)} as reply,
      ${upTo(sql`stage = 'archive'`)} as archive`
  return Object.values(row!)
}
