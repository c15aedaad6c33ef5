/** The seals of the agencies: installing, revoking, and the one in force. A version never changes and none is removed. */
import { and, asc, desc, eq } from 'drizzle-orm'
import type { Db, Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { SealFault } from './fault.ts'
import { type Picture, readPicture } from './picture.ts'
import { holds, pkcs12Seal, type SealProvider } from './provider.ts'
import { agencySealRevocations, agencySeals } from './tables.ts'

/** What the administrator hands in. */
export type Upload = {
  p12: Buffer
  password: string
  picture: Buffer | null
  /** In millimetres. */
  diameter: number
  authority: string | null
}

/** One version of an agency's seal, without its key. Instants in ISO 8601. */
export type SealVersion = {
  agencyId: string
  version: number
  subject: string
  issuer: string
  serial: string
  notBefore: string
  notAfter: string
  picture: string | null
  diameter: number
  authority: string | null
  by: string
  at: string
  revokedAt: string | null
  revokedBy: string | null
  reason: string | null
}

/** A version with its key store and password, which the house's key encrypts. */
export type SealRow = Pick<SealVersion, 'agencyId' | 'version' | 'picture' | 'diameter' | 'authority'> & {
  encrypted: Buffer
}

/** Every version of every agency, the newest first. Not the keys. */
export const installedSeals = (db: Db): Promise<SealVersion[]> => {
  const { agencyId, version, subject, issuer, serial, notBefore, notAfter, picture, diameter, authority, by, at } =
    agencySeals
  const revoked = agencySealRevocations
  return db
    .select({
      ...{ agencyId, version, subject, issuer, serial, notBefore, notAfter, picture, diameter, authority, by, at },
      ...{ revokedAt: revoked.at, revokedBy: revoked.by, reason: revoked.reason },
    })
    .from(agencySeals)
    .leftJoin(revoked, and(eq(revoked.agencyId, agencyId), eq(revoked.version, version)))
    .orderBy(asc(agencyId), desc(version))
}

/** The agency's newest version, if it has one and it is not revoked. SQL: a letter is sealed in the transaction of its fact. */
export async function sealInForce(sql: Sql | Tx, agencyId: string): Promise<SealRow | undefined> {
  const [row] = await sql<(SealRow & { revoked: boolean })[]>`
    select s.agency_id, s.version, sealed as encrypted, picture, diameter, authority, r.at is not null as revoked
    from agency_seals s left join agency_seal_revocations r using (agency_id, version)
    where s.agency_id = ${agencyId} order by s.version desc limit 1`
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

/**
 * Installs the agency's next version and gives its number. The store is opened first: what is in force can sign.
 * @throws SealFault that names what is wrong with store, password, certificate or picture.
 */
export async function installSeal(
  house: Pick<House, 'sql' | 'blobs' | 'time' | 'keys'>,
  agencyId: string,
  upload: Upload,
  by: string,
): Promise<number> {
  const { p12, password, picture, diameter, authority } = upload
  const { certificate } = await pkcs12Seal(p12, password)
  const at = house.time.now()
  holds(certificate, at)
  if (picture) readPicture(picture)
  const image = picture ? await house.blobs.put(picture) : undefined
  const encrypted = house.keys.encrypt(JSON.stringify({ p12: p12.toString('base64'), password }))
  const { subject, issuer, serial, notBefore, notAfter } = certificate
  return house.sql.begin(async (tx) => {
    await tx`select 1 from agencies where id = ${agencyId} for update` // one after the other
    const [row] = await tx<{ version: number }[]>`
      insert into agency_seals (agency_id, version, provider, sealed, subject, issuer, serial, not_before, not_after,
        picture, diameter, authority, by, at)
      select ${agencyId}, coalesce(max(version), 0) + 1, 'pkcs12', ${encrypted}, ${subject}, ${issuer}, ${serial},
        ${notBefore.toISOString()}, ${notAfter.toISOString()}, ${image?.sha256 ?? null}, ${diameter}, ${authority},
        ${by}, ${at.toISOString()}
      from agency_seals where agency_id = ${agencyId}
      returning version`
    return row!.version
  })
}

/** Ends a version, with a reason of the administrator's. False where that version is not installed or was revoked before. */
export async function revokeSeal(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  agencyId: string,
  version: number,
  reason: string,
  by: string,
): Promise<boolean> {
  const revoked = await sql`
    insert into agency_seal_revocations (agency_id, version, reason, by, at)
    select agency_id, version, ${reason}, ${by}, ${time.now().toISOString()} from agency_seals
    where agency_id = ${agencyId} and version = ${version}
    on conflict do nothing returning version`
  return revoked.length === 1
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
  const { p12, password } = decrypted(house, row)
  const provider = await pkcs12Seal(Buffer.from(p12, 'base64'), password, { timestamped: row.authority !== null })
  const picture = row.picture ? readPicture(await house.blobs.read(row.picture)) : null
  const seal = { provider, picture, diameter: row.diameter }
  seals.set(name, seal)
  return seal
}

function decrypted(house: Pick<House, 'keys'>, { encrypted }: SealRow): { p12: string; password: string } {
  try {
    return JSON.parse(house.keys.decrypt(encrypted))
  } catch (error) {
    throw new SealFault('SEAL_UNREADABLE', '', error)
  }
}
