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
import type { Who } from '../people/sight.ts'
import { asksAbout, type Colleague, colleaguesOf, mayAsk, named } from './colleagues.ts'
import { byOf, lockedRow, note, put } from './noted.ts'
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

/** What a name cannot hold, or it would read as the capacity of somebody, or as the words of another. */
const NO_NAME = /[\p{C}\p{Zl}\p{Zp}:：()（）「」]/u
const LINES = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

/** Nothing is said in a conference any more: a case that is answered needs none, but one that is marked, before anything is published. */
export const isOver = ({ stage, step, settledOn, context }: CaseRow): boolean =>
  step === 'setAside' ||
  context.erasedOn !== undefined ||
  ((stage === 'archive' || settledOn !== null) && !context.sensitive)

/** The same in SQL, of the case `c` before it is archived. */
export const conferredStill = (sql: Sql | Tx) => sql`(c.stage <> 'archive' and c.step <> 'setAside'
  and (c.settled_on is null or c.context ->> 'sensitive' is not null))`

/**
 * @param asked.people usernames or ids of the office; `outside`: names of those who are not
 * @returns which conference of the case it is
 * @throws Refusal NOT_YOURS; FACT_REFUSED once the case is answered; INVALID: people (MISSING, TOO_BIG, NO_SUCH_PERSON), outside (UNFIT)
 */
export async function convene(
  tx: Tx,
  house: Recording,
  row: CaseRow,
  asked: { agenda: string; people: readonly string[]; outside: readonly string[] },
  viewer: Viewer,
): Promise<number> {
  const { by, at } = byOf(viewer, house, (who) => mayAsk(who, row))
  if (isOver(row)) throw new Refusal('FACT_REFUSED', { message: '本件已经答复或者办结，不能会商' })
  if (row.stage === 'archive') throw new Refusal('FACT_REFUSED', { message: '本件已经归档，不能会商' })
  const key = { agencyId: row.agencyId, caseId: row.id }
  const all = await colleaguesOf(tx, row.agencyId)
  const invited = [...new Set(asked.people)].map((who) => named(all, who))
  const size = invited.length + asked.outside.length
  if (size === 0) throw invalid({ field: 'people', code: 'MISSING', message: '请至少邀请一人' })
  if (size > MOST_SEATS) throw invalid({ field: 'people', code: 'TOO_BIG', message: `最多邀请${MOST_SEATS}人` })
  if (invited.some((one) => !one))
    throw invalid({ field: 'people', code: 'NO_SUCH_PERSON', message: '没有这位在任人员，请从列表中选择' })
  if (asked.outside.some((name) => NO_NAME.test(name)))
    throw invalid({
      field: 'outside',
      code: 'UNFIT',
      message: '只写单位和姓名，中间空一格，不用括号、冒号和引号，一行一人',
    })
  if (asked.outside.some((name) => all.some((one) => one.name === name)))
    throw invalid({ field: 'outside', code: 'UNFIT', message: '本机关的人员请从“参加人员”中选择' })
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

/** Whether they were invited, and still serve the agency: whoever moved to another one is invited no more. */
export const isInvited = ({ seats }: Who, { agencyId }: CaseRow, { personId }: Pick<Seat, 'personId'>): boolean =>
  seats[0]!.id === personId && seats[0]!.agencyIds.includes(agencyId)

/**
 * Who puts down what was said outside the office, and concludes: the convener, and whoever covers them. Where that one is not there any
 * more, or has nothing to do with the case any more, whoever may convene about it.
 */
export function leads(
  who: Who,
  row: CaseRow,
  { by }: Pick<Conference, 'by'>,
  colleagues: readonly Colleague[],
): boolean {
  const convener = colleagues.find(({ username }) => `staff:${username}` === by)
  return convener && asksAbout(convener, row) ? who.seats.some(({ id }) => id === convener.id) : mayAsk(who, row)
}

type Of = [seat: Pick<Seat, 'personId'>, conference: Pick<Conference, 'by'>, colleagues: readonly Colleague[]]

/** Whose opinion somebody may put down while one is heard: their own, and of those outside the office whoever leads the conference. */
export const mayOpine = (who: Who, row: CaseRow, ...of: Of): boolean => !isOver(row) && isTheirs(who, row, ...of)
const isTheirs = (who: Who, row: CaseRow, ...[seat, conference, colleagues]: Of): boolean =>
  seat.personId === null ? leads(who, row, conference, colleagues) : isInvited(who, row, seat)

/** @throws Refusal NOT_FOUND; NOT_YOURS; FACT_REFUSED once it is concluded, or the case answered */
export async function opine(
  tx: Tx,
  house: Recording,
  read: CaseRow,
  n: number,
  { seat, says }: { seat: number; says: string },
  viewer: Viewer,
): Promise<void> {
  const row = await lockedRow(tx, read)
  const { conference, key } = await locked(tx, row, n)
  const place = conference.seats.find((one) => one.n === seat)
  if (!place) throw notFound()
  const colleagues = await colleaguesOf(tx, row.agencyId)
  const own = { ...viewer, seats: place.personId === null ? viewer.seats : viewer.seats.slice(0, 1) }
  const { by, at } = byOf(own, house, (who) => isTheirs(who, row, place, conference, colleagues))
  requireOpen(conference)
  if (isOver(row)) throw new Refusal('FACT_REFUSED', { message: '本件已经答复或者办结，会商不再记录意见' })
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
  const { conference, key } = await locked(tx, row, n)
  const colleagues = await colleaguesOf(tx, row.agencyId)
  const by = byOf(viewer, house, (who) => mayAsk(who, row) && leads(who, row, conference, colleagues))
  requireOpen(conference)
  await enter(tx, [row.agencyId])
  const names = await namesOf(tx, entrants(conference))
  const words = await wordsOf(tx, house.keys, key)
  const { agenda, outside } = openedOf(words, n)
  const all = conference.seats.map((seat) => ({
    called: calledOf(seat, outside),
    entered: enteredBy(seat, names),
    says: words.get(wordsOfOpinion(n, seat.n)),
  }))
  // Who was invited and said nothing did not take part.
  const participants = all.filter(({ says }) => says !== undefined).map(({ called }) => called)
  if (participants.length === 0)
    throw new Refusal('FACT_REFUSED', { message: '还没有人发表意见，不能形成结论。请先由参加人员发表意见' })
  const said = all.map(({ called, entered, says }) => saidBy(`${called}${entered}`, says))
  const minutes = await note(tx, house, key, [`会商记录（第${n}次会商）：${quoted(agenda)}`, ...said].join('\n'), by)
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

/** What somebody typed, between marks that it cannot end itself, its further lines set in: none of it reads as the words of another. */
export const quoted = (says: string): string =>
  `「${says.trim().replaceAll('「', '『').replaceAll('」', '』').replace(LINES, '\n　　')}」`

/** One opinion as it stands in the record of a conference. */
export const saidBy = (called: string, says: string | undefined, lacks = '没有发表意见'): string =>
  `${called}：${says === undefined ? lacks : quoted(says)}`

/** Of a case, in their order, each with its seats. */
export const conferencesOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Conference[]>`
  select c.*, (
    select json_agg(json_build_object('n', s.n, 'personId', s.person_id, 'name', p.name, 'capacity', s.capacity,
      'givenBy', s.given_by, 'givenAt', s.given_at) order by s.n)
    from conference_seats s left join people p on p.id = s.person_id
    where (s.agency_id, s.case_id, s.conference) = (c.agency_id, c.case_id, c.n)) as seats
  from conferences c where (c.agency_id, c.case_id) = (${agencyId}, ${caseId}::uuid) order by c.n`
