/** WebP (RIFF): the chunks EXIF and XMP go, and the head says that they are gone. */
import { readExif } from './exif.ts'
import { type Finding, type Leaving, noted } from './finding.ts'

/** In the flags of VP8X. */
const HAS_EXIF = 0x08
const HAS_XMP = 0x04

/** @throws where the file is not whole */
export function webpLeaving(content: Uint8Array): Leaving {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const end = 8 + view.getUint32(4, true)
  if (end > content.length + 1) throw new Error('the file is cut off')
  const kept: Uint8Array[] = []
  const findings: Finding[] = []
  for (let at = 12; at + 8 <= end; ) {
    const type = Buffer.from(content.subarray(at, at + 4)).toString('latin1')
    const size = view.getUint32(at + 4, true)
    const next = at + 8 + size + (size % 2)
    if (type === 'EXIF') {
      const body = content.subarray(at + 8, at + 8 + size)
      const exif = readExif(body[0] === 0x45 ? body.subarray(6) : body) // some writers keep "Exif\0\0"
      findings.push(...noted('place', exif.place, 'removed'), ...noted('camera', exif.camera, 'removed'))
    } else if (type === 'XMP ') findings.push({ code: 'note', state: 'removed' })
    else kept.push(type === 'VP8X' ? bare(content.subarray(at, next)) : content.subarray(at, next))
    at = next
  }
  findings.push(...noted('appended', content.length > end, 'removed'))
  if (findings.length === 0) return { copy: content, findings }
  const body = Buffer.concat(kept)
  const head = Buffer.from(content.subarray(0, 12))
  head.writeUInt32LE(4 + body.length, 4)
  return { copy: Buffer.concat([head, body]), findings }
}

function bare(head: Uint8Array): Uint8Array {
  const copy = Buffer.from(head)
  copy[8] = copy[8]! & ~(HAS_EXIF | HAS_XMP)
  return copy
}
