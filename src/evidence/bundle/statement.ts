/**
 * What the office signs of a bundle: whose case it is, how many facts and where they end, which words are gone by whose
 * decision, every file with the fact that names it, and the tag files beside them.
 *
 * The order has no circle: payload, then manifests and the other tag files over it, then `statement.json` over all of these,
 * `statement.sig` over its bytes, and last the tag manifests, which list whatever lies outside `data/` and follow from it byte
 * by byte. The signature is the bare Ed25519 one, so that `openssl pkeyutl` alone proves it; the text begins with a brace, as
 * nothing else does that the key signs but the statement of a transfer to an archive, whose format has another name.
 *
 * Members that came later are optional, and stand only where they say something: older bundles, and those for a court in which
 * nothing stands for anything else, are byte by byte what they were.
 * - `audience`: for which party it is made (`audience/`); without it, it is the court's. A party's lies in another folder.
 * - `leftOut`: facts whose words this party does not get. The ledger commits to the words of a fact as a whole, so that no field
 *   can go without all of them: `said` is null in facts.jsonl as where they were erased, and `data/extracts.jsonl` has what
 *   may be read of each, `{"position","said"}`, in the order of this list; the office signs it by its digest alone.
 * - `stands` of a file: these bytes are a slip in the place of what the fact names, which has the SHA-256 `for`.
 * Beside them the bag may have `statement.tsr`, a time stamp (RFC 3161) over the bytes of `statement.json`: it came after the
 * signature, so no statement lists it, and the tag manifests do.
 */
import { sign, verify } from 'node:crypto'
import { canonical, isTooDeep } from '../../ground/canonical.ts'
import { readVerifierKey, verifierKey } from '../../ground/checkpoint.ts'
import type { Keys } from '../../ground/keys.ts'
import {
  exactly,
  exactlyWith,
  type Fits,
  hash,
  manyOf,
  oneOf,
  only,
  orNull,
  realDay,
  recordOf,
  type Shape,
  text,
  textLike,
  wholeFrom,
} from '../../ground/shape.ts'

export const STATEMENT = 'statement.json'
export const SIGNATURE = 'statement.sig'
export const FORMAT = 'ysqgk-evidence/1'
/** Over the bytes of the statement; made after it. */
export const STAMP = 'statement.tsr'
/** What may be read of the facts whose words are left out. */
export const EXTRACTS = 'data/extracts.jsonl'

/** Who is a party: one of those who applied, or a third party by its consultation. */
export const PARTY = /^(applicant|coApplicant:[1-9]\d{0,3}|consultation:\d{1,9})$/
/** Why words are left out: they are somebody else's, or name them; of the office alone; nobody can tell whose they are; they name a file that is a state secret. */
export const WORD_REASONS = ['others', 'internal', 'unknown', 'stateSecret'] as const
export type WordReason = (typeof WORD_REASONS)[number]
/**
 * Why a slip stands for a file: it is somebody else's, or a letter to them; it is of the office alone; it is the reply to those
 * who applied, of which a third party reads the draft; nobody can tell whose data it holds; it goes as a copy without its author
 * (`given`); its code still opens an answer; it is not shown in an open hearing, and no party’s copy has it; it is a state secret; it
 * is a reply that names one, as was marked since.
 */
export const SLIP_REASONS = [
  ...(['others', 'internal', 'reply', 'unknown', 'original', 'answerCode'] as const),
  ...(['closed', 'stateSecret', 'secretNamed'] as const),
] as const
/** The name of a slip: in the folder and at the place of what it stands for, by its digest, never by its name. */
export const slipName = (name: string, of: string): string =>
  `${/^data\/[a-z]+\/\d+-/.exec(name)?.[0] ?? ''}${of.slice(0, 8)}-从略.txt`
export type SlipReason = (typeof SLIP_REASONS)[number]

/** What is shown to people has nothing in it that steers a terminal or turns its text about. */
const SHOWN = textLike(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u)
const POSITION = wholeFrom(1)
const FILE_FIELDS = {
  /** Below the base directory. */
  name: text,
  size: wholeFrom(0),
  sha256: hash,
  /** Position of the fact that names it; null where it was made from the facts for this bundle. */
  fact: orNull(POSITION),
  /** By which id the fact names it. */
  id: orNull(text),
}
const FILE = exactlyWith(FILE_FIELDS, {
  /** A slip, in the place of what has this digest. */
  stands: exactly({ for: hash, reason: oneOf(SLIP_REASONS) }),
})
const LEFT_OUT = exactly({
  position: POSITION,
  /** What the extract lacks, from the top of the words: `applicant.idNumber`. */
  fields: manyOf(text),
  reason: oneOf(WORD_REASONS),
  article: SHOWN,
})
const SHAPE_FIELDS = {
  format: only(FORMAT),
  /** The office's name as a signer, and its key (C2SP verifier key). */
  origin: SHOWN,
  key: text,
  agency: exactly({ id: textLike(/^[A-Za-z0-9][\w-]{0,59}$/), name: SHOWN }),
  case: exactly({ id: text, receipt: textLike(/^\d{8}-\d{5}-\d{6}$/), number: orNull(SHOWN) }),
  entries: POSITION,
  /** Hash of the last fact. */
  head: hash,
  /** Positions of facts whose words are gone, each with that of the fact that decided it. */
  erased: manyOf(exactly({ position: POSITION, by: POSITION })),
  checkpoint: exactly({ size: POSITION, root: hash, day: realDay }),
  info: recordOf(text),
  files: manyOf(FILE),
  /** SHA-256 of each tag file that is not listed below as following from this. */
  tags: recordOf(hash),
}
const SHAPE = exactlyWith(SHAPE_FIELDS, {
  audience: exactly({ party: textLike(PARTY), name: SHOWN }),
  leftOut: manyOf(LEFT_OUT),
})

/** Where everything of a bundle lies: one folder, named after the receipt in plain letters, and a party's after that, too. */
export const baseOf = (receipt: string, audience?: Statement['audience']): string =>
  `ysqgk-${receipt}${audience ? `-${audience.party.replace(':', '-')}` : ''}`

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
