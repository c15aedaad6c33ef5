/** A bag that somebody handed in: its members below the one folder, read piece by piece with their digests, and what is wrong with it. */
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { ALGORITHMS, type Digested } from '../../ground/bag.ts'
import { HAND_OVERS, LONGEST_NOTES } from '../../ground/hand-over.ts'
import { NOTE } from '../../ground/signed-note.ts'
import { checksum } from '../../ground/zip.ts'
import { DESTRUCTION_LIST } from '../bundle/named.ts'
import { SIGNATURE, STAMP, STATEMENT } from '../bundle/statement.ts'
import type { Fault } from '../verify.ts'
import { contentOf, type Member, readMember, type Source } from './unzip.ts'

/** A bag as its members, by their names below the base directory. */
export type Open = { source: Source; base: string; members: ReadonlyMap<string, Member> }
/** `isWhole`: the checksum of the archive is that of the content. */
export type Digests = Map<string, Digested & { isWhole: boolean }>

export const FACTS = 'data/facts.jsonl'
export const PROOFS = 'data/proofs.jsonl'
export const CHECKPOINT = 'data/checkpoint.txt'
export const FILES = 'data/files.json'

const [KB, MB] = [2 ** 10, 2 ** 20]
/**
 * The tag files that there are, and of the payload what is read whole, each with the bytes that it can have: lists of as many
 * files as an archive may have take eight megabytes, the longer digests as much again.
 */
const LARGEST: ReadonlyMap<string, number> = new Map([
  ...['bagit.txt', SIGNATURE, 'key.txt', 'key.pem'].map((name) => [name, KB] as const),
  ...['bag-info.txt', '核验说明.txt'].map((name) => [name, 64 * KB] as const),
  ...ALGORITHMS.flatMap((by) => [
    [`manifest-${by}.txt`, 16 * MB] as const,
    [`tagmanifest-${by}.txt`, 16 * KB] as const,
  ]),
  ...[STATEMENT, FILES, `data/${DESTRUCTION_LIST}`].map((name) => [name, 8 * MB] as const),
  ['核验.html', 256 * KB],
  [STAMP, 64 * KB],
  [HAND_OVERS, LONGEST_NOTES],
  [CHECKPOINT, NOTE.longest],
])
/** Of facts and proofs. What comes to us in one request is at most one megabyte; escapes make more of it. */
const LONGEST_LINE = 8 * MB

export class Found extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.what)
    this.fault = fault
  }
}
export const found = (what: string, at: Omit<Fault, 'what'> = {}) => new Found({ what, ...at })

