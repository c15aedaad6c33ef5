/**
 * 会商: whoever handles a case invites business units, legal staff and outside counsel, each gives an opinion, and the convenor concludes.
 * Until then an opinion is a draft, sealed beside the ledger, and whoever gave it may mend it. The conclusion is what counts in law: it
 * is the fact `conferred`, with those who took part, and beside it one note keeps agenda and opinions as they then stood, so that
 * both are evidence together. SQL: rows within the transaction of the act.
 */
import { enter, type Sql, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { Recording } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { asksAbout, type Colleague, colleaguesOf, mayAsk, named } from './colleagues.ts'
import { byOf, note, put } from './noted.ts'
import type { Capacity } from './tables.ts'
import { keepWords, wordsOf } from './words.ts'

export const CAPACITIES: Record<Capacity, string> = { business: '业务', legal: '法制', counsel: '外聘法律顾问' }

export type Seat = {
  n: number
  personId: string | null
  name: string | null
  capacity: Capacity
  givenBy: string | null
  givenAt: string | null
}
export type Conference = CaseKey & {
  n: number
  by: string
  at: string
  minutes: number | null
  concluded: number | null
  seats: Seat[]
}
/** What is sealed of one: its agenda, and the names of those who are not of the office, by seat. */
export type Opened = { agenda: string; outside: Record<string, string> }
export const wordsOfConference = (n: number) => `conference ${n}`
export const wordsOfOpinion = (n: number, seat: number) => `opinion ${n} ${seat}`

/** Seats: what all say together still fits a note. */
const MOST_SEATS = 12

/**
 * @param asked.people usernames or ids of the office; `outside`: names of those who are not
 * @returns which conference of the case it is
 * @throws Refusal NOT_YOURS; FACT_REFUSED once the case is archived; INVALID: people (MISSING, TOO_BIG, NO_SUCH_PERSON)
 */
export async function convene(
  tx: Tx,
  house: Recording,
  row: CaseRow,
  asked: { agenda: string; people: readonly string[]; outside: readonly string[] },
  viewer: Viewer,
): Promise<number> {
  if (!mayAsk(viewer, row)) throw new Refusal('NOT_YOURS')
  if (row.stage === 'archive') throw new Refusal('FACT_REFUSED', { message: '本件已经归档，不能会商' })
  const key = { agencyId: row.agencyId, caseId: row.id }
  const all = await colleaguesOf(tx, row.agencyId)
  const invited = [...new Set(asked.people)].map((who) => named(all, who))
  const size = invited.length + asked.outside.length
  if (size === 0) throw invalid({ field: 'people', code: 'MISSING', message: '请至少邀请一人' })
  if (size > MOST_SEATS) throw invalid({ field: 'people', code: 'TOO_BIG', message: `最多邀请${MOST_SEATS}人` })
  if (invited.some((one) => !one))
    throw invalid({ field: 'people', code: 'NO_SUCH_PERSON', message: '没有这位在任人员，请从列表中选择' })
  const { by, at } = byOf(viewer, house)
  // Under the lock of the case: two who convene at once get two numbers.
  await tx`select 1 from cases where (agency_id, id) = (${row.agencyId}, ${row.id}::uuid) for update`
  const [last] = await tx<{ n: number }[]>`
    select coalesce(max(n), 0)::int as n from conferences where (agency_id, case_id) = (${row.agencyId}, ${row.id}::uuid)`
  const n = last!.n + 1
  await tx`insert into conferences ${tx({ ...key, n, by, at: at.toISOString() })}`
  const seats = [
    ...invited.map((one) => ({ personId: one!.id, capacity: one!.roles.includes('counsel') ? 'legal' : 'business' })),
    ...asked.outside.map(() => ({ personId: null, capacity: 'counsel' })),
  ].map((seat, i) => ({ ...key, conference: n, n: i + 1, ...seat }))
  await tx`insert into conference_seats ${tx(seats)}`
  await enter(tx, [row.agencyId])
  const outside = Object.fromEntries(asked.outside.map((name, i) => [String(invited.length + i + 1), name]))
  await keepWords(
    tx,
    house.keys,
    key,
    wordsOfConference(n),
    JSON.stringify({ agenda: asked.agenda, outside } satisfies Opened),
  )
  return n
}

/**
 * Who puts down what was said outside the office, and concludes: the convener, and whoever covers them. Where that one is not there any
 * more, or has nothing to do with the case any more, whoever may convene about it.
 */
export function leads(
  viewer: Pick<Viewer, 'seats'>,
  row: CaseRow,
  { by }: Pick<Conference, 'by'>,
  colleagues: readonly Colleague[],
): boolean {
  const convener = colleagues.find(({ username }) => `staff:${username}` === by)
  return convener && asksAbout(convener, row) ? viewer.seats.some(({ id }) => id === convener.id) : mayAsk(viewer, row)
}

/** Whose opinion somebody may put down: their own, and of those outside the office whoever leads the conference. */
export const mayOpine = (
  viewer: Pick<Viewer, 'seats'>,
  row: CaseRow,
  { personId }: Pick<Seat, 'personId'>,
  conference: Pick<Conference, 'by'>,
  colleagues: readonly Colleague[],
): boolean => (personId === null ? leads(viewer, row, conference, colleagues) : viewer.seats[0]!.id === personId)

/** @throws Refusal NOT_FOUND; NOT_YOURS; FACT_REFUSED once it is concluded */
export async function opine(
  tx: Tx,
  house: Recording,
  row: CaseRow,
  n: number,
  { seat, says }: { seat: number; says: string },
  viewer: Viewer,
): Promise<void> {
  const { conference, key } = await locked(tx, row, n)
  const place = conference.seats.find((one) => one.n === seat)
  if (!place) throw notFound()
  if (!mayOpine(viewer, row, place, conference, await colleaguesOf(tx, row.agencyId))) throw new Refusal('NOT_YOURS')
  requireOpen(conference)
  const { by, at } = byOf(viewer, house)
  await enter(tx, [row.agencyId])
  await keepWords(tx, house.keys, key, wordsOfOpinion(n, seat), says)
  await tx`
    update conference_seats set given_by = ${by}, given_at = ${at.toISOString()}
    where (agency_id, case_id, conference, n) = (${row.agencyId}, ${row.id}::uuid, ${n}, ${seat})`
}

/** Records the note of what was said and the fact `conferred`. @throws Refusal NOT_FOUND; NOT_YOURS; FACT_REFUSED */
export async function conclude(
  tx: Tx,
  house: Recording,
  row: CaseRow,
  n: number,
  { conclusion }: { conclusion: string },
  viewer: Viewer,
): Promise<void> {
  if (!mayAsk(viewer, row)) throw new Refusal('NOT_YOURS')
  const { conference, key } = await locked(tx, row, n)
  if (!leads(viewer, row, conference, await colleaguesOf(tx, row.agencyId))) throw new Refusal('NOT_YOURS')
  requireOpen(conference)
  await enter(tx, [row.agencyId])
  const names = await namesOf(tx, entrants(conference))
  const words = await wordsOf(tx, house.keys, key)
  const { agenda, outside } = openedOf(words, n)
  const by = byOf(viewer, house)
  const all = conference.seats.map((seat) => ({
    called: calledOf(seat, outside),
    entered: enteredBy(seat, names),
    says: words.get(wordsOfOpinion(n, seat.n)),
  }))
  const said = all.map(({ called, entered, says }) => `${called}${entered}：${says ?? '没有发表意见'}`)
  const minutes = await note(tx, house, key, [`会商记录（第${n}次会商）：${agenda}`, ...said].join('\n'), by)
  // Who was invited and said nothing did not take part.
  const took = all.filter(({ says }) => says !== undefined).map(({ called }) => called)
  const participants = took.length > 0 ? took : all.map(({ called }) => `${called}（没有发表意见）`)
  const fact = { type: 'conferred', on: house.time.today(), participants, conclusion } as const
  const concluded = await put(tx, house, key, fact, by)
  await tx`
    update conferences set minutes = ${minutes}, concluded = ${concluded}
    where (agency_id, case_id, n) = (${row.agencyId}, ${row.id}::uuid, ${n})`
}

function requireOpen({ concluded }: Conference): void {
  if (concluded !== null) throw new Refusal('FACT_REFUSED', { message: '这次会商已经形成结论，没有再次记录' })
}

async function locked(tx: Tx, row: CaseRow, n: number): Promise<{ conference: Conference; key: CaseKey }> {
  const key = { agencyId: row.agencyId, caseId: row.id }
  await tx`select 1 from conferences where (agency_id, case_id, n) = (${row.agencyId}, ${row.id}::uuid, ${n}) for update`
  const conference = (await conferencesOf(tx, key)).find((one) => one.n === n)
  if (!conference) throw notFound()
  return { conference, key }
}

/** The sealed part; empty once the content of the case is destroyed. */
export const openedOf = (words: ReadonlyMap<string, string>, n: number): Opened =>
  JSON.parse(words.get(wordsOfConference(n)) ?? '{"agenda":"","outside":{}}') as Opened

/** Somebody by name, and as what they were invited. */
export const calledOf = ({ n, name, capacity }: Seat, outside: Opened['outside']): string =>
  `${name ?? outside[n] ?? '（姓名已经销毁）'}（${CAPACITIES[capacity]}）`

/** Who put down what those said who are not of the office. */
export const entrants = ({ seats }: Pick<Conference, 'seats'>): string[] =>
  seats.flatMap(({ personId, givenBy }) => (personId === null && givenBy ? [givenBy] : []))

/** Stands behind the name of somebody for whom another person put it down; empty of everybody else. */
export const enteredBy = ({ personId, givenBy }: Seat, names: ReadonlyMap<string, string>): string =>
  personId === null && givenBy ? `，由${names.get(givenBy) ?? givenBy}代录` : ''

/** Of a case, in their order, each with its seats. */
export const conferencesOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Conference[]>`
  select c.*, (
    select json_agg(json_build_object('n', s.n, 'personId', s.person_id, 'name', p.name, 'capacity', s.capacity,
      'givenBy', s.given_by, 'givenAt', s.given_at) order by s.n)
    from conference_seats s left join people p on p.id = s.person_id
    where (s.agency_id, s.case_id, s.conference) = (c.agency_id, c.case_id, c.n)) as seats
  from conferences c where (c.agency_id, c.case_id) = (${agencyId}, ${caseId}::uuid) order by c.n`
