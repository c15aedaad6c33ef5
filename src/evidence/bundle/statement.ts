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
import { z } from 'zod'
import { canonical, isTooDeep } from '../../ground/canonical.ts'
import { readVerifierKey, verifierKey } from '../../ground/checkpoint.ts'
import type { Keys } from '../../ground/keys.ts'

export const STATEMENT = 'statement.json'
export const SIGNATURE = 'statement.sig'
export const FORMAT = 'ysqgk-evidence/1'

const HASH = z.string().regex(/^[0-9a-f]{64}$/)
const DAY = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** What is shown to people has nothing in it that steers a terminal or turns its text about. */
const SHOWN = z.string().regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u)
const FILE = z.strictObject({
  /** Below the base directory. */
  name: z.string(),
  size: z.int().nonnegative(),
  sha256: HASH,
  /** Position of the fact that names it; null where it was made from the facts for this bundle. */
  fact: z.int().positive().nullable(),
  /** By which id the fact names it. */
  id: z.string().nullable(),
})
const SHAPE = z.strictObject({
  format: z.literal(FORMAT),
  /** The office's name as a signer, and its key (C2SP verifier key). */
  origin: SHOWN,
  key: z.string(),
  agency: z.strictObject({ id: z.string().regex(/^[A-Za-z0-9][\w-]{0,59}$/), name: z.string() }),
  case: z.strictObject({
    id: z.string(),
    receipt: z.string().regex(/^\d{8}-\d{5}-\d{6}$/),
    number: SHOWN.nullable(),
  }),
  entries: z.int().positive(),
  /** Hash of the last fact. */
  head: HASH,
  /** Positions of facts whose words are gone, each with that of the fact that decided it. */
  erased: z.array(z.strictObject({ position: z.int().positive(), by: z.int().positive() })),
  checkpoint: z.strictObject({ size: z.int().positive(), root: HASH, day: DAY }),
  info: z.record(z.string(), z.string()),
  files: z.array(FILE),
  /** SHA-256 of each tag file that is not listed below as following from this. */
  tags: z.record(z.string(), HASH),
})

export type Statement = z.infer<typeof SHAPE>
export type StatedFile = z.infer<typeof FILE>

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
export function canonicalIn<T>(shape: z.ZodType<T>, line: string): T | undefined {
  if (isTooDeep(line)) return undefined
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return undefined
  }
  if (canonical(read) !== line) return undefined
  const { data, success } = shape.safeParse(read)
  return success ? data : undefined
}
