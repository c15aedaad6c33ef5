/** JPEG: the picture stays byte for byte; Exif, XMP, IPTC, comments and what stands behind the picture go. */
import { type Exif, readExif, turnedOnly } from './exif.ts'
import { type Leaving, noted } from './finding.ts'

const [SOI, EOI, SOS, COM] = [0xd8, 0xd9, 0xda, 0xfe]
const APP0 = 0xe0
const APP15 = 0xef
/** Colours and their transform: without them the picture looks different. */
const KEPT = ['JFIF\0', 'ICC_PROFILE\0', 'Adobe']
const EXIF = 'Exif\0\0'

/** @throws where the file is no JPEG from its first to its last segment */
export function jpegLeaving(content: Uint8Array): Leaving {
  const found = { exif: undefined as Exif | undefined, notes: false }
  const kept: Uint8Array[] = []
  let at = 2
  if (content[0] !== 0xff || content[1] !== SOI) throw new Error('no JPEG')
  for (;;) {
    while (content[at] === 0xff && content[at + 1] === 0xff) at++ // fill bytes
    const marker = content[at + 1]
    if (content[at] !== 0xff || marker === undefined) throw new Error('a segment is missing')
    if (marker === EOI) break
    const end = at + 2 + ((content[at + 2]! << 8) | content[at + 3]!)
    if (Number.isNaN(end) || end > content.length) throw new Error('a segment is cut off')
    const body = content.subarray(at + 4, end)
    if (isKept(marker, body)) kept.push(content.subarray(at, end))
    else if (startsWith(body, EXIF)) found.exif ??= readExif(body.subarray(EXIF.length))
    else found.notes = true
    at = end
    if (marker === SOS) {
      const scan = endOfScan(content, at)
      kept.push(content.subarray(at, scan))
      at = scan
    }
  }
  const { exif, notes } = found
  const turned = exif && turnedOnly(exif)
  const appended = content.length > at + 2
  const findings = [
    ...noted('place', exif?.place === true, 'removed'),
    ...noted('camera', exif?.camera === true, 'removed'),
    ...noted('note', notes, 'removed'),
    ...noted('appended', appended, 'removed'),
  ]
  if (findings.length === 0) return { copy: content, findings }
  const head = [Uint8Array.of(0xff, SOI), ...(turned ? [segment(0xe1, EXIF, turned)] : [])]
  return { copy: Buffer.concat([...head, ...kept, Uint8Array.of(0xff, EOI)]), findings }
}

const isKept = (marker: number, body: Uint8Array) =>
  marker === COM || (marker >= APP0 && marker <= APP15) ? KEPT.some((name) => startsWith(body, name)) : true

const startsWith = (body: Uint8Array, name: string) =>
  Buffer.from(body.subarray(0, name.length)).toString('latin1') === name

/** Behind the entropy-coded data: the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(content: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    at = content.indexOf(0xff, at)
    if (at < 0 || at + 1 >= content.length) throw new Error('the picture is cut off')
    const next = content[at + 1]!
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
    at += next === 0xff ? 1 : 2
  }
}

function segment(marker: number, name: string, body: Uint8Array): Uint8Array {
  const length = 2 + name.length + body.length
  return Buffer.concat([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), Buffer.from(name, 'latin1'), body])
}
