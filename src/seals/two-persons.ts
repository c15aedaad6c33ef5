/**
 * The only way a seal comes into force, and the only way it ends: one person asks, another decides. Until then nothing
 * changes. Rights are the routes' to ask; who asked never decides.
 */
import type { Tx } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import { SealFault } from './fault.ts'
import { readPicture } from './picture.ts'
import { holds, pkcs12Seal } from './provider.ts'

/** What the administrator hands in. */
export type Upload = {
  p12: Buffer
  password: string
  picture: Buffer | null
  /** In millimetres. */
  diameter: number
  authority: string | null
  /** Said by whoever uploads: nobody else vouches for this certificate. */
  selfSigned: boolean
}

/** A request: of the installation (0) or of the revocation of this number. */
export type Request = { agencyId: string; version: number; request: number }

type Standing = {
  notBefore: string
  notAfter: string
  selfSigned: boolean
  by: string
  /** Null while nobody decided on the installation. */
  installed: boolean | null
  revoked: boolean
}

/**
 * Uploads the agency's next version and gives its number; it waits for another person. The store is opened first: what
 * comes into force can sign.
 * @throws SealFault that names what is wrong with store, password, certificate or picture; SELF_SIGNED where that was not said.
 * @throws Refusal SEAL_WAITS while another version waits.
 */
export async function uploadSeal(
  house: Pick<House, 'sql' | 'blobs' | 'time' | 'keys'>,
  agencyId: string,
  upload: Upload,
  by: string,
): Promise<number> {
  const { p12, password, picture, diameter, authority } = upload
  const { certificate } = await pkcs12Seal(p12, password)
  const at = house.time.now()
  holds(certificate, at)
  if (certificate.selfSigned && !upload.selfSigned) throw new SealFault('SELF_SIGNED')
  if (picture) readPicture(picture)
  const image = picture ? await house.blobs.put(picture) : undefined
  const content = JSON.stringify({ p12: p12.toString('base64'), password })
  const { subject, issuer, serial, notBefore, notAfter, fingerprint, chain, selfSigned } = certificate
  return house.sql.begin(async (tx) => {
    await lock(tx, agencyId)
    const waits = await tx`
      select 1 from agency_seals s where agency_id = ${agencyId} and not exists (
        select from agency_seal_decisions d where (d.agency_id, d.version, d.request) = (s.agency_id, s.version, 0))`
    if (waits.length > 0)
      throw new Refusal('FACT_REFUSED', { code: 'SEAL_WAITS', message: '已有一版印章等待另一人批准，请先决定' })
    const [last] = await tx<{ version: number }[]>`
      select coalesce(max(version), 0) as version from agency_seals where agency_id = ${agencyId}`
    const version = last!.version + 1
    await tx`
      insert into agency_seals (agency_id, version, provider, sealed, subject, issuer, serial, not_before, not_after,
        fingerprint, chain, self_signed, picture, diameter, authority, by, at)
      values (${agencyId}, ${version}, 'pkcs12', ${house.keys.seal('seals', [agencyId, version], content)}, ${subject}, ${issuer}, ${serial},
        ${notBefore.toISOString()}, ${notAfter.toISOString()}, ${fingerprint}, ${chain}, ${selfSigned},
        ${image?.sha256 ?? null}, ${diameter}, ${authority}, ${by}, ${at.toISOString()})`
    const after = { state: 'waiting', certificate: subject, fingerprint, selfSigned }
    await recordChange(tx, house, { agencyId, what: 'seal', subject: String(version), before: null, after }, by)
    return version
  })
}

/**
 * Asks that a version end; it stays in force until another person approves.
 * @throws Refusal NOT_FOUND; SEAL_NOT_IN_FORCE; SEAL_WAITS where that was asked already
 */
