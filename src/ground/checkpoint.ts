/** Signed statements of the log's size and root: C2SP tlog-checkpoint and signed-note, verifiable by hand. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { COMMON_ORIGIN } from './common-origin.ts'
import type { Keys } from './keys.ts'
import { NOTE } from './signed-note.ts'

const ED25519 = Buffer.from([1])
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** A pair under the name by which it signs. */
export type Named = Pick<Keys, 'signer' | 'verifier' | 'origin'>

const rawKey = (verifier: KeyObject) => verifier.export({ format: 'der', type: 'spki' }).subarray(-32)
const keyId = (raw: Buffer, origin: string) =>
  createHash('sha256').update(`${origin}\n`).update(ED25519).update(raw).digest().subarray(0, 4)

/** `name+id+key`: what the office publishes so that others can check its checkpoints. */
export function verifierKey({ verifier, origin: own }: Pick<Keys, 'verifier' | 'origin'>, origin = own): string {
  const raw = rawKey(verifier)
  return `${origin}+${keyId(raw, origin).toString('hex')}+${Buffer.concat([ED25519, raw]).toString('base64')}`
}

export type VerifierKey = { origin: string; id: string; verifier: KeyObject }

/** The parts of a verifier key; nothing where it is none, or where its id is not its own. */
export function readVerifierKey(key: string): VerifierKey | undefined {
  const [, origin, id, told] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(key) ?? []
  const bytes = Buffer.from(told ?? '', 'base64')
  if (!origin || !id || bytes.length !== 33 || bytes[0] !== 1 || bytes.toString('base64') !== told) return undefined
  const raw = bytes.subarray(1)
  if (keyId(raw, origin).toString('hex') !== id) return undefined
  return { origin, id, verifier: createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' }) }
}

/** As `openssl pkey -pubin` reads it. */
export const publicPem = (verifier: KeyObject): string => verifier.export({ type: 'spki', format: 'pem' }) as string

/** What people compare: SHA-256 of the key in DER, in groups of four. `openssl pkey -pubin -outform DER | sha256sum` */
export const fingerprint = (verifier: KeyObject): string =>
  createHash('sha256')
    .update(verifier.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .match(/.{4}/g)!
    .join(' ')

/** A text, whose lines each end in a line feed, signed by all of these in turn. */
export function signedNote(body: string, signers: readonly Named[]): string {
  const lines = signers.map(({ signer, verifier, origin }) => {
    const signature = sign(null, Buffer.from(body), signer)
    return `— ${origin} ${Buffer.concat([keyId(rawKey(verifier), origin), signature]).toString('base64')}\n`
  })
  return `${body}\n${lines.join('')}`
}

type Parts = { body: string; signatures: { name: string; bytes: Buffer }[] }

/** What a note consists of, believed or not; nothing where it is none, or larger than any. */
function partsOf(note: string): Parts | undefined {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || note.length > NOTE.longest) return undefined
  const lines = note.slice(end + 2).split(/(?<=\n)/)
  if (lines.length > NOTE.signatures) return undefined
  const signatures = lines.flatMap((line) => {
    const [, name, told] = /^— (\S+) (\S+)\n$/.exec(line) ?? []
    const bytes = Buffer.from(told ?? '', 'base64')
    // Base64 in one form alone: bits that nobody reads are a changed byte, too.
    return name && bytes.length > 4 && bytes.toString('base64') === told ? [{ name, bytes }] : []
  })
  return signatures.length === lines.length ? { body: note.slice(0, end + 1), signatures } : undefined
}

/** The text of a note, if this key signed it under its name. @param form of the text, which is asked before any signature is */
export function signedText(note: string, key: string, form: RegExp): RegExpExecArray | undefined {
  const { body = '', signatures = [] } = partsOf(note) ?? {}
  const said = form.exec(body)
  const known = said && readVerifierKey(key)
  if (!known) return undefined
  const isSigned = signatures.some(
    ({ name, bytes }) =>
      name === known.origin &&
      bytes.subarray(0, 4).toString('hex') === known.id &&
      verify(null, Buffer.from(body), known.verifier, bytes.subarray(4)),
  )
  return isSigned ? said : undefined
}

/** The signed note of a log of `size` facts with this root (hex); of another chain under its own origin. */
export const checkpoint = (size: number, root: string, keys: Named, origin = keys.origin): string =>
  signedNote(`${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`, [{ ...keys, origin }])

/** Size and root, if the note is signed by this key under its own name. */
export function opened(note: string, key: string): { size: number; root: string } | undefined {
  const [, origin, size, root] = signedText(note, key, /^(\S+)\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\n$/) ?? []
  if (!size || !root || origin !== readVerifierKey(key)?.origin) return undefined
  return { size: Number(size), root: Buffer.from(root, 'base64').toString('hex') }
}

/** The same, signed by the office with its present key or an earlier one. The log's own under the name that all had once, too. */
export function openedByOffice(
  note: string,
  keys: Pick<Keys, 'verifier' | 'earlier' | 'origin'>,
  origins: readonly string[] = [keys.origin, COMMON_ORIGIN],
): { size: number; root: string } | undefined {
  for (const origin of origins)
    for (const verifier of [keys.verifier, ...keys.earlier]) {
      const said = opened(note, verifierKey({ verifier, origin }))
      if (said) return said
    }
  return undefined
}
