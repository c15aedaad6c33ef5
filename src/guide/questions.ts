/**
 * 问答: questions and answers of the office, written by staff, approved by another person, read by citizens, at the counter and by
 * 12345. Sample requests that an office adds are entries of their own topics. SQL: a decision asks the same in its transaction.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { fold, wordsOf } from '../ground/fold.ts'
import { newId } from '../ground/ids.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import type { Role } from '../people/may.ts'
import { lookOver, NOBODY } from '../released/look-over.ts'
import type { Standing } from './tables.ts'

/** Topics in the order of the page; their words stand in the dictionaries. */
export const TOPICS = ['apply', 'scope', 'time', 'fee', 'reply', 'track', 'other'] as const
/** Of the page of samples: a request that can be handled, and a common mistake. */
export const SAMPLE_TOPICS = ['goodSample', 'badSample'] as const
export type Topic = (typeof TOPICS)[number] | (typeof SAMPLE_TOPICS)[number]
const isSample = (topic: string) => (SAMPLE_TOPICS as readonly string[]).includes(topic)

/** Who writes: whoever answers citizens. Who approves: heads of the disclosure office and legal staff. */
export const QUESTION_WRITERS: readonly Role[] = ['registrar', 'handler', 'head', 'counsel']
export const QUESTION_DECIDERS: readonly Role[] = ['head', 'counsel']

export type QuestionGiven = { topic: Topic; question: string; answer: string; basis: string }
type Line = QuestionGiven & {
  id: string
  n: number
  agencyId: string
  state: Standing
  why: string
  by: string
  at: string
}
/** One entry as staff see it: its last line, who wrote the words that were submitted last, whether approved words still stand. */
export type Entry = Line & { author: string; stands: boolean }
/** As citizens read it. `version` counts the approved wordings. */
export type PublicAnswer = QuestionGiven & {
  id: string
  agency: { code: string; name: string }
  version: number
  publishedOn: Day
  updatedOn: Day
}

/** Approved words stand until they are taken out; to refuse new words is to withdraw what was submitted. */
const STANDS = (sql: Sql | Tx) => sql`
  coalesce((select max(w.n) from office_questions w where w.agency_id = q.agency_id and w.id = q.id and w.state = 'approved'), 0)
    > coalesce((select max(w.n) from office_questions w join office_questions b on b.agency_id = w.agency_id and b.id = w.id and b.n = w.n - 1
      where w.agency_id = q.agency_id and w.id = q.id and w.state = 'withdrawn' and b.state <> 'submitted'), 0)`

/** All entries of these agencies, the last changed first. */
export const entriesOf = (sql: Sql | Tx, agencyIds: readonly string[], id?: string) => sql<Entry[]>`
  select * from (
    select distinct on (q.agency_id, q.id) q.*, ${STANDS(sql)} as stands,
      (select w."by" from office_questions w where w.agency_id = q.agency_id and w.id = q.id and w.state = 'submitted' order by w.n desc limit 1) as author
    from office_questions q where q.agency_id = any(${agencyIds as string[]}) ${id ? sql`and q.id = ${id}` : sql``}
    order by q.agency_id, q.id, q.n desc) e
  order by e.at desc, e.id`

/** @throws Refusal NOT_FOUND for one that is not of these agencies */
export async function theEntry(sql: Sql | Tx, agencyIds: readonly string[], id: string): Promise<Entry> {
  const [entry] = await entriesOf(sql, agencyIds, id)
  if (!entry) throw notFound()
  return entry
}

/** Its lines, the first one first. */
export const linesOfEntry = (sql: Sql | Tx, { agencyId, id }: Pick<Line, 'agencyId' | 'id'>) => sql<Line[]>`
  select * from office_questions where agency_id = ${agencyId} and id = ${id} order by n`

/** What anybody reads, in the order of topics, the latest of a topic first. */
export async function publicAnswers(sql: Sql): Promise<PublicAnswer[]> {
  const rows = await sql<(Line & { name: string; version: number; first: string })[]>`
    select distinct on (q.agency_id, q.id) q.*, a.name,
      (select count(*) from office_questions w where w.agency_id = q.agency_id and w.id = q.id and w.state = 'approved')::int as version,
      (select min(w.at) from office_questions w where w.agency_id = q.agency_id and w.id = q.id and w.state = 'approved') as first
    from office_questions q join agencies a on a.id = q.agency_id
    where q.state = 'approved' and ${STANDS(sql)} order by q.agency_id, q.id, q.n desc`
  const order: readonly string[] = [...TOPICS, ...SAMPLE_TOPICS]
  return rows
    .toSorted((a, b) => order.indexOf(a.topic) - order.indexOf(b.topic) || (a.at < b.at ? 1 : -1))
    .map(({ id, agencyId, name, topic, question, answer, basis, version, first, at }) => ({
      ...{ id, agency: { code: agencyId, name }, topic, question, answer, basis, version },
      ...{ publishedOn: dayIn(new Date(first)), updatedOn: dayIn(new Date(at)) },
    }))
}

