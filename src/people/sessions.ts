/**
 * Who is signed in: one random token a session, kept here only as its hash. SQL: every request asks who it is; the rest
 * writes.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Day } from '../../workflows/statute/days.ts'
import type { Fragment, Sql, Tx } from '../db/client.ts'
import { changesOwnRights } from '../db/held-rights.ts'
import type { House } from '../house.ts'
import { SECURED } from './may.ts'
import type { Seat } from './seats.ts'
import { takesTurn, turnOfOwner } from './turns.ts'

export type Viewer = {
  id: string
  username: string
  name: string
  /** Their own, and those of the colleagues whom they cover today. */
  roles: string[]
  agency: { id: string; name: string }
  /** Their own units. */
  units: { id: string; name: string }[]
  /** Their own place first, then those that they cover. */
  seats: Seat[]
  /** Those of the places in which they have a role, their own and covered ones, with those taken in for; for a supervisor all. */
  agencyIds: string[]
  csrf: string
  /** This installation reads a mailbox. */
  hasMailbox?: true
  /** The route that they are at, as the router writes it: 帮助 leads to what is told of it. */
  page?: string
}

/** Where somebody comes from: the address, and the program in a few words. */
export type From = { address: string; program: string }
/** What was shown besides the password. */
export type Factor = 'code' | 'recoveryCode' | 'passkey' | 'provider'
export type Session = { token: string; expiresAt: string }

type Asking = Pick<House, 'time' | 'config'> & { sql: Sql | Tx }

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What the database keeps of a token: a copy of it opens no door. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
/** 256 bits, as they go into a cookie or a link. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

type Opening = {
  personId: string
  from: From
  factor: Factor | null
  instead?: string | undefined
  /** When they proved it, where that was before now. */
  provedAt?: Date | undefined
}

/**
 * A new session, for somebody who has proved who they are.
 * @param opening.instead the session that this browser had before: it ends.
 */
export async function openSession(
  sql: Sql | Tx,
  { time, config }: Pick<House, 'time' | 'config'>,
  { personId, from, factor, instead, provedAt = time.now() }: Opening,
): Promise<Session> {
  const now = time.now()
  const at = now.toISOString()
  const token = randomToken()
  const expiresAt = new Date(now.getTime() + config.sessions.hours * HOUR).toISOString()
  if (instead) await signOut({ sql }, instead)
  await sql`
    insert into sessions (token_hash, person_id, csrf, created_at, expires_at, used_at, address, program, factor, proved_at)
    values (${hashOf(token)}, ${personId}, ${randomToken()}, ${at}, ${expiresAt}, ${at}, ${from.address}, ${from.program},
      ${factor}, ${provedAt.toISOString()})`
  return { token, expiresAt }
}

/**
 * Who is signed in by this token. One statement; once a minute another, which writes down that the session is in use.
 * A place that takes two factors (`SECURED`) is taken only by who has shown two: rights that are given during a session
 * hold from the next one.
 */
