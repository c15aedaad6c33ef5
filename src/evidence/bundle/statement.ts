/**
 * What the office signs of a bundle: whose case it is, how many facts and where they end, which words are gone by whose
 * decision, every file with the fact that names it, and the tag files beside them.
 *
 * The order has no circle: payload, then manifests and the other tag files over it, then `statement.json` over all of these,
 * `statement.sig` over its bytes, and last the tag manifests, which list whatever lies outside `data/` and follow from it byte
 * by byte. The signature is the bare Ed25519 one, so that `openssl pkeyutl` alone proves it; the text begins with a brace, as
 * nothing else does that the key signs.
 */
import { sign, verify } from 'node:crypto'
import { canonical, isTooDeep } from '../../ground/canonical.ts'
import { readVerifierKey, verifierKey } from '../../ground/checkpoint.ts'
import type { Keys } from '../../ground/keys.ts'
import {
  exactly,
  type Fits,
  manyOf,
  only,
  orNull,
  recordOf,
  type Shape,
  text,
  textLike,
  wholeFrom,
} from '../../ground/shape.ts'

export const STATEMENT = 'statement.json'
export const SIGNATURE = 'statement.sig'
export const FORMAT = 'ysqgk-evidence/1'

const HASH = textLike(/^[0-9a-f]{64}$/)
const DAY = textLike(/^\d{4}-\d{2}-\d{2}$/)
/** What is shown to people has nothing in it that steers a terminal or turns its text about. */
const SHOWN = textLike(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u)
const POSITION = wholeFrom(1)
const FILE = exactly({
  /** Below the base directory. */
  name: text,
  size: wholeFrom(0),
  sha256: HASH,
  /** Position of the fact that names it; null where it was made from the facts for this bundle. */
  fact: orNull(POSITION),
  /** By which id the fact names it. */
  id: orNull(text),
})
const SHAPE = exactly({
  format: only(FORMAT),
  /** The office's name as a signer, and its key (C2SP verifier key). */
  origin: SHOWN,
  key: text,
  agency: exactly({ id: textLike(/^[A-Za-z0-9][\w-]{0,59}$/), name: text }),
  case: exactly({ id: text, receipt: textLike(/^\d{8}-\d{5}-\d{6}$/), number: orNull(SHOWN) }),
  entries: POSITION,
  /** Hash of the last fact. */
  head: HASH,
  /** Positions of facts whose words are gone, each with that of the fact that decided it. */
  erased: manyOf(exactly({ position: POSITION, by: POSITION })),
  checkpoint: exactly({ size: POSITION, root: HASH, day: DAY }),
  info: recordOf(text),
  files: manyOf(FILE),
  /** SHA-256 of each tag file that is not listed below as following from this. */
  tags: recordOf(HASH),
})

export type Statement = Fits<typeof SHAPE>
export type StatedFile = Fits<typeof FILE>

export const statementText = (statement: Statement): Buffer => Buffer.from(`${canonical(statement)}\n`)

/** Name and key are the signer's own. */
export function signedStatement(
  keys: Pick<Keys, 'origin' | 'signer' | 'verifier'>,
  said: Omit<Statement, 'format' | 'origin' | 'key'>,
): Map<string, Buffer> {
  const text = statementText({ format: FORMAT, origin: keys.origin, key: verifierKey(keys), ...said })
  return new Map([
    [STATEMENT, text],
    [SIGNATURE, sign(null, text, keys.signer)],
  ])
}

/** What is said, or what is wrong with how it is said or signed. Whether its key is the office's is another question. */
export function readStatement(text: Buffer, signature: Buffer): { said: Statement } | { what: string; file: string } {
  const said = canonicalIn(SHAPE, text.toString('utf8').replace(/\n$/, ''))
  if (!said || !statementText(said).equals(text))
    return { what: 'the statement cannot be read: it is of another form', file: STATEMENT }
  const key = readVerifierKey(said.key)
  if (key?.origin !== said.origin) return { what: 'the statement names no key of its origin', file: STATEMENT }
  if (!verify(null, text, key.verifier, signature))
    return { what: 'the statement is not signed by the key that it names: it was changed', file: SIGNATURE }
  return { said }
}

/** JSON in its one canonical form alone: no key twice, no space, no other order, no depth without end. Nothing where it is not of this shape. */
export function canonicalIn<T>(shape: Shape<T>, line: string): T | undefined {
  if (isTooDeep(line)) return undefined
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return undefined
  }
  if (canonical(read) !== line) return undefined
  return shape(read) ? read : undefined
}
