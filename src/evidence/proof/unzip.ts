/**
 * Reading a ZIP of anybody's making, strictly: what one program would read and another would not is refused. Every byte
 * belongs to one member or to the directory, headers agree with it, no name is there twice in any spelling, none leads outside.
 * Beyond that the bytes of the container say nothing and are not judged: dates, versions, whether it was packed again.
 * Members are read piece by piece.
 */
import { inflateRawSync } from 'node:zlib'

/** Bytes in hand or on disk. */
export type Source = { size: number; read(at: number, length: number): Buffer; close(): void }

/** What is wrong with the container, and at which member. */
export class ZipFault extends Error {
  readonly file: string | undefined
  constructor(what: string, file?: string) {
    super(what)
    this.file = file
  }
}

export type Member = {
  name: string
  size: number
  crc: number
  /** Where its bytes begin, how many they are, and whether they are deflated. */
  at: number
  packed: number
  isDeflated: boolean
}

/** A bundle has some hundreds; what is larger than these was made to do harm. */
const LIMITS = {
  members: 20_000,
  directory: 16 * 2 ** 20,
  /** Of what is deflated, which we never do ourselves: it is unpacked in memory. */
  deflated: 256 * 2 ** 20,
  ratio: 200,
  /** Below this any ratio is harmless. */
  small: 2 ** 20,
  /** Of all members together, however small each is: this much at any rate, and so many times the archive's own size. */
  together: { free: 64 * 2 ** 20, ratio: 20 },
}
const PIECE = 2 ** 20

const [LOCAL, CENTRAL, END] = [30, 46, 22]
const ENCRYPTED = 0x0041
const DESCRIPTOR = 0x0008
const UTF8 = 0x0800
/** Deflate options in bits 1 and 2 besides. */
const KNOWN = 0x0006 | DESCRIPTOR | UTF8
const REGULAR = 0o10_0000
const FOLDER = 0o04_0000
/** Times and owners; others may give a name of their own (Unicode path) or sizes (ZIP64). */
const HARMLESS_EXTRAS = [0x5455, 0x5855, 0x7855, 0x7875, 0x000a]

export function sourceOf(bytes: Buffer): Source {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length), close() {} }
}

/** The files of the archive, in the order of its directory; folders are left out. @throws ZipFault */
export function membersOf(source: Source): Member[] {
  const end = endOf(source)
  const directory = source.read(end.at, end.size)
  const members: Member[] = []
  const folders: string[] = []
  const spans: { from: number; to: number; name: string }[] = []
  const seen = new Map<string, string>()
  let at = 0
  for (let n = 0; n < end.count; n++) {
    if (at + CENTRAL > directory.length || directory.readUInt32LE(at) !== 0x0201_4b50)
      throw new ZipFault('the directory of the archive is broken')
    const head = headOf(directory, at, 8)
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const next = at + CENTRAL + nameLength + extra + comment
    if (next > directory.length) throw new ZipFault('the directory of the archive is broken')
    const rawName = directory.subarray(at + CENTRAL, at + CENTRAL + nameLength)
    const name = nameOf(rawName, head.flags)
    if (comment > 0) throw new ZipFault('carries a comment in the directory', name)
    const extras = directory.subarray(at + CENTRAL + nameLength, at + CENTRAL + nameLength + extra)
    requireHarmless(extras, name)
    const mode = directory.readUInt32LE(at + 38) >>> 16
    const isFolder = name.endsWith('/')
    const type = mode & 0o17_0000
    if (type !== 0 && type !== (isFolder ? FOLDER : REGULAR)) throw new ZipFault('is a link or no plain file', name)
    if (directory.readUInt16LE(at + 34) !== 0) throw new ZipFault('lies on another disk', name)
    const folded = name.normalize('NFKC').toLowerCase().replace(/\/$/, '')
    const twin = seen.get(folded)
    if (twin !== undefined)
      throw new ZipFault(twin === name ? 'is there twice' : `differs from ${twin} in its spelling alone`, name)
    seen.set(folded, name)
    const span = localOf(source, end.at, directory.readUInt32LE(at + 42), head, rawName, name)
    spans.push({ ...span, name })
    if (isFolder) {
      if (head.size > 0 || head.packed > 0) throw new ZipFault('is a folder with content', name)
      folders.push(name)
    } else {
      members.push({
        name,
        size: head.size,
        crc: head.crc,
        at: span.content,
        packed: head.packed,
        isDeflated: head.method === 8,
      })
    }
    at = next
  }
  if (at !== directory.length) throw new ZipFault('the directory of the archive has bytes that are of no member')
  requireNoGap(spans, end.at)
  requireBudget(members, source.size)
  const odd = folders.find((folder) => !members.some(({ name }) => name.startsWith(folder)))
  if (odd) throw new ZipFault('is an empty folder', odd)
  return members
}

