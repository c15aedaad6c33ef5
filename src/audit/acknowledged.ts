/**
 * A link that somebody planted stands for ever, for nothing is ever taken out of a chain; so would its fault, and every other fault
 * would come after it. A security officer who has found out how it came about says so, with a reason: a line of the audit itself,
 * chained like any other. From then on verification and the list of faults name it apart, with who said so and why, and readiness
 * counts it; what is wrong at the same place in another way, or with another hash, is a fault as before. SQL: read by verification and by night.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { tell } from './write.ts'

/** One link of a chain, by what it is: not a place alone, at which another one could be planted. */
export type FaultyLink = { what: string; agency: string; line: string; position: number; hash: string }
export type Acknowledgement = { by: string; at: string; why: string }
export type Acknowledged = FaultyLink & { acknowledged: Acknowledgement }

/** By `keyOf`; of several the first. */
export type Acknowledgements = ReadonlyMap<string, Acknowledged>

export const keyOf = ({ what, agency, line, position, hash }: FaultyLink): string =>
  JSON.stringify([agency, position, line, hash, what])

/** Every acknowledgement of the house. @param sql over all agencies */
export async function acknowledgements(sql: Sql | Tx): Promise<Acknowledgements> {
  const rows = await sql<{ by: string; at: string; detail: Partial<FaultyLink & { why: string }> | null }[]>`
    select by, at, detail from audit_lines where what = 'auditFault' and succeeded and by like 'staff:%' order by id desc`
  return new Map(
    rows.flatMap(({ by, at, detail }): [string, Acknowledged][] => {
      const { what, agency, line, position, hash, why } = detail ?? {}
      if (what === undefined || agency === undefined || line === undefined) return []
      if (position === undefined || hash === undefined || why === undefined) return []
      const link = { what, agency, line, position, hash }
      return [[keyOf(link), { ...link, acknowledged: { by, at: new Date(at).toISOString(), why } }]]
    }),
  )
}

/** Puts on record that a fault is known, and why it stands. @param by `staff:NAME` of a security officer */
export const acknowledge = (
  sql: Sql | Tx,
  house: { time: Pick<House['time'], 'now'> },
  by: string,
  fault: FaultyLink,
  why: string,
): Promise<void> =>
  tell(sql, house, {
    ...{ by, what: 'auditFault', succeeded: true, subject: `${fault.agency} ${fault.position}` },
    detail: { ...fault, why },
  })
