/**
 * A BagIt 1.0 bag (RFC 8493) as one ZIP: one base directory, SHA-256 and SHA-512, lists by code point. Stored, not
 * compressed, with fixed dates: the same content is the same bytes.
 */
import { createHash, webcrypto } from 'node:crypto'
import type { Blobs } from './blobs.ts'
import { sha256 } from './canonical.ts'
import { checksum, type Member, sizeOfZip, zipParts } from './zip.ts'

/** Of the store: read when its turn comes, piece by piece, or whole where it is known to be small. */
export type Stored = {
  sha256: string
  /** As far as it is known before it is read; bytes. */
  size?: number
  /** Small for certain, though its size was not asked for: a letter of a few pages. */
  isSmall?: true
  read(): Promise<AsyncIterable<Uint8Array>>
  /** @param into where it may be put */
  whole?: (into?: Buffer) => Promise<Buffer>
}
export type Content = Buffer | Stored

/** @param known its size in bytes, or that it is small, where either is known */
export const storedIn = (
  blobs: Pick<Blobs, 'get' | 'read'>,
  sha256: string,
  known: Pick<Stored, 'size' | 'isSmall'> = {},
): Stored => ({ sha256, read: () => blobs.get(sha256), whole: (into) => blobs.read(sha256, into), ...known })

export type Tags = ReadonlyMap<string, Buffer>

export type Bag = { size: number; content(): AsyncGenerator<Uint8Array> }

/** A file of the payload, whose name begins with `data/`. */
export type Digested = { name: string; size: number; sha256: string; sha512: string }

export const ALGORITHMS = ['sha256', 'sha512'] as const
export const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/**
 * Reads whatever is stored twice: once for its digests, which stand before it in a ZIP, and once more while it is
 * sent. So what is lacking or has changed is found before the first byte goes out, and little of it is held in memory.
 * @param payload by names that begin with `data/`
 * @param sealed the tag files that are made over payload and the tag files so far
 * @param signal aborted where nobody waits for it any more
 */
export async function makeBag(
  {
    base,
    payload,
    info,
    tags: others,
  }: { base: string; payload: ReadonlyMap<string, Content>; info: Info; tags: Tags },
  sealed: (files: readonly Digested[], tags: Tags) => Tags | Promise<Tags>,
  signal?: AbortSignal,
): Promise<Bag> {
  const members: Member<Content>[] = []
  const files: Digested[] = []
  const measures = await twoAtATime([...payload.values()], (content, into) => measured(content, into, signal))
  for (const [i, [name, content]] of [...payload].entries()) {
    const { size, crc, sha512 } = measures[i]!
    const measuredContent = Buffer.isBuffer(content) ? content : { ...content, size }
    members.push({ name: `${base}/${name}`, content: measuredContent, size, crc })
    files.push({ name, size, sha256: Buffer.isBuffer(content) ? sha256(content) : content.sha256, sha512 })
  }
  const bound = new Map([...tagsOf(info, files), ...others])
  const tags = withTagManifests(new Map([...bound, ...(await sealed(files, bound))]))
  const all = [...[...tags].map(([name, content]) => inHand(`${base}/${name}`, content)), ...members]
  return { size: sizeOfZip(all), content: () => pieces(all) }
}

/** Labels of bag-info.txt, which stand there in the order of the alphabet; Payload-Oxum is added. */
export type Info = Readonly<Record<string, string>>

/** The tag files that follow from the payload. */
export function tagsOf(info: Info, files: readonly Digested[]): Map<string, Buffer> {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const labels = Object.entries({ ...info, 'Payload-Oxum': `${total}.${files.length}` }).sort(([a], [b]) =>
    byCodePoint(a, b),
  )
  return new Map<string, Buffer>([
    ['bagit.txt', Buffer.from(BAGIT)],
    ['bag-info.txt', Buffer.from(labels.map(([label, value]) => `${label}: ${oneLine(value)}\n`).join(''))],
    ...ALGORITHMS.map((by): [string, Buffer] => [`manifest-${by}.txt`, listOf(by, files)]),
  ])
}

/** With the lists of all of these, which list neither each other nor themselves. */
function withTagManifests(tags: Tags): Map<string, Buffer> {
  const list = (by: string) =>
    manifest([...tags].map(([name, bytes]) => [name, createHash(by).update(bytes).digest('hex')]))
  return new Map([...tags, ...ALGORITHMS.map((by): [string, Buffer] => [`tagmanifest-${by}.txt`, list(by)])])
}

/** The list of these, as a manifest has it. */
export const listOf = (by: (typeof ALGORITHMS)[number], files: readonly Digested[]): Buffer =>
  manifest(files.map((file) => [file.name, file[by]]))

const manifest = (rows: [name: string, digest: string][]) =>
  Buffer.from(
    rows
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([name, digest]) => `${digest}  ${name}\n`)
      .join(''),
  )

