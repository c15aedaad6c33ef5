/** People whom tests about people bring in, and what they do. */
import { PASSWORD } from '../../src/demo/district.ts'
import { newId } from '../../src/ground/ids.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { type Answer, asForm, type Json, send } from '../support/api.ts'
import type { Office } from '../support/house.ts'

export const GOOD_PASSWORD = '云溪-Kaimen-2026'

/** Everybody in an office, by username. */
export async function staffIn({ sql }: Pick<Office, 'sql'>): Promise<Record<string, string>> {
  const rows = await sql<{ id: string; username: string }[]>`select id, username from people`
  return Object.fromEntries(rows.map(({ id, username }) => [username, id]))
}

/** Somebody who is there already, whatever the office says about rights. */
export async function settles(
  office: Office,
  username: string,
  roles: string[],
  agencyId = 'yunxi',
  units: string[] = [],
) {
  const id = newId(office.house.time.now())
  const password = await hashPassword(PASSWORD)
  await office.sql`insert into people ${office.sql({ id, agencyId, username, name: `示例·${username}`, roles, password, demonstration: true })}`
  for (const unitId of units) await office.sql`insert into person_units ${office.sql({ personId: id, unitId })}`
  return { ...office.staff(username), id }
}

/** Sets a password by a one-time link, as a browser does. */
export const follows = (office: Pick<Office, 'app'>, link: string, password = GOOD_PASSWORD): Promise<Answer> =>
  send(office.app, { method: 'POST', url: new URL(link).pathname, ...asForm({ password, again: password }) })

export const codes = ({ json }: { json: Json }): [field: string, code: string][] =>
  (json.errors ?? []).map(({ field, code }: { field: string; code: string }) => [field, code])

/** Everything that is kept about people: equal before and after means that nothing changed. */
export async function standing({ sql }: Pick<Office, 'sql'>): Promise<string> {
  const [people, units, covers, proposals, decisions, invitations] = await Promise.all([
    sql`select id, username, name, email, roles, ended_at from people order by id`,
    sql`select * from person_units order by person_id, unit_id`,
    sql`select * from covers order by id`,
    sql`select * from right_proposals order by person_id, position`,
    sql`select * from right_decisions order by person_id, position`,
    sql`select * from invitations order by token_hash`,
  ])
  return JSON.stringify({ people, units, covers, proposals, decisions, invitations })
}