export async function viewerOf({ sql, time, config }: Asking, token: string): Promise<Viewer | undefined> {
  const now = time.now().getTime()
  const at = new Date(now).toISOString()
  const idleSince = new Date(now - config.sessions.idleMinutes * MINUTE).toISOString()
  const rows = await sql<
    (Seat &
      Record<'me' | 'csrf' | 'usedAt' | 'agencyName', string> & {
        everyAgency: string[] | null
        until: Day | null
      })[]
  >`
    with me as (
      select p.id, p.demonstration, s.csrf, s.used_at, s.factor from sessions s join people p on p.id = s.person_id
      where s.token_hash = ${hashOf(token)} and s.expires_at > ${at} and s.used_at > ${idleSince} and p.ended_at is null
    ), covered as (
      select c.person_id, max(c.to_day) as until from covers c join me on c.covered_by = me.id
      where c.ended_at is null and c.approved and ${time.today()} between c.from_day and c.to_day group by c.person_id
    )
    select p.id, p.username, p.name, p.roles, covered.until, me.id as me, me.csrf, me.used_at, a.id as agency_id, a.name as agency_name,
      array(select id from agencies where taken_in_by = a.id or id = a.id order by position) as agency_ids,
      case when 'supervisor' = any(p.roles) then array(select id from agencies order by position) end as every_agency,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.position)
        from person_units w join units u on u.id = w.unit_id where w.person_id = p.id), '[]') as units
    from me join people p on p.id = me.id or p.id in (select person_id from covered)
    left join covered on covered.person_id = p.id
    join agencies a on a.id = p.agency_id
    where me.factor is not null or me.demonstration or not p.roles && ${SECURED as string[]}
    order by p.id <> me.id, p.username`
  const [own] = rows
  if (!own || own.id !== own.me) return undefined
  if (now - Date.parse(own.usedAt) >= MINUTE)
    await sql`update sessions set used_at = ${at} where token_hash = ${hashOf(token)}`
  return {
    id: own.id,
    username: own.username,
    name: own.name,
    roles: [...new Set(rows.flatMap(({ roles }) => roles))],
    agency: { id: own.agencyId, name: own.agencyName },
    units: [...own.units],
    seats: rows.map(({ id, username, name, roles, units, agencyId, agencyIds, until }) => ({
      ...{ id, username, name, roles, units, agencyId, agencyIds },
      ...(until && { until }),
    })),
    agencyIds: [...new Set(rows.flatMap(agenciesOfSeat))],
    csrf: own.csrf,
    ...(config.imap && { hasMailbox: true as const }),
  }
}

/** A place without a role serves nobody: who has none and covers a department's administrator administers the department. */
const agenciesOfSeat = ({ roles, agencyIds, everyAgency }: Seat & { everyAgency: readonly string[] | null }) =>
  roles.length === 0 ? [] : (everyAgency ?? agencyIds)

/** Whether its owner proved who they are a few minutes ago: what changes the way in is asked of nobody else. */
export async function isFresh({ sql, time }: Pick<House, 'sql' | 'time'>, token: string): Promise<boolean> {
  const since = new Date(time.now().getTime() - FRESH).toISOString()
  const [fresh] =
    await sql`select 1 as fresh from sessions where token_hash = ${hashOf(token)} and proved_at > ${since}`
  return Boolean(fresh)
}
const FRESH = 15 * MINUTE

/** Ends this session: before any that comes after it acts by it. */
export async function signOut({ sql }: { sql: Sql | Tx }, token: string): Promise<void> {
  await endOne(sql, sql`token_hash = ${hashOf(token)}`)
}

/** Ends one of somebody's own sessions, by the beginning of its hash. False where there is none. */
export const endNamed = async ({ sql }: Pick<House, 'sql'>, personId: string, name: string): Promise<boolean> =>
  (await endOne(sql, sql`person_id = ${personId} and starts_with(token_hash, ${name})`)) === 1

/** One statement, which is no transaction that begins with asking for the right that it ends. */
async function endOne(sql: Sql | Tx, which: Fragment): Promise<number> {
  const ended = await sql`
    with ${turnOfOwner(sql, which)} delete from sessions where ${which} and (select count(*) from turns) > 0 returning 1 as ended`
  return ended.length
}

/** Ends every session of somebody, and whatever they are half-way through at the door. */
export async function endSessions(tx: Tx, personId: string): Promise<void> {
  changesOwnRights(personId)
  await takesTurn(tx, [personId])
  await tx`delete from arrivals where person_id = ${personId}`
  await tx`delete from sessions where person_id = ${personId}`
}

/** A link that sets a password once. @returns its token */
export async function invite(
  { sql, time }: { sql: Sql | Tx } & Pick<House, 'time'>,
  personId: string,
  hours = 72,
  token: string = randomToken(),
): Promise<string> {
  const expiresAt = new Date(time.now().getTime() + hours * HOUR).toISOString()
  await sql`
    insert into invitations (token_hash, person_id, expires_at) values (${hashOf(token)}, ${personId}, ${expiresAt})
    on conflict (token_hash) do update set expires_at = excluded.expires_at, used_at = null`
  return token
}
