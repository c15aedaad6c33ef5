/** The desk narrowed by what people ask for, the archive, and pages far down: as a handler, and as a supervisor of all agencies. */
import type postgres from 'postgres'
import { plusDays } from '../../workflows/statute/days.ts'
import { type Asked, besideSql, type Question } from './asked.ts'
import { caseIdsIn, counts, list, open } from './desk.ts'
import { manyCases } from './million.ts'
import { type Office, signedInAs } from './office.ts'
import { type Seen, seenByHandler } from './seen.ts'

const WANTED = 100 // ms
const PAGE = 50
/** Rows before a page that is far down. */
const DEEP = 400

type Sql = postgres.Sql
type Narrowed = (sql: Sql) => postgres.Fragment

export async function benchDeskFilters() {
  const office = await manyCases()
  return besideSql('desk:filters', 'list and numbers', office, await filterQuestions(office), WANTED)
}

/** One part of a list after the other, each in the order of an index, until the page is full. */
type List = { parts: Narrowed[]; by?: Column }
type Column = 'submitted_on' | 'number' | 'title' | 'applicant_name' | 'handler'
/** As the pool of the house names columns. */
type Place = { id: string; nextDueOn: string | null }

export async function filterQuestions({ app, house }: Office): Promise<Asked> {
  const today = house.time.today()
  const [{ id: handler } = { id: '' }] = await house.sql<
    { id: string }[]
  >`select id from people where username = 'handler'`
  const lists: [string, List][] = [
    ['channel=counter', { parts: [and(open, channel('counter'))] }],
    ['channel=fax', { parts: [and(open, channel('fax'))] }],
    ['handler=handler', { parts: [and(open, handledBy(handler))] }],
    [
      `from=${plusDays(today, -20)}&to=${today}`,
      { parts: [and(open, came(plusDays(today, -20), today))], by: 'submitted_on' },
    ],
    ['outcome=disclosed', { parts: [and(open, disclosed), and(archived, disclosed)] }],
    ['stage=archive', { parts: [archived] }],
    ['stage=archive&channel=counter', { parts: [and(archived, channel('counter'))] }],
    ['stage=archive&channel=fax', { parts: [and(archived, channel('fax'))] }],
    ['stage=archive&handler=handler', { parts: [and(archived, handledBy(handler))] }],
    [
      `stage=archive&channel=post&from=${plusDays(today, -1000)}&to=${plusDays(today, -980)}`,
      {
        parts: [and(archived, channel('post'), came(plusDays(today, -1000), plusDays(today, -980)))],
        by: 'submitted_on',
      },
    ],
  ]
  for (const [sort, by] of Object.entries(SORTED))
    lists.push(
      [`sort=${sort}`, { parts: [open], by }],
      [`stage=archive&sort=${sort}`, { parts: [archived], by }],
      [`sort=${sort}&channel=counter`, { parts: [and(open, channel('counter'))], by }],
    )
  lists.push(['sort=stage', { parts: STAGES_OPEN.map((stage) => and(open, (sql) => sql`stage = ${stage}`)) }])
  const looks: { as: string; seen: Seen }[] = [
    { as: 'handler', seen: await seenByHandler(house.sql) },
    { as: 'supervisor', seen: (sql) => sql`true` },
  ]
  const questions: Question[] = []
  for (const { as, seen } of looks) {
    const headers = await signedInAs(app, as)
    const deep = await farDown(house.sql, seen)
    for (const [query, list] of [...lists, ...deep])
      questions.push({
        path: `/desk?${query}`,
        headers,
        async raw(sql) {
          const [ids, numbers] = await Promise.all([pageOf(sql, list, seen), counts(sql, today, seen(sql))])
          return { ids, numbers }
        },
      })
  }
  return { questions, idsIn: caseIdsIn }
}

/** Columns that lists are sorted by, as the address calls them. */
const SORTED = { number: 'number', title: 'title', applicant: 'applicant_name', handler: 'handler' } as const
const STAGES_OPEN = ['receive', 'register', 'review', 'reply']

const archived: Narrowed = (sql) => sql`stage = 'archive'`
const disclosed: Narrowed = (sql) => sql`outcome = 'disclosed'`
const channel =
  (name: string): Narrowed =>
  (sql) =>
    sql`channel = ${name}`
const handledBy =
  (id: string): Narrowed =>
  (sql) =>
    sql`handler_id = ${id}`
const came =
  (from: string, to: string): Narrowed =>
  (sql) =>
    sql`submitted_on between ${from} and ${to}`
const and =
  (first: Narrowed, ...more: Narrowed[]): Narrowed =>
  (sql) =>
    more.reduce((all, one) => sql`${all} and ${one(sql)}`, first(sql))

async function pageOf(sql: Sql, { parts, by }: List, seen: Seen): Promise<string[]> {
  const ids: string[] = []
  for (const part of parts) {
    const rows = await list(sql, sql`${part(sql)} and ${seen(sql)}`, PAGE + 1 - ids.length, by)
    ids.push(...rows.map(({ id }) => id))
    if (ids.length > PAGE) break
  }
  return ids.slice(0, PAGE)
}

/** Of what is open and of the archive, in which nothing is due: the page behind the first `DEEP` rows, where there are as many. */
async function farDown(sql: Sql, seen: Seen): Promise<[string, List][]> {
  const at = async (are: Narrowed, place: Narrowed) =>
    (await list(sql, sql`${are(sql)} and ${place(sql)} and ${seen(sql)}`, DEEP))[DEEP - 1] as Place | undefined
  const dated: Narrowed = (sql) => sql`next_due_on is not null`
  const undated: Narrowed = (sql) => sql`next_due_on is null`
  const [first, second] = [await at(open, dated), await at(archived, undated)]
  return [
    first && [
      `cursor=${first.nextDueOn}_${first.id}`,
      { parts: [and(open, (sql) => sql`(next_due_on, id) > (${first.nextDueOn}, ${first.id})`), and(open, undated)] },
    ],
    second && [
      `stage=archive&cursor=9999-12-31_${second.id}_archive`,
      { parts: [and(archived, undated, (sql) => sql`id > ${second.id}`)] },
    ],
  ].filter((one) => one !== undefined) as [string, List][]
}
