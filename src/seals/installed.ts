/** The seal of an agency that is in force, and each that was: opened, it signs. A version never changes and none is removed. */
import { and, eq } from 'drizzle-orm'
import type { Db, Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { SealFault } from './fault.ts'
import { type Picture, readPicture } from './picture.ts'
import { pkcs12Seal, type SealProvider } from './provider.ts'
import { agencySeals } from './tables.ts'

/** A version with its key store and password, which the house's key encrypts. */
export type SealRow = {
  agencyId: string
  version: number
  picture: string | null
  diameter: number
  authority: string | null
  encrypted: Buffer
}

/**
 * The newest version that a second person approved, if there is one and it is not revoked. SQL: a letter is sealed in the
 * transaction of its fact.
 */
export async function sealInForce(sql: Sql | Tx, agencyId: string): Promise<SealRow | undefined> {
  const [row] = await sql<(SealRow & { revoked: boolean })[]>`
    select agency_id, version, sealed as encrypted, picture, diameter, authority, exists (
      select from agency_seal_decisions r
      where (r.agency_id, r.version) = (s.agency_id, s.version) and r.request > 0 and r.approved) as revoked
    from agency_seals s join agency_seal_decisions d using (agency_id, version)
    where agency_id = ${agencyId} and d.request = 0 and d.approved order by version desc limit 1`
  return row?.revoked ? undefined : row
}

/** A version whether or not it is still in force: for a letter that is made again. */
export async function sealOfVersion(db: Db, agencyId: string, version: number): Promise<SealRow | undefined> {
  const { encrypted, picture, diameter, authority } = agencySeals
  const [row] = await db
    .select({ agencyId: agencySeals.agencyId, version: agencySeals.version, encrypted, picture, diameter, authority })
    .from(agencySeals)
    .where(and(eq(agencySeals.agencyId, agencyId), eq(agencySeals.version, version)))
  return row
}

/** Ready to sign; the diameter of the picture in millimetres. */
export type OpenSeal = { provider: SealProvider; picture: Picture | null; diameter: number }

/** Opened once a process: a key store makes us wait on purpose, and a letter should not. */
const openSeals = new WeakMap<House['keys'], Map<string, OpenSeal>>()

/**
 * The seal of a version, opened with the house's key.
 * @throws SealFault SEAL_UNREADABLE where that is another key, or what `pkcs12Seal` finds wrong.
 */
export async function openSeal(house: Pick<House, 'blobs' | 'keys'>, row: SealRow): Promise<OpenSeal> {
  const seals = openSeals.get(house.keys) ?? new Map<string, OpenSeal>()
  openSeals.set(house.keys, seals)
  const name = `${row.agencyId} ${row.version}`
  const already = seals.get(name)
  if (already) return already
  const { p12, password } = opened(house, row)
  const provider = await pkcs12Seal(Buffer.from(p12, 'base64'), password, { timestamped: row.authority !== null })
  const picture = row.picture ? readPicture(await house.blobs.read(row.picture)) : null
  const seal = { provider, picture, diameter: row.diameter }
  seals.set(name, seal)
  return seal
}

function opened(
  { keys }: Pick<House, 'keys'>,
  { agencyId, version, encrypted }: SealRow,
): { p12: string; password: string } {
  try {
    return JSON.parse(keys.open('seals', [agencyId, version], encrypted).toString('utf8'))
  } catch (error) {
    throw new SealFault('SEAL_UNREADABLE', '', error)
  }
}
