/**
 * Proves the package of a transfer to an archive (移交包) offline, as `verify-bundle.ts` proves a bundle: its signed statement, every
 * file with its digest, the lists, and then each evidence bundle in it by itself, signed by the same office. Read once for the
 * digests and once more for the bundles, piece by piece.
 */
import { verify } from 'node:crypto'
import { ALGORITHMS, BAGIT, listOf } from '../../ground/bag.ts'
import { sha256 } from '../../ground/canonical.ts'
import { publicPem, readVerifierKey } from '../../ground/checkpoint.ts'
import { HAND_OVERS, LONGEST_NOTES, type Trust } from '../../ground/hand-over.ts'
import {
  exactly,
  exactlyWith,
  type Fits,
  hash,
  manyOf,
  only,
  orNull,
  realDay,
  recordOf,
  text,
  wholeFrom,
} from '../../ground/shape.ts'
import { canonicalIn } from '../bundle/statement.ts'
import type { BundleVerdict } from '../verify.ts'
import { type Digests, digestRest, Found, found, type Open, openFolder, whole } from './open-bag.ts'
import { handOversIn } from './prove-facts.ts'
import { type Member, readMember, type Source, sourceOf, ZipFault } from './unzip.ts'
import { provenKey, verifyBundle } from './verify-bundle.ts'

const STATEMENT = 'transfer.json'
const SIGNATURE = 'transfer.sig'
const SHAPE = exactly({
  format: only('ysqgk-transfer/1'),
  origin: text,
  key: text,
  agency: exactly({ id: text, name: text }),
  number: wholeFrom(1),
  archive: text,
  on: realDay,
  cases: manyOf(
    exactlyWith(
      { reference: text, receipt: text, number: orNull(text), facts: wholeFrom(1), head: hash, bundle: hash },
      { withheld: hash },
    ),
  ),
  files: manyOf(exactly({ name: text, size: wholeFrom(0), sha256: hash })),
  tags: recordOf(hash),
})
type Said = Fits<typeof SHAPE>

const [KB, MB] = [2 ** 10, 2 ** 20]
/** The tag files that there are, each with the bytes that it can have. */
const LARGEST: ReadonlyMap<string, number> = new Map([
  ...['bagit.txt', SIGNATURE, 'key.txt', 'key.pem'].map((name) => [name, KB] as const),
  ...['bag-info.txt', '核验说明.txt'].map((name) => [name, 64 * KB] as const),
  ...ALGORITHMS.flatMap((by) => [
    [`manifest-${by}.txt`, 16 * MB] as const,
    [`tagmanifest-${by}.txt`, 16 * KB] as const,
  ]),
  [STATEMENT, 8 * MB],
  [HAND_OVERS, LONGEST_NOTES],
])

/** `entries`: facts of its bundles together. `case` is null: it has many. */
export type TransferVerdict = BundleVerdict & { transfer?: { number: number; archive: string; cases: number } }

/** Whether an archive is such a package, by what it calls its statement. */
export const isTransfer = (members: readonly Member[]): boolean =>
  members.some(({ name }) => name.split('/').length === 2 && name.endsWith(`/${STATEMENT}`))

/** Whatever is wrong with its content is a fault, never thrown. @throws what reading the source throws */
export function verifyTransfer(source: Source, members: readonly Member[], trust?: Trust): TransferVerdict {
  const verdict: TransferVerdict = {
    ...{ ok: false, authenticated: false, origin: null, key: null, agency: null, case: null },
    ...{ entries: 0, files: 0, erased: [] },
  }
  try {
    prove(openFolder(source, members), verdict, trust)
    verdict.ok = true
    verdict.authenticated = trust !== undefined
  } catch (error) {
    if (error instanceof Found) verdict.firstFault = error.fault
    else if (error instanceof ZipFault)
      verdict.firstFault = { what: error.message, ...(error.file !== undefined && { file: error.file }) }
    else throw error
  }
  return verdict
}

