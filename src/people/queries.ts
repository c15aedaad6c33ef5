/**
 * Agencies, units and names, as pages and letters ask for them. SQL: what letters, and the answer to a fact, ask in its
 * transaction.
 */
import type { Sql, Tx } from '../db/client.ts'
import { PLACEHOLDER } from './first-administrator.ts'
import type { Role } from './may.ts'
import type { AgencyProfile } from './tables.ts'

export type Agency = { id: string; name: string; kind: string; takenInBy: string; profile: AgencyProfile }

/** The intake office comes first. Asked at every visit to the form, the guide and the reading room. */
export const allAgencies = (sql: Sql | Tx) => sql<Agency[]>`
  select id, name, kind, taken_in_by, profile from agencies order by taken_in_by <> id, position`

/** Those that citizens are shown: the one of the first start has no name yet. */
export const namedAgencies = async (sql: Sql | Tx): Promise<Agency[]> =>
  (await allAgencies(sql)).filter(({ name }) => name !== PLACEHOLDER)

/** Of a form anything may come as a code: the database has no place for NUL and halves of characters. */
const UNREADABLE = /\0|\p{Cs}/u

/** Undefined where there is no such agency. */
export async function agencyById(sql: Sql | Tx, id: string): Promise<Agency | undefined> {
  if (UNREADABLE.test(id)) return undefined
  const [agency] = await sql<Agency[]>`select id, name, kind, taken_in_by, profile from agencies where id = ${id}`
  return agency
}

/** The units (承办机构) of an agency that work may be given to, in its own order. */
export const unitsOf = (sql: Sql | Tx, agencyId: string) => sql<{ id: string; name: string }[]>`
  select id, name from units where agency_id = ${agencyId} and closed_at is null order by position`

/** Undefined where there is no such unit. */
export async function unitName(sql: Sql | Tx, id: string): Promise<string | undefined> {
  const [unit] = await sql<{ name: string }[]>`select name from units where id = ${id}`
  return unit?.name
}

export type Colleague = { id: string; username: string; name: string; unitIds: string[] }

/**
 * What a person of `people p` is called: by name; where another one of the same agency has, or had, that name, with the user
 * name behind it, so that nobody answers for what somebody else did.
 */
export const calledInSql = (sql: Sql | Tx) => sql`
  p.name || case when exists (select from people o where o.agency_id = p.agency_id and o.name = p.name and o.id <> p.id)
    then '（' || p.username || '）' else '' end`

/** Those who may be named as handlers. */
export const handlersOf = (sql: Sql | Tx, agencyIds: readonly string[]) => sql<Colleague[]>`
  select id, username, ${calledInSql(sql)} as name, array(select unit_id from person_units where person_id = p.id) as unit_ids from people p
  where agency_id = any(${agencyIds as string[]}) and 'handler' = any(roles) and ended_at is null order by name`

const OUTSIDE: [mark: string, zh: string][] = [
  ['thirdParty:', '第三方'],
  ['consultedAgency:', '被征求意见机关'],
]

/** Those who register for these agencies, by name: of each agency and of its intake office. SQL: as above. */
export async function registrarsOf(sql: Sql | Tx, agencyIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select ${calledInSql(sql)} as name from people p
    where agency_id in (select unnest(array[id, taken_in_by]) from agencies where id = any(${agencyIds as string[]}))
      and ended_at is null and 'registrar' = any(roles)
    order by p.name, p.username`
  return rows.map(({ name }) => name)
}

const TOKEN = 'token:'

/** `staff:NAME` → the person's name, for everyone who ever recorded something in a case. */
export async function namesOf(sql: Sql | Tx, by: readonly string[]): Promise<Map<string, string>> {
  const usernames = [...new Set(by)].filter((b) => b.startsWith('staff:')).map((b) => b.slice(6))
  const rows = usernames.length
    ? await sql<
        { username: string; name: string }[]
      >`select p.username, ${calledInSql(sql)} as name from people p where p.username = any(${usernames})`
    : []
  return new Map([
    ['applicant', '申请人'],
    ['system', '系统'],
    ...by.flatMap((b) => OUTSIDE.flatMap(([mark, zh]): [string, string][] => (b.startsWith(mark) ? [[b, zh]] : []))),
    ...by.filter((b) => b.startsWith(TOKEN)).map((b): [string, string] => [b, `程序“${b.slice(TOKEN.length)}”`]),
    ...rows.map((row): [string, string] => [`staff:${row.username}`, row.name]),
  ])
}

/** `staff:NAME` → the posts of that person. */
export async function rolesOf(sql: Sql | Tx, by: readonly string[]): Promise<Map<string, readonly Role[]>> {
  const usernames = [...new Set(by)].filter((b) => b.startsWith('staff:')).map((b) => b.slice(6))
  const rows = usernames.length
    ? await sql<{ username: string; roles: Role[] }[]>`
        select username, roles from people where username = any(${usernames})`
    : []
  return new Map(rows.map(({ username, roles }): [string, readonly Role[]] => [`staff:${username}`, roles]))
}