type Head = ReturnType<typeof headOf>
const headOf = (bytes: Buffer, at: number, offset: number) => ({
  flags: bytes.readUInt16LE(at + offset),
  method: bytes.readUInt16LE(at + offset + 2),
  crc: bytes.readUInt32LE(at + offset + 8),
  packed: bytes.readUInt32LE(at + offset + 12),
  size: bytes.readUInt32LE(at + offset + 16),
})

function endOf(source: Source): { at: number; size: number; count: number } {
  const end = source.size >= END ? source.read(source.size - END, END) : Buffer.alloc(0)
  if (end.length < END || end.readUInt32LE(0) !== 0x0605_4b50 || end.readUInt16LE(20) !== 0)
    throw new ZipFault('the archive does not end where a ZIP ends: it was cut, or something stands behind it')
  const [disk, first, here, count] = [4, 6, 8, 10].map((offset) => end.readUInt16LE(offset)) as [
    number,
    number,
    number,
    number,
  ]
  const [size, at] = [end.readUInt32LE(12), end.readUInt32LE(16)]
  if (disk !== 0 || first !== 0 || here !== count) throw new ZipFault('the archive is one of several disks')
  if (count > LIMITS.members || size > LIMITS.directory)
    throw new ZipFault(`the archive has more than ${LIMITS.members} members`)
  if (at + size + END !== source.size) throw new ZipFault('bytes stand before or behind the directory of the archive')
  return { at, size, count }
}

/** What a program that reads from the front would find must be what the directory says. */
function localOf(source: Source, end: number, from: number, head: Head, rawName: Buffer, name: string) {
  const local = from + LOCAL + rawName.length <= end ? source.read(from, LOCAL + rawName.length) : Buffer.alloc(0)
  if (local.length < LOCAL || local.readUInt32LE(0) !== 0x0403_4b50) throw new ZipFault('has no header', name)
  const said = headOf(local, 0, 6)
  if (head.flags & ENCRYPTED || head.flags & ~KNOWN) throw new ZipFault('is encrypted, or of an unknown kind', name)
  if (head.method !== 0 && head.method !== 8) throw new ZipFault('is packed in another way than deflate', name)
  const isLater = (head.flags & DESCRIPTOR) !== 0
  const sizes = [said.crc, said.packed, said.size]
  const isSame =
    said.flags === head.flags &&
    said.method === head.method &&
    local.readUInt16LE(26) === rawName.length &&
    local.subarray(LOCAL).equals(rawName) &&
    (sizes.join() === [head.crc, head.packed, head.size].join() || (isLater && sizes.join() === '0,0,0'))
  if (!isSame) throw new ZipFault('is called or described otherwise in its own header', name)
  requireSize(head, name)
  const extra = local.readUInt16LE(28)
  const content = from + LOCAL + rawName.length + extra
  requireHarmless(source.read(from + LOCAL + rawName.length, extra), name)
  const after = content + head.packed
  if (after > end) throw new ZipFault('reaches into the directory', name)
  return { from, content, to: after + (isLater ? descriptor(source.read(after, 16), head, name) : 0) }
}