/** One folder at the top, with names that every system has. */
export function openFolder(source: Source, all: readonly Member[]): Open {
  const base = all[0]?.name.split('/')[0] ?? ''
  if (all.length === 0) throw found('the archive is empty')
  const members = new Map<string, Member>()
  for (const member of all) {
    if (!member.name.startsWith(`${base}/`))
      throw found('lies outside the one folder of the bag', { file: member.name })
    const name = member.name.slice(base.length + 1)
    if (/[%:*?"<>|]/.test(name)) throw found('a name that not every system has', { file: name })
    members.set(name, member)
  }
  return { source, base, members }
}

/** With the form of the bag of a case. */
export function openBag(source: Source, all: readonly Member[]): Open {
  const open = openFolder(source, all)
  const { members } = open
  for (const [name, { size }] of members) {
    const largest = LARGEST.get(name)
    if (largest === undefined && !name.startsWith('data/')) throw found('was added', { file: name })
    if (size > (largest ?? size)) throw found('is larger than it can be', { file: name })
  }
  for (const name of [
    ...['bagit.txt', 'bag-info.txt', STATEMENT, SIGNATURE],
    ...ALGORITHMS.flatMap((by) => [`manifest-${by}.txt`, `tagmanifest-${by}.txt`]),
    ...[FACTS, PROOFS, CHECKPOINT, FILES],
  ])
    if (!members.has(name)) throw found(`${name} is missing`, { file: name })
  return open
}

/** Of those that are small by their nature. */
export function whole({ source, members }: Open, name: string): Buffer {
  const member = members.get(name)
  if (!member) throw found(`${name} is missing`, { file: name })
  return readMember(source, member)
}

const strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The lines of a member; undefined for one that is no UTF-8, does not end or is longer than any. */
export function* linesOf(pieces: Iterable<Buffer>): Generator<string | undefined> {
  for (const bytes of wholeLines(pieces)) yield* bytes ? textLines(bytes) : [undefined]
}

/** The same, each as its bytes, which stay what they are until the next one is asked for. */
export function* byteLinesOf(pieces: Iterable<Buffer>): Generator<Buffer | undefined> {
  for (const bytes of wholeLines(pieces)) {
    if (!bytes) {
      yield undefined
      continue
    }
    const isText = isUtf8(bytes)
    for (let from = 0; from < bytes.length; ) {
      const to = bytes.indexOf(LINE_FEED, from)
      const line = bytes.subarray(from, to)
      yield isText || isUtf8(line) ? line : undefined
      from = to + 1
    }
  }
}

const LINE_FEED = 10

/** Piece by piece: the line that two pieces share, then as many as end in the second; undefined for what is longer than any, or never ends. */
function* wholeLines(pieces: Iterable<Buffer>): Generator<Buffer | undefined> {
  let rest: Buffer = Buffer.alloc(0)
  for (const piece of pieces) {
    const first = rest.length > 0 ? piece.indexOf(LINE_FEED) + 1 : 0
    if (first > 0) yield Buffer.concat([rest, piece.subarray(0, first)])
    const end = piece.lastIndexOf(LINE_FEED) + 1
    rest = end > 0 || rest.length === 0 ? piece.subarray(end) : Buffer.concat([rest, piece])
    if (rest.length > LONGEST_LINE) yield undefined
    if (end > first) yield piece.subarray(first, end)
  }
  if (rest.length > 0) yield undefined
}

function* textLines(bytes: Buffer): Generator<string | undefined> {
  let text: string | undefined
  try {
    text = strictly.decode(bytes)
  } catch {
    for (let from = 0; from < bytes.length; ) {
      const to = bytes.indexOf(LINE_FEED, from)
      yield decoded(bytes.subarray(from, to))
      from = to + 1
    }
    return
  }
  if (text !== '') yield* text.slice(0, -1).split('\n')
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return strictly.decode(bytes)
  } catch {
    return undefined
  }
}

/** The pieces of a member, whose digests are kept when the last one was taken. */
export function* digested(source: Source, member: Member, name: string, into: Digests): Generator<Buffer> {
  const [sha256, sha512] = [createHash('sha256'), createHash('sha512')]
  let crc = 0
  for (const piece of contentOf(source, member)) {
    sha256.update(piece)
    sha512.update(piece)
    crc = checksum(piece, crc)
    yield piece
  }
  into.set(name, {
    ...{ name, size: member.size, isWhole: crc === member.crc },
    ...{ sha256: sha256.digest('hex'), sha512: sha512.digest('hex') },
  })
}

/** Of what is not in there yet: of the payload, or of the tag files. @param onRead reads of a member what is read of it here */
export function digestRest(
  { source, members }: Open,
  digests: Digests,
  of: 'payload' | 'tags' = 'payload',
  onRead: Readonly<Record<string, (pieces: Iterable<Buffer>) => void>> = {},
): void {
  for (const [name, member] of members) {
    if (name.startsWith('data/') !== (of === 'payload') || digests.has(name)) continue
    const pieces = digested(source, member, name, digests)
    // Whoever reads along may leave it half-way; its digests are of all of it.
    if (Object.hasOwn(onRead, name)) onRead[name]!({ [Symbol.iterator]: () => ({ next: () => pieces.next() }) })
    for (const _ of pieces);
  }
}
