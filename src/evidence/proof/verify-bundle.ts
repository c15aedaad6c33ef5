/**
 * Proves a bundle offline, reading it once and piece by piece: the archive, the statement's own signature, whether a key that
 * the reader trusts vouches for it, and then each fact with its proof, each file with the fact that names it, the lists. Nothing
 * of the payload is read for whoever signed with another key. Each step takes the statement as said, so the first fault is
 * where the bundle parts from what was signed.
 */
import { readVerifierKey } from '../../ground/checkpoint.ts'
import { FORKED, forkIn, HAND_OVERS, type HandOver, type Trust, vouchesFor } from '../../ground/hand-over.ts'
import { baseOf, readStatement, SIGNATURE, STATEMENT, type Statement } from '../bundle/statement.ts'
import type { BundleVerdict } from '../verify.ts'
import { type Digests, digestRest, Found, found, type Open, openBag, PROOFS, whole } from './open-bag.ts'
import { type Fact, handOversIn, provenExtracts, provenFacts } from './prove-facts.ts'
import { provenFiles, provenList, provenTags } from './prove-files.ts'
import { faultOfProofs, provenCheckpoint } from './prove-log.ts'
import { membersOf, type Source, sourceOf, ZipFault } from './unzip.ts'
import { earlyVerdict, isEarly } from './verify-early.ts'

/** What was read on the way, for whoever shows more than the verdict: as far as it came. */
export type Seen = { said?: Statement; facts: Fact[]; digests: Digests }
export const nothingSeen = (): Seen => ({ facts: [], digests: new Map() })

/**
 * Verifies an evidence bundle with nothing but the file, and the key that is trusted. Whatever is wrong with its content is a fault, never thrown.
 * @param seen takes what is read
 * @throws what reading the source throws
 */
export function verifyBundle(of: Buffer | Source, trust?: Trust, seen: Seen = nothingSeen()): BundleVerdict {
  const unread: unknown[] = []
  const source = noting(Buffer.isBuffer(of) ? sourceOf(of) : of, unread)
  const verdict: BundleVerdict = { ok: false, authenticated: false, ...UNKNOWN, entries: 0, files: 0, erased: [] }
  try {
    const members = membersOf(source)
    if (isEarly(members)) return earlyVerdict(source, members, trust)
    prove(openBag(source, members), verdict, trust, seen)
    verdict.ok = true
  } catch (error) {
    if (error instanceof Found) verdict.firstFault = error.fault
    else if (error instanceof ZipFault)
      verdict.firstFault = { what: error.message, ...(error.file !== undefined && { file: error.file }) }
    else if (unread.includes(error)) throw error
    else verdict.firstFault = { what: `${UNEXPECTED}: ${String(error)}` }
  }
  return verdict
}
/** What no step foresaw is no proof, either; whoever forges gains nothing by it. */
const UNEXPECTED = 'the content is such that the proof cannot go on'

/** A disk that fails says nothing of the bundle: what reading throws is noted, and is the caller's. */
const noting = (source: Source, unread: unknown[]): Source => ({
  size: source.size,
  read(at, length) {
    try {
      return source.read(at, length)
    } catch (error) {
      unread.push(error)
      throw error
    }
  },
  close: () => source.close(),
})

const UNKNOWN = { origin: null, key: null, agency: null, case: null }

function prove(bag: Open, verdict: BundleVerdict, trust: Trust | undefined, seen: Seen): void {
  verdict.files = [...bag.members.keys()].filter((name) => name.startsWith('data/')).length
  const said = statementOf(bag)
  seen.said = said
  const { agency, entries, head: hash } = said
  verdict.origin = said.origin
  verdict.key = said.key
  verdict.agency = agency.id
  verdict.case = said.case.number ?? said.case.receipt
  verdict.checkpoint = { size: said.checkpoint.size, day: said.checkpoint.day }
  const handOvers = handOversIn(bag, said)
  if (trust) provenKey(said, said.checkpoint.day, trust, handOvers)
  const { facts, digests } = seen
  provenFacts(bag, said, digests, facts)
  verdict.entries = facts.length
  verdict.end = { position: entries, hash }
  verdict.erased = said.erased
  verdict.audience = said.audience ?? 'court'
  if (said.leftOut) verdict.leftOut = said.leftOut
  const slips = said.files.filter(({ stands }) => stands)
  if (slips.length > 0) verdict.slips = slips.map(({ name, stands }) => ({ file: name, ...stands! }))
  provenExtracts(bag, said)
  let proofs: Found | undefined
  digestRest(bag, digests, 'payload', {
    [PROOFS]: (pieces) => {
      proofs = faultOfProofs(pieces, said, facts)
    },
  })
  provenCheckpoint(bag, said, handOvers)
  if (proofs) throw proofs
  const named = provenFiles(said, facts, digests)
  provenList(bag, named)
  provenTags(bag, said, facts, digests)
  verdict.authenticated = trust !== undefined
}

function statementOf(bag: Open): Statement {
  const read = readStatement(whole(bag, STATEMENT), whole(bag, SIGNATURE))
  if ('what' in read) throw found(read.what, { file: read.file })
  const { said } = read
  if (bag.base !== baseOf(said.case.receipt, said.audience))
    throw found('the folder is named after another case or recipient', { file: bag.base })
  return said
}

/**
 * By its name, too: under another one the same key is another signer.
 * @param on the day of what is signed, null where it has none @param file its signature
 */
export function provenKey(
  said: Pick<Statement, 'origin' | 'key'>,
  on: string | null,
  trust: Trust,
  inBag: readonly HandOver[],
  file = SIGNATURE,
): void {
  const known = readVerifierKey(trust.key.trim())
  if (!known) throw found('the key that is trusted is no verifier key')
  const handOvers = [...inBag, ...(trust.handOvers ?? [])]
  const at = { file }
  if (forkIn(handOvers)) throw found(FORKED, { file: HAND_OVERS })
  if (known.origin !== said.origin || !vouchesFor({ key: trust.key, handOvers }, said.key))
    throw found('the statement is signed by another key than the one that is trusted', at)
  if (!vouchesFor({ key: trust.key, handOvers }, said.key, on ?? ''))
    throw found('the statement is signed by a key after it was handed over', at)
}