/** UTF-8 has the order of code points; JavaScript's own has not. */
const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

const oneLine = (value: string) => value.replace(/\s+/g, ' ').trim()

/**
 * As it may stand in a list and on every system: normalised, without what leads elsewhere, and without %, which some readers
 * of bags decode and others do not. Signs that no version of Unicode has assigned stay as they are: the next one may, and the
 * name would depend on whose it is.
 */
export const tidyName = (name: string): string => tidied(name, MOST_BYTES)

function tidied(name: string, bytes: number): string {
  const tidy = name
    .normalize('NFC')
    .replace(/[%/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '_')
    .replace(/(?<![. ])[. ]+$/, '_')
  const [, stem, ending] = /^(.*?)(\.[^.]{1,10})?$/s.exec(tidy)!
  const characters = [...stem!].slice(0, LONGEST)
  while (Buffer.byteLength(characters.join('')) > bytes) characters.pop()
  return `${characters.join('')}${ending ?? ''}`
}

/**
 * Whether a signed name is the tidy form of this one. Which characters cannot be shown differs between versions of Unicode, and early
 * bundles had `_` for what was not assigned yet: so the name that was signed is taken, and `_` in it fits any character beyond ASCII.
 */
export const isTidyOf = (signed: string, name: string): boolean =>
  // Bundles of before were cut by characters alone.
  [MOST_BYTES, Number.POSITIVE_INFINITY].some((bytes) => fits(signed, name, tidied(name, bytes)))

function fits(signed: string, name: string, tidy: string): boolean {
  const [has, wants, raw] = [[...signed], [...tidy], name.normalize('NFC')]
  return (
    has.length === wants.length &&
    has.every((sign, i) => {
      const want = wants[i]!
      return sign === want || (sign === '_' ? want > '\u007f' : want === '_' && sign > '\u007f' && raw.includes(sign))
    })
  )
}
/** Characters, and their bytes: of Chinese three each, of rare ones four, and a name with all that stands beside it has 255 on most systems. */
const LONGEST = 60
const MOST_BYTES = 180

/**
 * Bytes: up to here a file is read whole. 100 MB in pieces of 64 KiB took twice the CPU, a third of it for collecting the
 * pieces again; one file at a time of each bundle is in memory so, two while they are measured.
 */
const WHOLE = 8_388_608
const smallIn = async ({ size = Number.POSITIVE_INFINITY, isSmall, whole }: Stored, into?: Buffer) =>
  isSmall || size <= WHOLE ? whole?.(into) : undefined
/** As it is stored, it has some bytes more than in clear. */
const SEALED = WHOLE + 4_096

/**
 * In the order of the items. While the digest of one is reckoned beside the process, the next one is read. Each turn has its own memory
 * for what it reads, again and again: V8 collects all of its heap for every 20 MB that lie beside it.
 */
async function twoAtATime<T, R>(items: readonly T[], does: (item: T, into: Buffer) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const turns = items.entries()
  const takesTurns = async () => {
    const into = Buffer.allocUnsafeSlow(SEALED) // of which the system gives what is written to
    for (const [i, item] of turns) results[i] = await does(item, into)
  }
  await Promise.all([takesTurns(), takesTurns()])
  return results
}

async function measured(content: Content, into: Buffer, signal?: AbortSignal) {
  signal?.throwIfAborted()
  if (Buffer.isBuffer(content)) return measuredWhole(content)
  const small = await smallIn(content, into)
  if (small) return measuredWhole(small)
  const sha512 = createHash('sha512')
  let [size, crc] = [0, 0]
  for await (const piece of await content.read()) {
    signal?.throwIfAborted()
    size += piece.byteLength
    crc = checksum(piece, crc)
    sha512.update(piece)
  }
  return { size, crc, sha512: sha512.digest('hex') }
}

/** The digest in a thread of the pool: the process goes on. */
async function measuredWhole(content: Buffer) {
  const digest = webcrypto.subtle.digest('SHA-512', content as Buffer<ArrayBuffer>) // none is made over shared memory
  return { size: content.length, crc: checksum(content), sha512: Buffer.from(await digest).toString('hex') }
}

async function* pieces(members: readonly Member<Content>[]): AsyncGenerator<Uint8Array> {
  for (const part of zipParts(members)) {
    if (Buffer.isBuffer(part)) yield part
    else if (Buffer.isBuffer(part.content)) yield part.content
    else {
      const small = await smallIn(part.content)
      yield* small ? cut(small) : await part.content.read()
    }
  }
}

/** What takes them in turns with others is given as much at once. */
const AT_ONCE = 1_048_576 // bytes
function* cut(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += AT_ONCE) yield content.subarray(at, at + AT_ONCE)
}

const inHand = (name: string, content: Buffer): Member<Content> => ({
  name,
  content,
  size: content.length,
  crc: checksum(content),
})
