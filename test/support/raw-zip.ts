/** A ZIP with whatever its maker wants in it: headers that disagree, gaps, names that no honest program writes. */
import { crc32, deflateRawSync } from 'node:zlib'

export type RawMember = {
  name: string
  bytes: Buffer
  /** Bytes that are of no member, before this one. */
  gap?: Buffer
  /** As the header before the content says, where it is another thing than the directory says. */
  local?: { name?: string; size?: number }
  isDeflated?: boolean
  /** Of the content when unpacked, as told. */
  size?: number
  flags?: number
  /** High half of the external attributes: a mode of Unix. */
  mode?: number
  extra?: Buffer
  /** Where the directory says that it begins, if elsewhere. */
  at?: number
}

export function rawZip(members: readonly RawMember[], { comment = '', after = Buffer.alloc(0) } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  const put = (bytes: Buffer) => {
    parts.push(bytes)
    at += bytes.length
  }
  for (const member of members) {
    const { name, bytes, gap, local, isDeflated, flags = 0x800, mode = 0, extra = Buffer.alloc(0) } = member
    if (gap) put(gap)
    const from = member.at ?? at
    const content = isDeflated ? deflateRawSync(bytes) : bytes
    const head = (size: number) => {
      const text = Buffer.alloc(22)
      text.writeUInt16LE(20, 0)
      text.writeUInt16LE(flags, 2)
      text.writeUInt16LE(isDeflated ? 8 : 0, 4)
      text.writeUInt32LE(0x00210000, 6)
      text.writeUInt32LE(crc32(bytes), 10)
      text.writeUInt32LE(content.length, 14)
      text.writeUInt32LE(size, 18)
      return text
    }
    const size = member.size ?? bytes.length
    const names = [Buffer.from(local?.name ?? name), Buffer.from(name)] as const
    const lengths = (raw: Buffer) => {
      const text = Buffer.alloc(4)
      text.writeUInt16LE(raw.length, 0)
      text.writeUInt16LE(extra.length, 2)
      return text
    }
    put(Buffer.concat([mark(0x04034b50), head(local?.size ?? size), lengths(names[0]), names[0], extra, content]))
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(from, 10)
    const made = Buffer.from([20, 3])
    directory.push(mark(0x02014b50), made, head(size), lengths(names[1]), rest, names[1], extra)
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...parts, central, end, Buffer.from(comment), after])
}

function mark(of: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(of)
  return bytes
}
