/**
 * Passkeys (WebAuthn): a key that stays on the device and is unlocked there by finger, face or PIN. Having it and
 * unlocking it are two factors in one, so that it stands for password and code together.
 */
import { isIP } from 'node:net'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { asc, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Db } from '../db/client.ts'
import type { House } from '../house.ts'
import { recordOfPerson } from './changes.ts'
import type { Viewer } from './sessions.ts'
import { passkeys } from './tables.ts'

/** Whom a browser makes keys for: a host by its name. */
export type Party = { id: string; origin: string }

/**
 * PUBLIC_URL's host; without one `localhost`, where the browser says so. Null at an IP address, for which no browser
 * makes a key (WebAuthn, 5.1.3: the identifier is a domain).
 */
export function partyOf({ config }: Pick<House, 'config'>, request: FastifyRequest): Party | null {
  if (config.publicUrl) {
    const { hostname, origin } = new URL(config.publicUrl)
    return isIP(hostname.replace(/^\[|\]$/g, '')) ? null : { id: hostname, origin }
  }
  return request.hostname === 'localhost' ? { id: 'localhost', origin: `${request.protocol}://${request.host}` } : null
}

/** What the browser is asked when somebody registers a device; the challenge in it is to come back signed. */
export async function registrationFor({ sql }: Pick<House, 'sql'>, party: Party, viewer: Viewer) {
  // SQL: asked before what writes.
  const own = await sql<{ id: string }[]>`select id from passkeys where person_id = ${viewer.id}`
  return optionsFor(party, { id: viewer.id, userName: viewer.username, shown: viewer.name }, own)
}

/** The same for whoever has an account: `own`, devices that are registered already. */
export const optionsFor = (
  party: Party,
  { id, userName, shown }: { id: string; userName: string; shown: string },
  own: readonly { id: string }[],
) =>
  generateRegistrationOptions({
    rpName: '依申请公开',
    rpID: party.id,
    userName,
    userDisplayName: shown,
    userID: new Uint8Array(Buffer.from(id)),
    excludeCredentials: [...own],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })

/** What the device showed when it signed this challenge for this host, unlocked; null where it did not. */
export async function registeredBy(party: Party, challenge: string, credential: unknown) {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: credential as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
  }).catch(() => ({ verified: false as const, registrationInfo: undefined }))
  return verified ? registrationInfo.credential : null
}

/** A registered device, as a table keeps it. */
type Device = { id: string; publicKey: Buffer; counter: number }

/** How often the device says it has signed, where it signed this challenge for this host, unlocked; null where it did not. */
export async function signedBy(
  party: Party,
  challenge: string,
  credential: unknown,
  { id, publicKey, counter }: Device,
): Promise<number | null> {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: credential as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: { id, publicKey: new Uint8Array(publicKey), counter },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  return verified ? authenticationInfo!.newCounter : null
}

/** The name of the device that an answer bears; undefined where it bears none. */
export function deviceIn(credential: unknown): string | undefined {
  const id = (credential as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : undefined
}

/** Keeps a device that signed the challenge. False where it did not, or nobody unlocked it. */
export async function register(
  house: Pick<House, 'sql' | 'time'>,
  party: Party,
  { personId, challenge, name }: { personId: string; challenge: string; name: string },
  credential: unknown,
): Promise<boolean> {
  const shown = await registeredBy(party, challenge, credential)
  if (!shown) return false
  const { id, publicKey, counter } = shown
  return house.sql.begin(async (tx) => {
    const kept = await tx`
      insert into passkeys (id, person_id, public_key, counter, name, at)
      values (${id}, ${personId}, ${Buffer.from(publicKey)}, ${counter}, ${name}, ${house.time.now().toISOString()})
      on conflict do nothing returning 1 as kept`
    if (kept.length === 0) return false
    await recordOfPerson(tx, house, personId, { what: 'factor', before: null, after: { factor: 'passkey', name } })
    return true
  })
}

/** What the browser is asked when somebody signs in: the device says who it is. */
export const challengeFor = (party: Party) =>
  generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' })

/** Whose device signed the challenge, unlocked; null where it is none of ours, or its owner has left. */
export async function ownerOf(
  { sql }: Pick<House, 'sql'>,
  party: Party,
  challenge: string,
  credential: unknown,
): Promise<{ personId: string; username: string } | null> {
  const id = deviceIn(credential)
  if (id === undefined) return null
  // SQL: part of the sign-in.
  const [row] = await sql<{ personId: string; username: string; publicKey: Buffer; counter: number }[]>`
    select k.person_id, k.public_key, k.counter, p.username from passkeys k join people p on p.id = k.person_id
    where k.id = ${id} and p.ended_at is null`
  if (!row) return null
  const signed = await signedBy(party, challenge, credential, { id, ...row })
  if (signed === null) return null
  await sql`update passkeys set counter = ${signed} where id = ${id}`
  return { personId: row.personId, username: row.username }
}

export type Passkey = { id: string; name: string; at: string }

/** The devices that somebody has registered, the oldest first. */
export const passkeysOf = (db: Db, personId: string): Promise<Passkey[]> =>
  db
    .select({ id: passkeys.id, name: passkeys.name, at: passkeys.at })
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .orderBy(asc(passkeys.at))

/** Takes one of one's own devices away. */
export async function dropPasskey(house: Pick<House, 'sql' | 'time'>, personId: string, id: string): Promise<void> {
  await house.sql.begin(async (tx) => {
    const [gone] = await tx<{ name: string }[]>`
      delete from passkeys where person_id = ${personId} and id = ${id} returning name`
    const before = gone && { factor: 'passkey', name: gone.name }
    if (before) await recordOfPerson(tx, house, personId, { what: 'factor', before, after: null })
  })
}
