/**
 * Notes that others signed, read with their verifier keys (C2SP signed-note, tlog-checkpoint), and cosignatures of witnesses
 * (C2SP tlog-cosignature, Ed25519). Signatures of unknown keys are passed by.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/**
 * Of a note some hundred bytes, and a signature or two of the log with those of its witnesses. What is larger was made to cost
 * whoever reads it: each signature of a known name is checked over the whole body.
 */
export const NOTE = { longest: 16 * 2 ** 10, signatures: 16 }

const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const SIGNS = 0x01
const COSIGNS = 0x04

type Pair = { signer: KeyObject; verifier: KeyObject }

/** A verifier key: `name+id+key`. */
export type Verifier = { name: string; id: Buffer; algorithm: number; key: KeyObject }
export type Tree = { origin: string; size: number; root: string }

const idOf = (name: string, keyed: Buffer) =>
  createHash('sha256').update(`${name}\n`).update(keyed).digest().subarray(0, 4)

/** What a verifier key says; undefined for what is none, or whose id is another one's. */
export function verifierOf(text: string): Verifier | undefined {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text.trim()) ?? []
  if (!name || !id || !encoded) return undefined
  const keyed = Buffer.from(encoded, 'base64')
  const [algorithm] = keyed
  if (keyed.length !== 33 || (algorithm !== SIGNS && algorithm !== COSIGNS)) return undefined
  if (idOf(name, keyed).toString('hex') !== id) return undefined
  const key = createPublicKey({ key: Buffer.concat([SPKI, keyed.subarray(1)]), format: 'der', type: 'spki' })
  return { name, id: Buffer.from(id, 'hex'), algorithm, key }
}

/** Is it the key of a log, by which checkpoints are signed? Else it is a witness's. */
export const isOfALog = ({ algorithm }: Verifier): boolean => algorithm === SIGNS

/** What a note says of a tree, believed or not: origin, size, root (hex). Undefined for what is no checkpoint. */
export function treeIn(note: string): (Tree & { body: string; signatures: string[] }) | undefined {
  const at = note.indexOf('\n\n')
  if (at < 0 || note.length > NOTE.longest || !note.endsWith('\n')) return undefined
  const [body, rest] = [note.slice(0, at + 1), note.slice(at + 2)]
  const [, origin, size, root] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(body) ?? []
  const signatures = rest.split('\n').slice(0, -1)
  if (!origin || !size || !root || !Number.isSafeInteger(Number(size)) || signatures.length === 0) return undefined
  if (signatures.length > NOTE.signatures) return undefined
  return { origin, size: Number(size), root: Buffer.from(root, 'base64').toString('hex'), body, signatures }
}

/** The bytes of a signature line of this key: what follows its name and id. */
function signatureOf(line: string, { name, id }: Verifier): Buffer | undefined {
  const [, by, encoded] = /^— ([^ ]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? []
  if (by !== name || !encoded) return undefined
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.subarray(0, 4).equals(id) ? bytes.subarray(4) : undefined
}

/** The tree of a checkpoint that this log signed, whoever else did. */
export function signedBy(note: string, log: Verifier): Tree | undefined {
  const tree = treeIn(note)
  if (!tree || tree.origin !== log.name || !isOfALog(log)) return undefined
  const isSigned = tree.signatures.some((line) => {
    const signature = signatureOf(line, log)
    return signature?.length === 64 && verify(null, Buffer.from(tree.body), log.key, signature)
  })
  return isSigned ? { origin: tree.origin, size: tree.size, root: tree.root } : undefined
}

const message = (body: string, seconds: number) => Buffer.from(`cosignature/v1\ntime ${seconds}\n${body}`)

const rawOf = (verifier: KeyObject) => verifier.export({ format: 'der', type: 'spki' }).subarray(-32)

/** What a witness publishes, so that logs can check its cosignatures. */
export function cosignerKey({ verifier }: Pick<Pair, 'verifier'>, name: string): string {
  const keyed = Buffer.concat([Buffer.from([COSIGNS]), rawOf(verifier)])
  return `${name}+${idOf(name, keyed).toString('hex')}+${keyed.toString('base64')}`
}

/** The line that a witness puts below a checkpoint. @param body of the note, with its last line break */
export function cosignature(body: string, { signer, verifier }: Pair, name: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  const id = idOf(name, Buffer.concat([Buffer.from([COSIGNS]), rawOf(verifier)]))
  return `— ${name} ${Buffer.concat([id, time, sign(null, message(body, seconds), signer)]).toString('base64')}\n`
}

/** Of these lines the one by which this witness cosigned the body, and when. */
export function cosignedBy(body: string, lines: string, witness: Verifier): { line: string; at: Date } | undefined {
  for (const line of lines.split('\n', NOTE.signatures)) {
    const signature = signatureOf(line, witness)
    if (signature?.length !== 72) continue
    const seconds = Number(signature.readBigUInt64BE())
    if (verify(null, message(body, seconds), witness.key, signature.subarray(8)))
      return { line: `${line}\n`, at: new Date(seconds * 1000) }
  }
  return undefined
}
