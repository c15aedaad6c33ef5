/** GIF: comments and XMP go, frames and their timing stay. */
import { type Leaving, noted } from './finding.ts'

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b]
const [COMMENT, APPLICATION] = [0xfe, 0xff]

/** @throws where the file is not whole */
export function gifLeaving(content: Uint8Array): Leaving {
  const tableSize = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const endOfBlocks = (from: number) => {
    let at = from
    while (content[at] !== 0) {
      if (content[at] === undefined) throw new Error('a block is cut off')
      at += content[at]! + 1
    }
    return at + 1
  }
  let at = 13 + tableSize(content[10]!)
  const kept = [content.subarray(0, at)]
  let notes = false
  while (content[at] !== TRAILER) {
    const from = at
    if (content[at] === EXTENSION) {
      const label = content[at + 1]
      at = endOfBlocks(at + 2)
      const isXmp =
        label === APPLICATION && Buffer.from(content.subarray(from + 3, from + 11)).toString('latin1') === 'XMP Data'
      if (label === COMMENT || isXmp) {
        notes = true
        continue
      }
    } else if (content[at] === IMAGE) at = endOfBlocks(at + 10 + tableSize(content[at + 9]!) + 1)
    else throw new Error('no block begins here')
    kept.push(content.subarray(from, at))
  }
  const findings = [...noted('note', notes, 'removed'), ...noted('appended', content.length > at + 1, 'removed')]
  return findings.length === 0
    ? { copy: content, findings }
    : { copy: Buffer.concat([...kept, Uint8Array.of(TRAILER)]), findings }
}