export type Looked = { q?: string | undefined; topic?: string | undefined; agency?: string | undefined }

const pairsOf = (text: string) => {
  const bare = [...text.replace(/[\s\p{P}\p{S}]/gu, '')]
  return new Set(bare.slice(1).map((sign, i) => bare[i]! + sign))
}
/** Fewer common pairs of characters than this share of what was asked are no likeness. */
const LIKE = 0.25

/** Of the answers those that hold every word; where none does, those most like what was asked, the likest first. */
export function lookedFor(all: readonly PublicAnswer[], { q, topic, agency }: Looked) {
  const among = all.filter(
    (one) => (!topic || one.topic === topic) && (!agency || one.agency.code === agency) && !isSample(one.topic),
  )
  const words = wordsOf(q ?? '')
  if (words.length === 0) return { found: among, isLike: false }
  const folded = among.map((one) => ({ one, text: fold(`${one.question}\n${one.answer}\n${one.basis}`) }))
  const exact = folded.filter(({ text }) => words.every((word) => text.includes(word))).map(({ one }) => one)
  if (exact.length > 0) return { found: exact, isLike: false }
  const asked = pairsOf(fold(q ?? ''))
  const like = folded
    .map(({ one, text }) => ({
      one,
      share: [...asked].filter((pair) => text.includes(pair)).length / Math.max(1, asked.size),
    }))
    .filter(({ share }) => share >= LIKE)
    .toSorted((a, b) => b.share - a.share)
  return { found: like.map(({ one }) => one), isLike: true }
}

type By = { username: string }

/**
 * Puts words down, or words an entry anew; they wait for another person.
 * @param of.from the last line that its writer had read
 * @throws Refusal INVALID (PERSONAL_DATA) naming each field that lays somebody open, (CHANGED_MEANWHILE)
 */
export async function writeQuestion(
  tx: Tx,
  house: Pick<House, 'time'>,
  of: { agencyId: string; id?: string; from?: number },
  given: QuestionGiven,
  by: By,
): Promise<string> {
  const { question, answer, basis } = given
  const faults = lookOver({ question, answer, basis }, NOBODY)
  if (faults.length > 0) throw invalid(...faults)
  const id = of.id ?? newId(house.time.now())
  const last = (await linesOfEntry(tx, { agencyId: of.agencyId, id })).at(-1)
  // Any other number would jump over words that were not read, or leave none for the next line.
  if ((of.from ?? 0) !== (last?.n ?? 0)) throw changedMeanwhile()
  await add(tx, house, { ...given, id, agencyId: of.agencyId, n: (of.from ?? 0) + 1, state: 'submitted', why: '' }, by)
  return id
}

/**
 * A decision on the words that were read, which somebody else wrote; or taking an entry out. To refuse new words leaves those that
 * were approved; once more takes them out, too.
 * @throws Refusal FACT_REFUSED for one's own and for what is decided already; INVALID (CHANGED_MEANWHILE)
 */
export async function decideQuestion(
  tx: Tx,
  house: Pick<House, 'time'>,
  entry: Entry,
  { n, state, why }: { n: number; state: 'approved' | 'withdrawn'; why: string },
  by: By,
): Promise<void> {
  if (entry.n !== n) throw changedMeanwhile()
  if (state === 'approved' && entry.author === `staff:${by.username}`)
    throw new Refusal('FACT_REFUSED', { message: '自己写的问答由另一位负责人或者法制审核员批准' })
  const isDone = entry.state === state && (state === 'approved' || !entry.stands)
  if (isDone) throw new Refusal('FACT_REFUSED', { message: '这条问答已经这样处理，没有再次记录' })
  const { id, agencyId, topic, question, answer, basis } = entry
  await add(tx, house, { id, agencyId, topic, question, answer, basis, n: n + 1, state, why }, by)
}

const changedMeanwhile = () =>
  invalid({
    field: 'question',
    code: 'CHANGED_MEANWHILE',
    message: '其他人刚刚修改过这条问答，没有覆盖。请刷新页面重新查看',
  })

async function add(tx: Tx, house: Pick<House, 'time'>, row: Omit<Line, 'by' | 'at'>, { username }: By): Promise<void> {
  const by = `staff:${username}`
  const [written] = await tx`
    insert into office_questions ${tx({ ...row, by, at: house.time.now().toISOString() })} on conflict do nothing returning 1 as put`
  if (!written) throw changedMeanwhile()
  const { agencyId, question, answer, state, why } = row
  const change = {
    agencyId,
    what: 'question' as const,
    subject: question.slice(0, 60),
    before: null,
    after: { answer, state, why },
  }
  await recordChange(tx, house, change, by)
}
