/**
 * What citizens wrote and have not sent for good: the draft of an application (`draft`), and forms that came back or wait for a
 * code (`written`), each at its place. Sealed, for the browser that wrote it; staff have no way to it, and no line of the
 * audit tells of it. Pages answer each posting with an address that can be opened again, and find it here.
 * SQL: kept while somebody writes, asked with a cookie alone.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Entry, sentenceOf, type Value } from '../../workflows/statute/sentence.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { Message } from '../ground/errors.ts'
import { networkOf } from '../ground/network.ts'
import type { House } from '../house.ts'
import { COOKIES, cookieOf, dropCookie, keepCookie } from './cookies.ts'
import type { FormState } from './shapes.ts'

export type KeptForm = {
  values: Record<string, string>
  /** What was wrong with it when it was last posted. */
  errors?: FormState['errors'] | undefined
  /** Files that were not taken with that posting. */
  refused?: readonly { message: Message }[] | undefined
  /** The token of its basket: files wait as long as it does. */
  token?: string | undefined
}
/** As it is kept: when it was written, and which basket it holds on to. */
export type Kept<F extends KeptForm = KeptForm> = F & { at: Date }

/** Where a form belongs: the draft of a browser, or one of its other forms by the address. */
export type Place = { cookie: 'draft' | 'written'; at: string }
export const DRAFT: Place = { cookie: 'draft', at: 'apply' }
/** A form that came back. @param at its address below the root of a language */
export const writtenAt = (at: string): Place => ({ cookie: 'written', at })

/** Where it stands what became of a draft whose browser may still send its token. */
const BECAME: Place = { cookie: 'draft', at: 'became' }
/** It goes on on another device, or was filed. `key`: Idempotency-Key of the form that it was. */
export type Became = { elsewhere: true; key: string } | { receipt: string }

type Keeping = Pick<House, 'sql' | 'keys' | 'time' | 'config'>

const DAY = 86_400_000
/** Of one network and kind of form: the hall of an office is one, and each visitor writes one form. */
const OF_ONE = 300
/** Addresses at which one browser may have written something. */
const PLACES = 20
/** Of all. */
const OF_ALL = 20_000
/** So many go at once where there are too many, so that not every writer looks for the next. */
const AT_ONCE = 50
/** Bytes of a form: fifty thousand Chinese characters of a description, and twenty joint applicants. */
const LONGEST = 320_000
const NOTES = 'notes'

const TOKEN = /^[\w-]{43}$/
/** What the browser sent as its token, given by us or not. */
export const tokenOf = (request: FastifyRequest, { cookie }: Pick<Place, 'cookie'>): string | undefined => {
  const token = cookieOf(request, cookie)
  return token && TOKEN.test(token) ? token : undefined
}
/** The row of a place. */
export const idOf = ({ keys }: Pick<House, 'keys'>, token: string, { cookie, at }: Place): string =>
  keys.lookup(`form ${cookie} ${token} ${at}`)
/** All rows of a browser. */
export const browserOf = ({ keys }: Pick<House, 'keys'>, token: string, { cookie }: Pick<Place, 'cookie'>): string =>
  keys.lookup(`browser ${cookie} ${token}`)
/** @returns a new token, of 32 random bytes */
export const newBrowser = () => randomBytes(32).toString('base64url')

/** The token where we gave it, which is where something is kept under it: nobody makes a browser use one that they know. */
async function givenToken(house: Keeping, request: FastifyRequest, place: Place): Promise<string | undefined> {
  const token = tokenOf(request, place)
  if (!token) return undefined
  const given = await house.sql`
    select 1 as given from kept_forms
    where (id = ${idOf(house, token, place)} or browser = ${browserOf(house, token, place)})
      and until > ${house.time.now().toISOString()} limit 1`
  return given.length > 0 ? token : undefined
}

/**
 * Keeps the form in the place of what this browser had there, and gives the browser its token. A code to go on elsewhere is good
 * for what was written before it was given, and ends.
 * @param basket as the table of uploads names it
 * @param once hash of what opens it once more without a cookie (`once-by-address.ts`)
 * @returns false where it is too long: whoever asks shows it at once
 */
export async function keepForm(
  house: Keeping,
  request: FastifyRequest,
  reply: FastifyReply,
  place: Place,
  form: KeptForm,
  basket?: string,
  once?: { hash: string; until: Date },
): Promise<boolean> {
  const { sql, keys, time, config } = house
  const token = (await givenToken(house, request, place)) ?? newBrowser()
  const text = sealable({ ...form, of: token })
  if (Buffer.byteLength(text) > LONGEST) return false
  const [id, browser] = [idOf(house, token, place), browserOf(house, token, place)]
  const visitor = keys.lookup(`writes ${place.cookie} ${networkOf(request.ip)}`)
  const now = time.now().getTime()
  const row = {
    ...{ id, browser, visitor, basket: basket ?? null, sealed: keys.seal('forms', [id], text) },
    ...{ code: once?.hash ?? null, codeUntil: once?.until.toISOString() ?? null },
    at: new Date(now).toISOString(),
    until: new Date(now + (place.cookie === 'draft' ? config.draftDays : 1) * DAY).toISOString(),
  }
  const written = ['browser', 'basket', 'sealed', 'code', 'codeUntil', 'at', 'until'] as const
  const changed = await sql`update kept_forms set ${sql(row, ...written)} where id = ${id}`
  if (changed.count === 0) {
    await makeRoom(sql, visitor, browser)
    await sql`
      insert into kept_forms ${sql(row)} on conflict (id) do update set sealed = excluded.sealed, at = excluded.at`
  }
  keepCookie(request, reply, place.cookie, token)
  return true
}

