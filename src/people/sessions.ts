/**
 * Who is signed in: one random token a session, kept here only as its hash. SQL: every request asks who it is; the rest
 * writes.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { passwordFits } from './passwords.ts'
import type { Seat } from './seats.ts'

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
  /** The agencies whose cases this person sees: their own, and those it is the intake office of; a supervisor sees all. */
  agencyIds: string[]
  csrf: string
}

const HOURS = 3_600_000
const LASTS = 12 * HOURS
/** Five failures lock for fifteen minutes (GB/T 22239 8.1.4.1 b). */
const FAILURES = 5
const LOCK = HOURS / 4

/** What is kept of a token. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
/** What a session or a one-time link is opened with. */
export const randomToken = () => randomBytes(32).toString('base64url')

/** @throws Refusal SIGN_IN_FAILED or LOCKED. */
export async function signIn(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  username: string,
  password: string,
): Promise<{ token: string; expiresAt: string; personId: string }> {
  const now = time.now()
  const [person] = await sql<{ id: string; password: string | null; lockedUntil: string | null }[]>`
    select id, password, locked_until from people where username = ${username} and ended_at is null`
  if (person?.lockedUntil && new Date(person.lockedUntil) > now) throw new Refusal('LOCKED')
  if (!(await passwordFits(password, person?.password ?? null))) {
    if (person) {
      const until = new Date(now.getTime() + LOCK).toISOString()
      await sql`
        update people set failures = (failures + 1) % ${FAILURES},
          locked_until = case when failures + 1 >= ${FAILURES} then ${until}::timestamptz end where id = ${person.id}`
    }
    throw new Refusal('SIGN_IN_FAILED')
  }
  const token = randomToken()
  const expiresAt = new Date(now.getTime() + LASTS).toISOString()
  await sql`
    with cleared as (update people set failures = 0, locked_until = null where id = ${person!.id}),
    swept as (delete from sessions where expires_at < ${now.toISOString()})
    insert into sessions (token_hash, person_id, csrf, created_at, expires_at)
    values (${hashOf(token)}, ${person!.id}, ${randomToken()}, ${now.toISOString()}, ${expiresAt})`
  return { token, expiresAt, personId: person!.id }
}

export async function viewerOf({ sql, time }: Pick<House, 'sql' | 'time'>, token: string): Promise<Viewer | undefined> {
  const now = time.now().toISOString()
  const rows = await sql<
    (Seat & Record<'csrf' | 'agencyId' | 'agencyName', string> & { agencyIds: string[]; until: Day | null })[]
  >`
    with me as (
      select p.id, s.csrf from sessions s join people p on p.id = s.person_id
      where s.token_hash = ${hashOf(token)} and s.expires_at > ${now} and p.ended_at is null
    ), covered as (
      select c.person_id, max(c.to_day) as until from covers c join me on c.covered_by = me.id
      where c.ended_at is null and ${time.today()} between c.from_day and c.to_day group by c.person_id
    )
    select p.id, p.username, p.name, p.roles, covered.until, me.csrf, a.id as agency_id, a.name as agency_name,
      array(select id from agencies where taken_in_by = a.id or id = a.id or 'supervisor' = any(p.roles)) as agency_ids,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.position)
        from person_units w join units u on u.id = w.unit_id where w.person_id = p.id), '[]') as units
    from me join people p on p.id = me.id or p.id in (select person_id from covered)
    left join covered on covered.person_id = p.id
    join agencies a on a.id = p.agency_id
    order by p.id <> me.id, p.username`
  const [own] = rows
  if (!own) return undefined
  return {
    id: own.id,
    username: own.username,
    name: own.name,
    roles: [...new Set(rows.flatMap(({ roles }) => roles))],
    agency: { id: own.agencyId, name: own.agencyName },
    units: [...own.units],
    seats: rows.map(({ id, username, name, roles, units, until }) => ({
      ...{ id, username, name, roles, units },
      ...(until && { until }),
    })),
    agencyIds: [...new Set(rows.flatMap(({ agencyIds }) => agencyIds))],
    csrf: own.csrf,
  }
}

export async function signOut({ sql }: Pick<House, 'sql'>, token: string): Promise<void> {
  await sql`delete from sessions where token_hash = ${hashOf(token)}`
}

/** A link that sets a password once. @returns its token */
export async function invite(
  { sql, time }: { sql: Sql | Tx } & Pick<House, 'time'>,
  personId: string,
  hours = 72,
  token: string = randomToken(),
): Promise<string> {
  const expiresAt = new Date(time.now().getTime() + hours * HOURS).toISOString()
  await sql`
    insert into invitations (token_hash, person_id, expires_at) values (${hashOf(token)}, ${personId}, ${expiresAt})
    on conflict (token_hash) do update set expires_at = excluded.expires_at, used_at = null`
  return token
}

/** Uses up an invitation: sets the password and ends all sessions. False when the link is unknown, used or too old. */
export async function acceptInvitation(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  token: string,
  passwordHash: string,
): Promise<boolean> {
  const now = time.now().toISOString()
  const used = await sql`
    with used as (
      update invitations set used_at = ${now}
      where token_hash = ${hashOf(token)} and used_at is null and expires_at > ${now} returning person_id
    ), ended as (delete from sessions where person_id in (select person_id from used))
    update people set password = ${passwordHash}, failures = 0, locked_until = null
    where id in (select person_id from used) returning id`
  return used.length === 1
}
