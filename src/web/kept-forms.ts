/**
 * What citizens wrote and have not sent for good: the draft of an application (`draft`), and forms that came back or wait for a
 * code (`written`), each at its place. Sealed, for the browser that wrote it; staff have no way to it, and no line of the
 * audit tells of it. Pages answer each posting with an address that can be opened again, and find it here.
 * SQL: kept while somebody writes, asked with a cookie alone.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Entry, sentenceOf, type Value } from '../../workflows/statute/sentence.ts'
import type { Sql } from '../db/client.ts'
import { readable } from '../ground/enquiry-codes.ts'
import type { Message } from '../ground/errors.ts'
import { networkOf } from '../ground/network.ts'
import { tidyNumber } from '../ground/tidy.ts'
import type { House } from '../house.ts'
import { cookieOf, dropCookie, keepCookie } from './cookies.ts'
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

type Keeping = Pick<House, 'sql' | 'keys' | 'time' | 'config'>

const DAY = 86_400_000
/** Of one network: the hall of an office is one, and each visitor writes one form. */
const OF_ONE = 300
/** Of all: a hundred megabytes or so. */
const OF_ALL = 20_000
/** Characters of a form; the longest that can be filed has fewer. */
const LONGEST = 200_000
const CODE_HOLDS = 3_600_000 // ms

const TOKEN = /^[\w-]{43}$/
const tokenOf = (request: FastifyRequest, { cookie }: Place) => {
  const token = cookieOf(request, cookie)
  return token && TOKEN.test(token) ? token : undefined
}
const idOf = ({ keys }: Pick<House, 'keys'>, token: string, { cookie, at }: Place) =>
  keys.lookup(`form ${cookie} ${token} ${at}`)

/**
 * Keeps the form in the place of what this browser had there, and gives the browser its token.
 * @param basket as the table of uploads names it
 * @returns false where there are too many, or this one is too long: whoever asks shows it at once
 */
export async function keepForm(
  house: Keeping,
  request: FastifyRequest,
  reply: FastifyReply,
  place: Place,
  form: KeptForm,
  basket?: string,
): Promise<boolean> {
  const { sql, keys, time, config } = house
  const token = tokenOf(request, place) ?? randomBytes(32).toString('base64url')
  const text = JSON.stringify({
    ...form,
    errors: form.errors?.map(packed),
    refused: form.refused?.map(packed),
    of: token,
  })
  if (text.length > LONGEST) return false
  const id = idOf(house, token, place)
  const visitor = keys.lookup(`writes ${networkOf(request.ip)}`)
  const now = time.now().getTime()
  const row = {
    ...{ id, visitor, basket: basket ?? null, sealed: keys.seal('forms', [id], text) },
    at: new Date(now).toISOString(),
    until: new Date(now + (place.cookie === 'draft' ? config.draftDays : 1) * DAY).toISOString(),
  }
  const changed = await sql`update kept_forms set ${sql(row, 'basket', 'sealed', 'at', 'until')} where id = ${id}`
  if (changed.count === 0) {
    if (await isFull(sql)) return false
    await sql`
      delete from kept_forms where id in (
        select id from kept_forms where visitor = ${visitor} order by at desc offset ${OF_ONE - 1})`
    await sql`
      insert into kept_forms ${sql(row)} on conflict (id) do update set sealed = excluded.sealed, at = excluded.at`
  }
  keepCookie(request, reply, place.cookie, token)
  return true
}

async function isFull(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from (select from kept_forms limit ${OF_ALL}) f`
  return row!.n >= OF_ALL
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
  if (!row) return undefined
  const { of: _, errors, refused, ...form } = JSON.parse(house.keys.open('forms', [id], row.sealed).toString('utf8'))
  const told = { ...(errors && { errors: errors.map(unpacked) }), ...(refused && { refused: refused.map(unpacked) }) }
  return { ...form, ...told, at: new Date(row.at) }
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

/** It was sent, or thrown away. The draft's token goes with it; other places of the browser stay. */
export async function endForm(
  house: Pick<House, 'sql' | 'keys'>,
  request: FastifyRequest,
  reply: FastifyReply,
  place: Place,
): Promise<void> {
  const token = tokenOf(request, place)
  if (!token) return
  await house.sql`delete from kept_forms where id = ${idOf(house, token, place)}`
  if (place.cookie === 'draft') dropCookie(request, reply, place.cookie)
}

/** The code under which another device goes on, and until when it holds; a new one ends the one before. */
export async function giveCode(house: Keeping, request: FastifyRequest): Promise<void> {
  const token = tokenOf(request, DRAFT)
  if (!token) return
  const id = idOf(house, token, DRAFT)
  const until = new Date(house.time.now().getTime() + CODE_HOLDS)
  await house.sql`
    update kept_forms set code = ${hashOf(house, codeFor(house, id, until))}, code_until = ${until.toISOString()}
    where id = ${id}`
}

/** The code that was given for the draft of this browser, while it holds and nobody has used it. */
export async function codeGiven(
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
): Promise<{ code: string; until: Date } | undefined> {
  const token = tokenOf(request, DRAFT)
  if (!token) return undefined
  const id = idOf(house, token, DRAFT)
  const [row] = await house.sql<{ until: string }[]>`
    select code_until as until from kept_forms
    where id = ${id} and code is not null and code_until > ${house.time.now().toISOString()}`
  if (!row) return undefined
  const until = new Date(row.until)
  return { code: codeFor(house, id, until), until }
}

/** Computed from the row by a key, so that it is written nowhere: 49 bits, for an hour, once. */
const codeFor = ({ keys }: Pick<House, 'keys'>, id: string, until: Date) =>
  readable(Buffer.from(keys.lookup(`code of ${id} ${until.toISOString()}`), 'base64url'))
const hashOf = ({ keys }: Pick<House, 'keys'>, code: string) => keys.lookup(`form code ${code}`)

/** Whoever types the code goes on with the draft here, and the other device as well. @returns whether it fitted */
export async function takeOver(
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
): Promise<boolean> {
  const now = house.time.now().toISOString()
  const [row] = await house.sql<{ id: string; sealed: Buffer }[]>`
    update kept_forms set code = null, code_until = null
    where code = ${hashOf(house, tidyNumber(typed))} and code_until > ${now} and until > ${now}
    returning id, sealed`
  if (!row) return false
  const { of } = JSON.parse(house.keys.open('forms', [row.id], row.sealed).toString('utf8')) as { of: string }
  keepCookie(request, reply, 'draft', of)
  return true
}

/** What was kept for its time goes. */
export async function sweepForms({ sql, time }: Pick<House, 'sql' | 'time'>): Promise<void> {
  await sql`delete from kept_forms where until < ${time.now().toISOString()}`
}