/** The oldest of this browser and of this network go; where all have too many, the oldest of the network that has most. */
async function makeRoom(sql: Sql, visitor: string, browser: string): Promise<void> {
  await sql`
    delete from kept_forms where id in (
      select id from kept_forms where browser = ${browser} order by at desc offset ${PLACES - 1})`
  await sql`
    delete from kept_forms where id in (
      select id from kept_forms where visitor = ${visitor} order by at desc offset ${OF_ONE - 1})`
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from (select from kept_forms limit ${OF_ALL}) f`
  if (row!.n < OF_ALL) return
  await sql`
    delete from kept_forms where id in (
      select id from kept_forms
      where visitor = (select visitor from kept_forms group by visitor order by count(*) desc limit 1)
      order by at limit ${AT_ONCE})`
}

/** What this browser wrote there; undefined where it wrote nothing, or its time is over. @throws Unopened */
export async function keptForm<F extends KeptForm>(
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
  place: Place,
): Promise<Kept<F> | undefined> {
  const token = tokenOf(request, place)
  if (!token) return undefined
  const id = idOf(house, token, place)
  const [row] = await house.sql<{ sealed: Buffer; at: string }[]>`
    select sealed, at from kept_forms where id = ${id} and until > ${house.time.now().toISOString()}`
  return row && { ...openedForm<F>(house, id, row.sealed), at: new Date(row.at) }
}

/** As it is sealed. @param form.of the token of its browser, which is told where the draft moves to another */
export const sealable = (form: KeptForm & { of: string }): string =>
  JSON.stringify({ ...form, errors: form.errors?.map(packed), refused: form.refused?.map(packed) })

/** @throws Unopened where the content is another row's */
export function openedForm<F extends KeptForm>({ keys }: Pick<House, 'keys'>, id: string, sealed: Buffer): F {
  const { errors, refused, ...form } = JSON.parse(keys.open('forms', [id], sealed).toString('utf8'))
  const told = { ...(errors && { errors: errors.map(unpacked) }), ...(refused && { refused: refused.map(unpacked) }) }
  return { ...form, ...told }
}

type Packed = string | number | null | { says: string; entry: Entry; with: Record<string, Packed> }
/** Sentences are kept as such, not by their Chinese: the page may be read in the other language. */
const pack = (value: Value): Packed =>
  typeof value !== 'object' || value === null
    ? value
    : {
        ...{ says: value.says, entry: value.entry },
        with: Object.fromEntries(Object.entries(value.with).map(([name, one]) => [name, pack(one)])),
      }
const unpack = (value: Packed): Value =>
  typeof value !== 'object' || value === null
    ? value
    : sentenceOf(
        value.says,
        value.entry,
        Object.fromEntries(Object.entries(value.with).map(([name, one]) => [name, unpack(one)])),
      )
const packed = <T extends { message: Message }>(one: T) => ({ ...one, message: pack(one.message) })
const unpacked = <T extends { message: Packed }>(one: T) => ({ ...one, message: unpack(one.message) as Message })

/**
 * It was sent, or thrown away. The draft's token goes with it; other places of the browser stay.
 * @param filed the receipt of what a draft became: for a quarter of an hour its browser, which may not have heard, is known by its token
 */
export async function endForm(
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
  reply: FastifyReply,
  place: Place,
  filed?: string,
): Promise<void> {
  const token = tokenOf(request, place)
  if (!token) return
  const ended = await house.sql`delete from kept_forms where id = ${idOf(house, token, place)}`
  if (place.cookie !== 'draft') return
  dropCookie(request, reply, place.cookie)
  const until = new Date(house.time.now().getTime() + COOKIES.filed.seconds * 1_000)
  if (filed !== undefined && ended.count > 0)
    await noteWhatBecame(house.sql, house, token, { receipt: filed }, until.toISOString())
}

/** Notes what became of the draft of a token that is given no more. @param until RFC 3339 */
export async function noteWhatBecame(
  sql: Sql | Tx,
  { keys, time }: Pick<House, 'keys' | 'time'>,
  token: string,
  became: Became,
  until: string,
): Promise<void> {
  const id = idOf({ keys }, token, BECAME)
  const sealed = keys.seal('forms', [id], JSON.stringify({ values: {}, became }))
  const row = { id, visitor: NOTES, sealed, at: time.now().toISOString(), until }
  await sql`insert into kept_forms ${sql(row)} on conflict (id) do nothing`
}

/** What became of the draft of this browser: undefined where it is kept, where nobody knows, or where there was none. */
export async function whatBecame(
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
): Promise<Became | undefined> {
  return (await keptForm<KeptForm & { became: Became }>(house, request, BECAME))?.became
}

/**
 * Whoever leaves a shared device leaves nothing that was written there, neither draft nor other form, whatever it still sends.
 * @returns the baskets of what is gone, whose files are the caller's to remove
 */
export async function forgetForms(house: Pick<House, 'sql' | 'keys'>, request: FastifyRequest): Promise<string[]> {
  const baskets: string[] = []
  for (const place of [DRAFT, BECAME, writtenAt('')]) {
    const token = tokenOf(request, place)
    if (!token) continue
    const [id, browser] = [idOf(house, token, place), browserOf(house, token, place)]
    const gone = await house.sql<{ basket: string | null }[]>`
      delete from kept_forms where id = ${id} or browser = ${browser} returning basket`
    baskets.push(...gone.flatMap(({ basket }) => basket ?? []))
  }
  return baskets
}

/** What was kept for its time goes. */
export async function sweepForms({ sql, time }: Pick<House, 'sql' | 'time'>): Promise<void> {
  await sql`delete from kept_forms where until < ${time.now().toISOString()}`
}
