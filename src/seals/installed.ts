/** The seals of the agencies: installing, revoking, and the one in force. A version never changes and none is removed. */
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { SealFault } from './fault.ts'
import { type Picture, readPicture } from './picture.ts'
import { holds, pkcs12Seal, type SealProvider } from './provider.ts'

export type Upload = {
  p12: Buffer
  password: string
  picture: Buffer | null
  /** In millimetres. */
  diameter: number
  authority: string | null
}

export type Installed = {
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

export type SealRow = Pick<Installed, 'agencyId' | 'version' | 'picture' | 'diameter' | 'authority'> & {
  sealed: Buffer
}

/** Every version of every agency, the newest first. Not the keys. */
export const installedSeals = (sql: Sql) => sql<Installed[]>`
  select s.agency_id, s.version, subject, issuer, serial, not_before, not_after, picture, diameter, authority, s.by, s.at,
    r.at as revoked_at, r.by as revoked_by, r.reason
  from agency_seals s left join agency_seal_revocations r using (agency_id, version)
  order by s.agency_id, s.version desc`

/** The agency's newest version, if it has one and it is not revoked. */
export async function sealInForce(sql: Sql | Tx, agencyId: string): Promise<SealRow | undefined> {
  const [row] = await sql<(SealRow & { revoked: boolean })[]>`
    select s.agency_id, s.version, sealed, picture, diameter, authority, r.at is not null as revoked
    from agency_seals s left join agency_seal_revocations r using (agency_id, version)
    where s.agency_id = ${agencyId} order by s.version desc limit 1`
  return row?.revoked ? undefined : row
}

/** A version whether or not it is still in force: for a letter that is made again. */
export async function sealOfVersion(sql: Sql | Tx, agencyId: string, version: number): Promise<SealRow | undefined> {
  const [row] = await sql<SealRow[]>`
    select agency_id, version, sealed, picture, diameter, authority from agency_seals
    where agency_id = ${agencyId} and version = ${version}`
  return row
}

/**
 * Installs the next version. The store is opened before it is kept: what is in force can sign.
 * @throws SealFault
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
  const drawn = picture ? await house.blobs.put(picture) : undefined
  const sealed = house.keys.seal(JSON.stringify({ p12: p12.toString('base64'), password }))
  const { subject, issuer, serial, notBefore, notAfter } = certificate
  return house.sql.begin(async (tx) => {
    await tx`select 1 from agencies where id = ${agencyId} for update` // one after the other
    const [row] = await tx<{ version: number }[]>`
      insert into agency_seals (agency_id, version, provider, sealed, subject, issuer, serial, not_before, not_after,
        picture, diameter, authority, by, at)
      select ${agencyId}, coalesce(max(version), 0) + 1, 'pkcs12', ${sealed}, ${subject}, ${issuer}, ${serial},
        ${notBefore.toISOString()}, ${notAfter.toISOString()}, ${drawn?.sha256 ?? null}, ${diameter}, ${authority},
        ${by}, ${at.toISOString()}
      from agency_seals where agency_id = ${agencyId}
      returning version`
    return row!.version
  })
}

/** False where that version is not installed or was revoked before. */
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

export type OpenSeal = { provider: SealProvider; picture: Picture | null; diameter: number }

/** Opened once a process: a key store makes us wait on purpose, and a letter should not. */
const opened = new WeakMap<House['keys'], Map<string, OpenSeal>>()

/** @throws SealFault SEAL_UNREADABLE */
export async function openSeal(house: Pick<House, 'blobs' | 'keys'>, row: SealRow): Promise<OpenSeal> {
  const seals = opened.get(house.keys) ?? new Map<string, OpenSeal>()
  opened.set(house.keys, seals)
  const name = `${row.agencyId} ${row.version}`
  const known = seals.get(name)
  if (known) return known
  const { p12, password } = unsealed(house, row)
  const provider = await pkcs12Seal(Buffer.from(p12, 'base64'), password, { timestamped: row.authority !== null })
  const picture = row.picture ? readPicture(await house.blobs.read(row.picture)) : null
  const seal = { provider, picture, diameter: row.diameter }
  seals.set(name, seal)
  return seal
}

function unsealed(house: Pick<House, 'keys'>, { sealed }: SealRow): { p12: string; password: string } {
  try {
    return JSON.parse(house.keys.unseal(sealed))
  } catch (error) {
    throw new SealFault('SEAL_UNREADABLE', '', error)
  }
}
