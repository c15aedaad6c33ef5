/**
 * A ZIP of members that are stored, not compressed, written piece by piece: what is large never lies in memory whole. All
 * members carry one date, so that nothing but content decides the bytes; test/evidence/bundle.test.ts holds them to fflate's.
 */
import { crc32 } from 'node:zlib'

/** `crc`: of the content (APPNOTE 4.4.7), which stands before it. */
export type Member<Content> = { name: string; size: number; crc: number; content: Content }

/** ZIP knows no time before 1980: the first of January at midnight. */
const DATE = 1 | (1 << 5)
const VERSION = 20
/** Made on Unix, each a plain file that anybody may read: of what was made elsewhere `unzip` of Debian takes names for those of DOS, said to be UTF-8 or not. */
const UNIX = 3 << 8
const PLAIN_FILE = 0o100644
/** Names are UTF-8; said where they are not ASCII. */
const UTF8 = 0x800
/** Offsets have 32 bits, and the count of members 16 (APPNOTE 4.4). */
const LARGEST = 0xffff_ffff
const MOST = 0xffff

const LOCAL = 30
const CENTRAL = 46
const END = 22

/** @param before the checksum of what came before */
export const checksum = (piece: Uint8Array, before = 0): number => crc32(piece, before)

/** How many bytes the archive will have. @throws RangeError where it is larger than a ZIP without extensions can be */
export function sizeOfZip(members: readonly Member<unknown>[]): number {
  const total = members.reduce((sum, { name, size }) => sum + LOCAL + CENTRAL + 2 * Buffer.byteLength(name) + size, END)
  if (total > LARGEST || members.length > MOST)
    throw new RangeError(`An archive of ${members.length} members and ${total} bytes is larger than a ZIP can be.`)
  return total
}

/** The archive's own bytes, with each member in the place of its content. */
export function* zipParts<Content>(members: readonly Member<Content>[]): Generator<Buffer | Member<Content>> {
  let at = 0
  const directory: Buffer[] = []
  for (const member of members) {
    const name = Buffer.from(member.name)
    const local = Buffer.concat([header(member, name, 'local', 0), name])
    directory.push(header(member, name, 'central', at), name)
    yield local
    yield member
    at += local.length + member.size
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(END)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  yield Buffer.concat([central, end])
}

function header({ size, crc }: Member<unknown>, name: Buffer, of: 'local' | 'central', offset: number): Buffer {
  const bytes = Buffer.alloc(of === 'local' ? LOCAL : CENTRAL)
  let at = bytes.writeUInt32LE(of === 'local' ? 0x0403_4b50 : 0x0201_4b50, 0)
  if (of === 'central') at = bytes.writeUInt16LE(UNIX | VERSION, at)
  at = bytes.writeUInt16LE(VERSION, at)
  at = bytes.writeUInt16LE(name.every((byte) => byte < 0x80) ? 0 : UTF8, at)
  at = bytes.writeUInt16LE(0, at) // stored
  at = bytes.writeUInt32LE((DATE << 16) >>> 0, at)
  at = bytes.writeUInt32LE(crc, at)
  at = bytes.writeUInt32LE(size, at)
  at = bytes.writeUInt32LE(size, at)
  bytes.writeUInt16LE(name.length, at)
  if (of === 'central') bytes.writeUInt32LE(offset, bytes.writeUInt32LE((PLAIN_FILE << 16) >>> 0, CENTRAL - 8))
  return bytes
}