export async function askRevocation(
  house: Pick<House, 'sql' | 'time'>,
  { agencyId, version }: Pick<Request, 'agencyId' | 'version'>,
  reason: string,
  by: string,
): Promise<void> {
  await house.sql.begin(async (tx) => {
    await lock(tx, agencyId)
    const standing = await standingOf(tx, agencyId, version)
    const later = await tx`
      select 1 from agency_seal_decisions where agency_id = ${agencyId} and version > ${version} and request = 0 and approved`
    if (!standing.installed || standing.revoked || later.length > 0)
      throw new Refusal('FACT_REFUSED', { code: 'SEAL_NOT_IN_FORCE', message: '这一版印章不在使用中，不需要撤销' })
    const [row] = await tx<{ waits: boolean; request: number }[]>`
      select coalesce(bool_or(d.approved is null), false) as waits, coalesce(max(request), 0) + 1 as request
      from agency_seal_revocations left join agency_seal_decisions d using (agency_id, version, request)
      where agency_id = ${agencyId} and version = ${version}`
    if (row!.waits)
      throw new Refusal('FACT_REFUSED', { code: 'SEAL_WAITS', message: '撤销这枚印章的申请已在等待另一人批准' })
    await tx`
      insert into agency_seal_revocations (agency_id, version, request, reason, by, at) values
        (${agencyId}, ${version}, ${row!.request}, ${reason}, ${by}, ${house.time.now().toISOString()})`
    await changed(tx, house, { agencyId, version }, ['inForce', 'revocationAsked'], { by, why: reason })
  })
}

/**
 * Approves or refuses, once. An approved version is in force from now on, an approved revocation ends it.
 * @throws Refusal NOT_FOUND; SEAL_DECIDED; NOT_YOURS for who asked
 * @param selfSigned said by whoever approves, as by whoever uploaded
 * @throws SealFault where the certificate of an approved version does not hold any more; SELF_SIGNED
 */
export async function decideOnSeal(
  house: Pick<House, 'sql' | 'time'>,
  { agencyId, version, request }: Request,
  { approved, why, selfSigned }: { approved: boolean; why: string; selfSigned: boolean },
  by: string,
): Promise<void> {
  const at = house.time.now()
  await house.sql.begin(async (tx) => {
    await lock(tx, agencyId)
    const installation = await standingOf(tx, agencyId, version)
    const [asked] =
      request === 0
        ? [installation]
        : await tx<{ by: string }[]>`
            select by from agency_seal_revocations
            where agency_id = ${agencyId} and version = ${version} and request = ${request}`
    if (!asked) throw notFound()
    const decided = await tx`
      select 1 from agency_seal_decisions
      where agency_id = ${agencyId} and version = ${version} and request = ${request}`
    if (decided.length > 0)
      throw new Refusal('FACT_REFUSED', { code: 'SEAL_DECIDED', message: '已由另一人决定，请刷新页面查看' })
    if (asked.by === by)
      throw new Refusal('NOT_YOURS', { message: '上传或者申请的人不能批准自己的印章，请由另一人决定' })
    if (request === 0 && approved) {
      holds({ notBefore: new Date(installation.notBefore), notAfter: new Date(installation.notAfter) }, at)
      if (installation.selfSigned && !selfSigned) throw new SealFault('SELF_SIGNED')
    }
    await tx`
      insert into agency_seal_decisions (agency_id, version, request, approved, by, at, why) values
        (${agencyId}, ${version}, ${request}, ${approved}, ${by}, ${at.toISOString()}, ${why})`
    await changed(tx, house, { agencyId, version }, STATES[request === 0 ? 'installation' : 'revocation'](approved), {
      by,
      why,
    })
  })
}

/** Before and after a decision, for the audit. */
const STATES = {
  installation: (approved: boolean): [string, string] => ['waiting', approved ? 'inForce' : 'refused'],
  revocation: (approved: boolean): [string, string] => ['revocationAsked', approved ? 'revoked' : 'inForce'],
}

const changed = (
  tx: Tx,
  house: Pick<House, 'time'>,
  { agencyId, version }: Pick<Request, 'agencyId' | 'version'>,
  [was, is]: [string, string],
  { by, why }: { by: string; why: string },
) => {
  const change = { agencyId, what: 'seal' as const, subject: String(version) }
  return recordChange(tx, house, { ...change, before: { state: was }, after: { state: is, why } }, by)
}

/** @throws Refusal NOT_FOUND */
async function standingOf(tx: Tx, agencyId: string, version: number): Promise<Standing> {
  const [row] = await tx<Standing[]>`
    select not_before, not_after, self_signed, s.by, d.approved as installed, exists (
      select from agency_seal_decisions r where (r.agency_id, r.version) = (s.agency_id, s.version)
        and r.request > 0 and r.approved) as revoked
    from agency_seals s left join agency_seal_decisions d
      on (d.agency_id, d.version, d.request) = (s.agency_id, s.version, 0)
    where s.agency_id = ${agencyId} and s.version = ${version}`
  if (!row) throw notFound()
  return row
}

/** One after the other. */
const lock = (tx: Tx, agencyId: string) => tx`select 1 from agencies where id = ${agencyId} for update`
