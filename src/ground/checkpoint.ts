/** Signed statements of the log's size and root: C2SP tlog-checkpoint and signed-note, verifiable by hand. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Keys } from './keys.ts'

export const ORIGIN = 'ysqgk/ledger'
const ED25519 = Buffer.from([1])
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

const rawKey = (verifier: KeyObject) => verifier.export({ format: 'der', type: 'spki' }).subarray(-32)
const keyId = (raw: Buffer) =>
  createHash('sha256').update(`${ORIGIN}\n`).update(ED25519).update(raw).digest().subarray(0, 4)

/** `name+id+key`: what the office publishes so that others can check its checkpoints. */
export function verifierKey({ verifier }: Keys): string {
  const raw = rawKey(verifier)
  return `${ORIGIN}+${keyId(raw).toString('hex')}+${Buffer.concat([ED25519, raw]).toString('base64')}`
}

/** The signed note of a log of `size` facts with this root (hex). */
export function checkpoint(size: number, root: string, keys: Keys): string {
  const body = `${ORIGIN}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`
  const signature = sign(null, Buffer.from(body), keys.signer)
  return `${body}\n— ${ORIGIN} ${Buffer.concat([keyId(rawKey(keys.verifier)), signature]).toString('base64')}\n`
}

/** Size and root, if the note is signed by this key. */
export function opened(note: string, key: string): { size: number; root: string } | undefined {
  const [, body, , signed] = /^(([^\n]+)\n\d+\n[^\n]+\n)\n— [^ \n]+ ([^\n]+)\n$/.exec(note) ?? []
  const raw = Buffer.from(key.split('+').slice(2).join('+'), 'base64').subarray(1)
  if (!body || !signed || raw.length !== 32) return undefined
  const verifier = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' })
  if (!verify(null, Buffer.from(body), verifier, Buffer.from(signed, 'base64').subarray(4))) return undefined
  const [, size, root] = body.split('\n')
  return { size: Number(size), root: Buffer.from(root!, 'base64').toString('hex') }
}
