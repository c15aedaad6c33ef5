/** Every key of the house: what seals and opens, what finds again, what gives codes, what signs. */
import { createHmac, createPublicKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { COMMON_ORIGIN } from './common-origin.ts'
import { type Config, ConfigFault } from './config.ts'
import { codeBy } from './enquiry-codes.ts'
import { derived, derivedKeys, type Ring } from './key-ring.ts'
import { openedBy, type Place, type Sealing, sealedBy, type Use } from './sealing.ts'
import { derivedSigner, keptSigners, SIGNING_KEY, type Signers } from './signing-key.ts'
import { tidyNumber } from './tidy.ts'

/** By which key the code of a number is derived; the code itself, sealed, where that key may be gone. */
export type CodedBy = { keys: string; code: Buffer | null }

export type Keys = {
  /** The names of the ring's keys: the first seals. */
  ids: readonly [string, ...string[]]
  /** The same text is sealed differently each time. @param place the row that it belongs to */
  seal(use: Use, place: Place, plain: string | Uint8Array): Buffer
  /** @throws Unopened where the bytes were changed, moved, or sealed by a key that the ring lacks. */
  open(use: Use, place: Place, sealed: Uint8Array): Buffer
  /**
   * A blind index: the same value gives the same text, which names the key, a dot after it, and tells nothing of the value.
   * By each key of the ring: rows may have been written by any of them.
   */
  blind(value: string): string[]
  /** The same by a key that is never changed, for what could not be computed again: the value is kept nowhere. */
  lookup(value: string): string
  /** The code that opens the file of this number. `issue`: how often a new one was given out. */
  enquiryCode(number: string, by: CodedBy, issue?: number): string
  enquiryCodeFits(number: string, by: CodedBy, typed: string, issue?: number): boolean
  /** The code as it is kept where the key that it follows from is to go. */
  keepCode(number: string, by: CodedBy, issue: number): Buffer
  /** Of each key what shows that it is the same, and says nothing of it. */
  proofs: readonly { id: string; proof: string }[]
  /** By what name this installation signs: its database has it. */
  origin: string
  signer: KeyObject
  verifier: KeyObject
  /** The public halves of the keys that signed before, newest first. */
  earlier: readonly KeyObject[]
  /** The signing key, then those before it. */
  signers: Signers
  /** Secrets for signed cookies: the first signs, each is believed. */
  cookie: string[]
}

/** 128 bits: nobody meets another one's by chance, and a row keeps several. */
const BLIND_LENGTH = 22

/** All keys of a ring: the same secrets give the same keys, each use one of its own. */
export function keysOf(
  ring: Ring,
  {
    signers = [derivedSigner(ring)],
    sealing = 'aes',
    origin = COMMON_ORIGIN,
  }: { signers?: Signers; sealing?: Sealing; origin?: string } = {},
): Keys {
  const [signer, ...before] = signers
  const keys = ring.map(({ id, secret }) => ({ id, keys: derivedKeys(secret, id) }))
  const [first] = keys as [(typeof keys)[0]]
  const keysNamed = (id: string) => keys.find((one) => one.id === id)?.keys
  const verifier = createPublicKey(signer)
  const forGood = derivedKeys(signers.at(-1)!.export({ type: 'pkcs8', format: 'der' }), 'for good')('lookup')

  const seal: Keys['seal'] = (use, place, plain) => sealedBy(first, sealing, use, place, plain)
  const open: Keys['open'] = (use, place, sealed) => openedBy(keysNamed, use, place, sealed)
  const enquiryCode: Keys['enquiryCode'] = (number, by, issue = 0) => {
    const kept = by.code && open('codes', [number], by.code).toString('utf8').split(' ')
    if (kept?.[0] === String(issue)) return kept[1]!
    const key = keysNamed(by.keys)
    if (!key) throw new Error(`The code of ${number} follows from the key ${by.keys}, which the ring lacks.`)
    return codeBy(key('enquiry code'), number, issue)
  }
  return {
    ids: keys.map(({ id }) => id) as [string, ...string[]],
    seal,
    open,
    blind: (value) => keys.map((one) => `${one.id}.${hashed(one.keys('blind'), value).slice(0, BLIND_LENGTH)}`),
    lookup: (value) => hashed(forGood, value),
    enquiryCode,
    enquiryCodeFits(number, by, typed, issue) {
      const [tried, right] = [Buffer.from(tidyNumber(typed)), Buffer.from(enquiryCode(number, by, issue))]
      return tried.length === right.length && timingSafeEqual(tried, right)
    },
    keepCode: (number, by, issue) => seal('codes', [number], `${issue} ${enquiryCode(number, by, issue)}`),
    proofs: ring.map(({ id, secret }) => ({ id, proof: derived(secret, `${id} proof`, 16).toString('base64url') })),
    origin,
    signer,
    verifier,
    earlier: before.map((key) => createPublicKey(key)),
    signers,
    cookie: ring.map(({ id, secret }) => derived(secret, `${id} cookie`).toString('base64url')),
  }
}

const hashed = (key: KeyObject, value: string) => createHmac('sha256', key).update(value).digest('base64url')

/** The keys of a process. @throws ConfigFault where the signing key cannot be read */
export function openKeys({ secrets, dataDir, sealing }: Pick<Config, 'secrets' | 'dataDir' | 'sealing'>): Keys {
  try {
    return keysOf(secrets, { signers: keptSigners(dataDir) ?? [derivedSigner(secrets)], sealing })
  } catch (why) {
    throw new ConfigFault([
      {
        name: 'DATA_DIR',
        problem: `holds a ${SIGNING_KEY} that cannot be read (${(why as Error).message})`,
        remedy: 'Restore that file from the keys of the backup',
        zh: `DATA_DIR 中的 ${SIGNING_KEY} 读不出来（${(why as Error).message}）。请从与备份分开保管的密钥中恢复这个文件。`,
      },
    ])
  }
}