function requireSize({ method, packed, size }: Head, name: string): void {
  if (method === 0 && packed !== size) throw new ZipFault('has two sizes', name)
  if (method === 0) return
  if (size > LIMITS.deflated || (size > LIMITS.small && size > packed * LIMITS.ratio))
    throw new ZipFault('would unpack to more than is unpacked here: store it instead', name)
}

/** What is stored takes its own size of this, and never more than the archive has. */
function requireBudget(members: readonly Member[], archive: number): void {
  const { free, ratio } = LIMITS.together
  let left = free + ratio * archive
  for (const { name, size } of members) {
    left -= size
    if (left < 0) throw new ZipFault('and those before it would unpack to more than is unpacked here: store them', name)
  }
}

/** How long the description behind the content is. */
function descriptor(bytes: Buffer, { crc, packed, size }: Head, name: string): number {
  const isMarked = bytes.length >= 4 && bytes.readUInt32LE(0) === 0x0807_4b50
  const at = isMarked ? 4 : 0
  if (bytes.length < at + 12 || [0, 4, 8].map((n) => bytes.readUInt32LE(at + n)).join() !== [crc, packed, size].join())
    throw new ZipFault('is described otherwise behind its content', name)
  return at + 12
}

function requireNoGap(spans: { from: number; to: number; name: string }[], end: number): void {
  let at = 0
  for (const { from, to, name } of spans.sort((a, b) => a.from - b.from)) {
    if (from > at) throw new ZipFault('bytes of no member stand before it', name)
    if (from < at) throw new ZipFault('lies over another member', name)
    at = to
  }
  if (at !== end) throw new ZipFault('bytes of no member stand before the directory of the archive')
}

const strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function nameOf(bytes: Buffer, flags: number): string {
  let name: string
  try {
    name = strictly.decode(bytes)
  } catch {
    throw new ZipFault('a name in the archive is no UTF-8')
  }
  if (!(flags & UTF8) && bytes.some((byte) => byte >= 0x80))
    throw new ZipFault('does not say in which code it is', name)
  const parts = name.replace(/\/$/, '').split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\p{Cc}]/u.test(part)))
    throw new ZipFault('a name that leads elsewhere, or that not every system has', name)
  if (name !== name.normalize('NFC')) throw new ZipFault('a name that is not in NFC', name)
  return name
}

function requireHarmless(extras: Buffer, name: string): void {
  for (let at = 0; at < extras.length; ) {
    const length = at + 4 <= extras.length ? extras.readUInt16LE(at + 2) : Number.POSITIVE_INFINITY
    if (at + 4 + length > extras.length || !HARMLESS_EXTRAS.includes(extras.readUInt16LE(at)))
      throw new ZipFault('carries more than a time in its header', name)
    at += 4 + length
  }
}

/** The bytes of a member, piece by piece; what is deflated is unpacked whole. @throws ZipFault where it does not unpack to its size */
export function* contentOf(source: Source, member: Member): Generator<Buffer> {
  const { name, at, packed, size, isDeflated } = member
  if (!isDeflated) {
    for (let from = 0; from < packed; from += PIECE) yield source.read(at + from, Math.min(PIECE, packed - from))
    return
  }
  const bytes = unpacked(source.read(at, packed), size)
  if (bytes?.length !== size) throw new ZipFault('does not unpack to what the archive says', name)
  for (let from = 0; from < size; from += PIECE) yield bytes.subarray(from, from + PIECE)
}

/** Nothing where it is not deflated, is larger, or something stands behind it. */
function unpacked(bytes: Buffer, size: number): Buffer | undefined {
  try {
    const { buffer, engine } = inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1), info: true }) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    return engine.bytesWritten === bytes.length ? buffer : undefined
  } catch {
    return undefined
  }
}

/** The whole content of a member. @throws ZipFault */
export const readMember = (source: Source, member: Member): Buffer => Buffer.concat([...contentOf(source, member)])