function prove(bag: Open, verdict: TransferVerdict, trust: Trust | undefined): void {
  for (const [name, { size }] of bag.members) {
    const largest = LARGEST.get(name)
    if (largest === undefined && !name.startsWith('data/')) throw found('was added', { file: name })
    if (size > (largest ?? size)) throw found('is larger than it can be', { file: name })
  }
  verdict.files = [...bag.members.keys()].filter((name) => name.startsWith('data/')).length
  const said = statementOf(bag)
  const { origin, key, agency, number, archive, cases } = said
  Object.assign(verdict, { origin, key, agency: agency.id, transfer: { number, archive, cases: cases.length } })
  const handOvers = handOversIn(bag, said)
  if (trust) provenKey(said, said.on, trust, handOvers, SIGNATURE)
  const digests: Digests = new Map()
  digestRest(bag, digests)
  provenPayload(said, digests)
  provenTags(bag, said, digests)
  // Each by itself: whoever reads one of them later has nothing but it.
  const own: Trust = { key, handOvers: [...handOvers, ...(trust?.handOvers ?? [])] }
  for (const [name, member] of bag.members)
    if (/^data\/案卷\/[^/]+\/证据卷[^/]*\.zip$/.test(name)) {
      const { ok, authenticated, entries, firstFault, agency: of } = verifyBundle(within(bag.source, member), own)
      verdict.entries += entries
      if (!ok || !authenticated) {
        const { what, file, ...at } = firstFault!
        throw found(what, { ...at, file: file === undefined ? name : `${name} ${file}` })
      }
      if (of !== agency.id) throw found('the bag is described as that of another case or agency', { file: name })
    }
}

function statementOf(bag: Open): Said {
  const bytes = whole(bag, STATEMENT)
  const line = bytes.toString('utf8')
  const said = line.endsWith('\n') ? canonicalIn(SHAPE, line.slice(0, -1)) : undefined
  if (!said || !Buffer.from(line).equals(bytes))
    throw found('the statement cannot be read: it is of another form', { file: STATEMENT })
  const key = readVerifierKey(said.key)
  if (key?.origin !== said.origin) throw found('the statement names no key of its origin', { file: STATEMENT })
  if (!verify(null, bytes, key.verifier, whole(bag, SIGNATURE)))
    throw found('the statement is not signed by the key that it names: it was changed', { file: SIGNATURE })
  return said
}

/** Every file of the payload is stated with its content, and there is no other; so is the bundle of each case. */
function provenPayload({ files, cases }: Said, digests: Digests): void {
  const stated = new Set(files.map(({ name }) => name))
  if (stated.size !== files.length) throw found('the statement names a file twice', { file: STATEMENT })
  for (const { name, size, sha256 } of files) {
    const there = digests.get(name)
    if (!there) throw found('the file is missing', { file: name })
    if (there.sha256 !== sha256) throw found('the file was changed', { file: name })
    if (there.size !== size) throw found('the file has another size than the statement says', { file: name })
  }
  for (const name of digests.keys())
    if (!stated.has(name)) throw found('no fact and no statement names this file', { file: name })
  const contents = new Set(files.map(({ sha256 }) => sha256))
  const without = cases.find(({ bundle }) => !contents.has(bundle))
  if (without) throw found('the file is missing', { file: without.reference })
}

/** The lists follow from the payload, what the key is from the statement; of the others the statement has the digest. */
function provenTags(bag: Open, said: Said, digests: Digests): void {
  const payload = [...digests.values()]
  const tags: Digests = new Map()
  digestRest(bag, tags, 'tags')
  const made = new Map<string, Buffer | string>([
    ...ALGORITHMS.map((by) => [`manifest-${by}.txt`, listOf(by, payload)] as const),
    ['bagit.txt', BAGIT],
    ['key.txt', `${said.key}\n`],
    ['key.pem', publicPem(readVerifierKey(said.key)!.verifier)],
  ])
  for (const [name, bytes] of made) {
    const there = tags.get(name)
    if (there?.sha256 !== sha256(Buffer.from(bytes)))
      throw found(there ? 'is not what follows from the content of the bag' : 'is missing', { file: name })
  }
  const bound = [...tags.values()].filter(({ name }) => !name.startsWith('tagmanifest-'))
  for (const { name, sha256 } of bound) {
    if (name === STATEMENT || name === SIGNATURE) continue
    if (said.tags[name] !== sha256) throw found(said.tags[name] ? 'was changed' : 'was added', { file: name })
  }
  const gone = Object.keys(said.tags).find((name) => !tags.has(name))
  if (gone !== undefined) throw found('is missing', { file: gone })
  for (const by of ALGORITHMS) {
    const name = `tagmanifest-${by}.txt`
    if (tags.get(name)?.sha256 !== sha256(listOf(by, bound)))
      throw found('does not list the tag files as they are', { file: name })
  }
  const broken = [...payload, ...tags.values()].find(({ isWhole }) => !isWhole)
  if (broken) throw found('has another checksum in the archive', { file: broken.name })
}

/** A member as a source of its own; one that somebody packed is unpacked first. */
function within(source: Source, member: Member): Source {
  if (member.isDeflated) return sourceOf(readMember(source, member))
  const { at: from, size } = member
  return {
    size,
    read: (at, length) => source.read(from + at, Math.max(0, Math.min(length, size - at))),
    close() {},
  }
}
