/**
 * DOC, XLS, PPT, WPS: who wrote it is read from the summary of the compound file ([MS-CFB], [MS-OLEPS]). What its content
 * carries (changes, comments, hidden sheets) nobody has examined, and nothing is rewritten.
 */
import { type Finding, inWords, type Leaving } from './finding.ts'

const SIGNATURE = 'd0cf11e0a1b11ae1'
/** Their sizes, by the power of two that stands in the head. */
const SECTORS: Record<number, number> = { 9: 512, 12: 4_096 }
/** Above it, numbers of sectors mark ends. */
const LAST_SECTOR = 0xfffffffa
/** Subject, author, keywords, remarks, who saved it last; manager, company. */
const SAYS_WHO: [stream: string, ids: readonly number[]][] = [
  ['\u0005SummaryInformation', [3, 4, 5, 6, 8]],
  ['\u0005DocumentSummaryInformation', [14, 15]],
]

/** @throws where it is no compound file */
export function oleLeaving(content: Uint8Array): Leaving {
  const streams = streamsOf(Buffer.from(content.buffer, content.byteOffset, content.byteLength))
  const words = inWords(SAYS_WHO.flatMap(([stream, ids]) => valuesIn(streams(stream), ids)))
  const author: Finding[] = words ? [{ code: 'author', state: 'heed', words }] : []
  return { copy: content, findings: [...author, { code: 'oldFormat', state: 'heed' }] }
}

/** What the file holds under a name; empty where there is nothing. */
function streamsOf(file: Buffer): (name: string) => Buffer {
  if (file.toString('hex', 0, 8) !== SIGNATURE) throw new Error('no compound file')
  const size = SECTORS[file.readUInt16LE(30)]
  const small = 64
  if (!size || file.readUInt16LE(32) !== 6) throw new Error('no sectors of this size')
  /** A list that has more of them leads in a circle. */
  const most = Math.ceil(file.length / size)
  const sector = (n: number) => file.subarray((n + 1) * size, (n + 2) * size)
  const numbers = (bytes: Buffer) => Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(4 * i))
  const follow = (table: readonly number[], from: number, of: (n: number) => Buffer): Buffer => {
    const pieces: Buffer[] = []
    for (
      let n = from;
      n < LAST_SECTOR && pieces.length <= Math.min(table.length, most * (size / small));
      n = table[n] ?? LAST_SECTOR
    )
      pieces.push(of(n))
    return Buffer.concat(pieces)
  }
  const places = numbers(file.subarray(76, 512))
  let more = file.readUInt32LE(68)
  for (let left = Math.min(most, file.readUInt32LE(72)); left > 0 && more < LAST_SECTOR; left--) {
    const next = numbers(sector(more))
    places.push(...next.slice(0, -1))
    more = next.at(-1) ?? LAST_SECTOR
  }
  const tables = places.filter((n) => n < LAST_SECTOR).slice(0, Math.ceil((4 * most) / size))
  const table = tables.flatMap((n) => numbers(sector(n)))
  const folder = follow(table, file.readUInt32LE(48), sector)
  const entries = Array.from({ length: folder.length >> 7 }, (_, i) => folder.subarray(128 * i, 128 * (i + 1)))
  const nameOf = (entry: Buffer) => entry.toString('utf16le', 0, Math.max(0, Math.min(64, entry.readUInt16LE(64)) - 2))
  const startOf = (entry: Buffer) => entry.readUInt32LE(116)
  const smallTable = numbers(follow(table, file.readUInt32LE(60), sector))
  const root = entries[0] ? follow(table, startOf(entries[0]), sector) : Buffer.alloc(0)
  return (name) => {
    const entry = entries.find((one) => nameOf(one) === name)
    if (!entry) return Buffer.alloc(0)
    const length = entry.readUInt32LE(120)
    const whole =
      length < file.readUInt32LE(56)
        ? follow(smallTable, startOf(entry), (n) => root.subarray(n * small, (n + 1) * small))
        : follow(table, startOf(entry), sector)
    return whole.subarray(0, length)
  }
}

const CODE_PAGE = 1
const [NARROW, WIDE] = [0x1e, 0x1f]

/** The texts of a set of properties under these numbers. */
function valuesIn(stream: Buffer, ids: readonly number[]): string[] {
  if (stream.length < 48) return []
  const set = stream.subarray(stream.readUInt32LE(44))
  const at = new Map(
    Array.from({ length: set.readUInt32LE(4) }, (_, i) => [set.readUInt32LE(8 + 8 * i), set.readUInt32LE(12 + 8 * i)]),
  )
  const page = at.get(CODE_PAGE)
  const decode = decoderOf(page === undefined ? 0 : set.readUInt16LE(page + 4))
  return ids.flatMap((id) => {
    const from = at.get(id)
    if (from === undefined) return []
    const [kind, length] = [set.readUInt32LE(from), set.readUInt32LE(from + 4)]
    const text = set.subarray(from + 8)
    if (kind === NARROW) return [upToNul(decode(text.subarray(0, length)))]
    return kind === WIDE ? [upToNul(text.toString('utf16le', 0, 2 * length))] : []
  })
}

const upToNul = (text: string) => text.split('\0')[0]!

function decoderOf(page: number): (bytes: Buffer) => string {
  if (page === 1200) return (bytes) => bytes.toString('utf16le')
  const label = page === 65001 ? 'utf-8' : page === 1252 ? 'windows-1252' : 'gbk'
  return (bytes) => new TextDecoder(label).decode(bytes)
}
