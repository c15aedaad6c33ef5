/**
 * Bundles of 0.1: no base directory, and nothing signed but the log. What they hold is checked against itself, as it was then;
 * a tail that was cut, a file that was slipped in or a name that was changed is found by nobody, so none is ever authenticated.
 */
import { createHash } from 'node:crypto'
import { isTooDeep } from '../../ground/canonical.ts'
import { opened } from '../../ground/checkpoint.ts'
import { type Trust, vouchesFor } from '../../ground/hand-over.ts'
import {
  anything,
  exactly,
  type Fits,
  hash,
  having,
  instant,
  manyOf,
  orNull,
  realDay,
  recordOf,
  type Shape,
  text,
  textLike,
  wholeFrom,
} from '../../ground/shape.ts'
import { includes, leafHash } from '../log/merkle.ts'
import { type BundleVerdict, entryFault, type Fault } from '../verify.ts'
import { contentOf, type Member, readMember, type Source, ZipFault } from './unzip.ts'

/** SHA-256 by name. */
type Files = ReadonlyMap<string, string>

/** They begin at the top, where later ones have one folder. */
export const isEarly = (members: readonly Member[]): boolean => members.some(({ name }) => name === 'bagit.txt')

/** What is read whole, each of a case or a list of files: larger ones there are none. Of the rest the digests are taken. */
const WHOLE = {
  ...{ facts: 'data/facts.jsonl', files: 'data/files.json', log: 'data/log.json', info: 'bag-info.txt' },
  ...{ manifest: 'manifest-sha256.txt', tags: 'tagmanifest-sha256.txt' },
} as const
const LARGEST = 16 * 2 ** 20
type Texts = Readonly<Record<keyof typeof WHOLE, string | undefined>>

/** @throws ZipFault */
function textsIn(source: Source, members: readonly Member[]): Texts {
  const read = (name: string): string | undefined => {
    const member = members.find((one) => one.name === name)
    if (member && member.size > LARGEST) throw new ZipFault('is larger than it can be', name)
    return member && readMember(source, member).toString('utf8')
  }
  return Object.fromEntries(Object.entries(WHOLE).map(([key, name]) => [key, read(name)])) as Texts
}

function digestOf(source: Source, member: Member): string {
  const digest = createHash('sha256')
  for (const piece of contentOf(source, member)) digest.update(piece)
  return digest.digest('hex')
}

/** @param trust a key that neither signed the log nor comes from one that did is a fault, before anything else is read @throws ZipFault */
export function earlyVerdict(source: Source, members: readonly Member[], trust: Trust | undefined): BundleVerdict {
  const verdict: BundleVerdict = {
    ...{ ok: false, authenticated: false, origin: null, key: null, agency: null, case: null },
    ...{ entries: 0, files: 0, erased: [], edition: '0.1' as const },
  }
  const payload = members.filter(({ name }) => name.startsWith('data/'))
  verdict.files = payload.length
  const texts = textsIn(source, members)
  const log = parsed(LOG, texts.log)
  if (log) verdict.key = log.key
  const foreign = log && keyFault(log.key, trust)
  if (foreign) return { ...verdict, firstFault: foreign }
  const { facts, fault: unread } = readFacts(texts)
  verdict.entries = facts.length
  verdict.agency = facts[0]?.agencyId ?? null
  const files = new Map(members.map((member) => [member.name, digestOf(source, member)]))
  const hashes = new Set(payload.map(({ name }) => files.get(name)!))
  const firstFault = unread ?? chainFault(facts) ?? contentFault(facts, hashes, texts, log) ?? bagFault(files, texts)
  if (firstFault) return { ...verdict, firstFault }
  const { size } = opened(log!.checkpoint, log!.key)!
  const { position, hash } = facts.at(-1)!
  return {
    ...verdict,
    ok: true,
    origin: log!.key.split('+')[0]!,
    case: /^External-Identifier: (.*)$/m.exec(texts.info ?? '')?.[1] ?? null,
    erased: [],
    end: { position, hash },
    checkpoint: { size, day: null },
  }
}

/** The public key alone: it has had other names since. */
const keyFault = (own: string, trust: Trust | undefined): Fault | undefined =>
  trust && !vouchesFor(trust, own)
    ? { what: 'the log is signed by another key than the one that is trusted' }
    : undefined

/** Line n of facts.jsonl is fact n: a line that cannot be read names it. */
function readFacts({ facts: text }: Texts): { facts: EarlyFact[]; fault?: Fault } {
  const facts: EarlyFact[] = []
  const lines = text?.split('\n').filter(Boolean) ?? []
  if (lines.length === 0) return { facts, fault: { what: 'facts.jsonl is missing or empty' } }
  for (const [i, line] of lines.entries()) {
    const fact = parsed(FACT, line)
    if (!fact) return { facts, fault: { what: 'the fact cannot be read', position: i + 1 } }
    facts.push(fact)
  }
  return { facts }
}

