/** PNG: chunks that make the picture stay; texts, Exif, the time of the last change and what stands behind it go. */
import { crc32 } from 'node:zlib'
import { readExif, turnedOnly } from './exif.ts'
import { type Finding, type Leaving, noted } from './finding.ts'

const SIGNATURE = 8
const TEXTS = ['tEXt', 'zTXt', 'iTXt', 'tIME']

/** @throws where the file is not whole */
export function pngLeaving(content: Uint8Array): Leaving {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const kept: Uint8Array[] = [content.subarray(0, SIGNATURE)]
  const findings = new Map<Finding['code'], Finding>()
  const find = (...found: Finding[]) => {
    for (const one of found) findings.set(one.code, one)
  }
  let at = SIGNATURE
  for (let type = ''; type !== 'IEND'; ) {
    const end = at + 12 + view.getUint32(at)
    if (end > content.length) throw new Error('a chunk is cut off')
    type = Buffer.from(content.subarray(at + 4, at + 8)).toString('latin1')
    if (type === 'eXIf') {
      const exif = readExif(content.subarray(at + 8, end - 4))
      find(...noted('place', exif.place, 'removed'), ...noted('camera', exif.camera, 'removed'))
      const turned = turnedOnly(exif)
      if (turned) kept.push(chunk('eXIf', turned))
    } else if (TEXTS.includes(type)) find({ code: 'note', state: 'removed' })
    else kept.push(content.subarray(at, end))
    at = end
  }
  find(...noted('appended', content.length > at, 'removed'))
  return findings.size === 0
    ? { copy: content, findings: [] }
    : { copy: Buffer.concat(kept), findings: [...findings.values()] }
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
