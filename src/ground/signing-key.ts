/**
 * The key that signs checkpoints, evidence and backups: a file of its own, which outlives every secret, so that a change of
 * secrets voids no evidence. A house without one makes it from its oldest secret: machines with one secret come to one key.
 * After a hand-over the file has the new key first and those before it below: what they signed is still the office's, and
 * what is looked up by the first of all (`Keys.lookup`) is still found.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepFirst, replaceFile } from './durable.ts'
import { derived, type Ring } from './key-ring.ts'

export const SIGNING_KEY = 'signing.key'

/** PKCS#8 frame of an Ed25519 seed (RFC 8410). */
const FRAME = Buffer.from('302e020100300506032b657004220420', 'hex')

/** What the oldest secret comes to. */
export const derivedSigner = (ring: Ring): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([FRAME, derived(ring.at(-1)!.secret, 'checkpoint')]),
    format: 'der',
    type: 'pkcs8',
  })

/** The key that signs, then those before it, newest first. */
export type Signers = readonly [KeyObject, ...KeyObject[]]

export const signersText = (signers: Signers): string =>
  signers.map((signer) => signer.export({ type: 'pkcs8', format: 'pem' })).join('')

/** @throws Error where a key of the file is no Ed25519 key, or there is none */
export function signersFrom(text: string | Buffer): Signers {
  const blocks = text.toString().match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----\n?/g) ?? [text.toString()]
  return blocks.map((block) => {
    const key = createPrivateKey(block)
    if (key.asymmetricKeyType !== 'ed25519')
      throw new Error(`it is a key for ${key.asymmetricKeyType}, not for Ed25519`)
    return key
  }) as unknown as Signers
}

/** The keys that are kept in this folder; undefined where there are none. @throws Error where they cannot be read */
export function keptSigners(folder: string): Signers | undefined {
  const path = join(folder, SIGNING_KEY)
  return existsSync(path) ? signersFrom(readFileSync(path)) : undefined
}

/** Keeps the keys in this folder: beside what is there where it is of this house, and never in the place of others. */
export function keepSigners(folder: string, signers: Signers): void {
  const path = join(folder, SIGNING_KEY)
  const kept = signersFrom(keepFirst(path, signersText(signers)))
  if (areLater(signers, kept)) replaceFile(path, signersText(signers))
}

/** Whether the first list is the second with newer keys before it. */
export const areLater = (signers: readonly KeyObject[], kept: readonly KeyObject[]): boolean =>
  signers.length > kept.length && areOneHouse(signers, kept)

/** Whether one of the lists goes on where the other ends. */
export const areOneHouse = (some: readonly KeyObject[], others: readonly KeyObject[]): boolean => {
  const [short, long] = some.length < others.length ? [some, others] : [others, some]
  return short.every((key, i) => key.equals(long.at(i - short.length)!))
}