function chainFault(facts: readonly EarlyFact[]): Fault | undefined {
  for (const [i, fact] of facts.entries()) {
    const fault = entryFault(fact, facts[i - 1])
    if (fault) return { ...fault, position: i + 1 }
  }
  return undefined
}

function contentFault(
  facts: readonly EarlyFact[],
  hashes: ReadonlySet<string>,
  texts: Texts,
  log: EarlyLog | undefined,
): Fault | undefined {
  const files = parsed(FILES, texts.files)
  if (!files) return { what: 'files.json is missing or cannot be read' }
  if (!log) return { what: 'log.json is missing or cannot be read' }
  return fileFault(facts, files, hashes) ?? logFault(facts, log)
}

/** As 0.1 wrote it, once and for all: this shape does not follow the ledger's. A field that is called otherwise is a changed byte. */
const FACT = exactly({
  agencyId: text,
  caseId: text,
  position: wholeFrom(Number.MIN_SAFE_INTEGER),
  type: text,
  on: realDay,
  open: recordOf(anything),
  words: orNull(hash),
  by: text,
  at: instant,
  previousHash: textLike(/^(?:[0-9a-f]{64})?$/),
  hash,
  salt: orNull(text),
  said: orNull(recordOf(anything)),
  index: wholeFrom(Number.MIN_SAFE_INTEGER),
})
const FILES = manyOf(having({ id: text, name: text, sha256: text }))
const GIVEN = manyOf(having({ file: text, sha256: text }))
const LOG = having({
  checkpoint: text,
  key: text,
  proofs: manyOf(having({ index: wholeFrom(Number.MIN_SAFE_INTEGER), proof: manyOf(text) })),
})

type EarlyFact = Fits<typeof FACT>
type EarlyLog = Fits<typeof LOG>

function parsed<T>(shape: Shape<T>, json: string | undefined): T | undefined {
  try {
    const read: unknown = isTooDeep(json ?? '') ? undefined : JSON.parse(json ?? '')
    return shape(read) ? read : undefined
  } catch {
    return undefined
  }
}

/** Every letter and file that a fact names lies in the bundle, byte for byte as the fact has its hash. */
function fileFault(
  facts: readonly EarlyFact[],
  files: readonly { id: string; name: string; sha256: string }[],
  hashes: ReadonlySet<string>,
): Fault | undefined {
  const names = new Map(files.map(({ id, name }) => [id, name]))
  for (const { type, position, open, said } of facts) {
    const at = { position, type }
    if (type === 'letterMade' && !hashes.has(textOf(open.sha256))) {
      return { what: `the letter ${textOf(open.template)} was changed or is missing`, ...at }
    }
    const lacking = parsed(GIVEN, JSON.stringify(open.given ?? []))?.find(({ sha256: copy }) => !hashes.has(copy))
    if (lacking) {
      const file = names.get(lacking.file) ?? lacking.file
      return { what: `the copy of ${file} that was given was changed or is missing`, file, ...at }
    }
    const contents = new Map(Object.entries((open.contents ?? {}) as Record<string, unknown>))
    for (const id of filesNamedBy(open, said)) {
      const file = names.get(id) ?? id
      if (!hashes.has(textOf(contents.get(id))))
        return { what: `the file ${file} was changed or is missing`, file, ...at }
    }
  }
  return undefined
}

/** The ids of the files that a fact names, as its own or as its evidence. */
const filesNamedBy = (open: Record<string, unknown>, said: Record<string, unknown> | null | undefined): string[] =>
  [open.files, said?.evidence].flatMap((ids) => (Array.isArray(ids) ? ids.map(textOf) : []))

/** A fact may have anything where a text belongs. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

function logFault(facts: readonly EarlyFact[], log: EarlyLog): Fault | undefined {
  const signed = opened(log.checkpoint, log.key)
  if (!signed) return { what: 'the signature of the checkpoint is not valid' }
  for (const [i, { hash, position, type, index: told }] of facts.entries()) {
    const { index, proof } = log.proofs[i] ?? { index: -1, proof: [] }
    const leaf = leafHash(Buffer.from(hash, 'hex'))
    if (index < 0 || index !== told || !includes(leaf, index, signed.size, proof, signed.root)) {
      return { what: 'the fact is not in the signed log', position, type }
    }
  }
  return undefined
}

/** What does not agree with the lists. */
function bagFault(files: Files, texts: Texts): Fault | undefined {
  for (const [manifest, isListed] of [
    ['manifest', (name: string) => name.startsWith('data/')],
    ['tags', (name: string) => !name.startsWith('data/') && !name.startsWith('tagmanifest-')],
  ] as const) {
    const lines = (texts[manifest] ?? '').split('\n').filter(Boolean)
    const listed = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
    for (const [file, hash] of listed) {
      const there = files.get(file)
      if (!there) return { what: 'is missing', file }
      if (there !== hash) return { what: 'was changed', file }
    }
    for (const file of files.keys()) if (isListed(file) && !listed.has(file)) return { what: 'was added', file }
  }
  return undefined
}
