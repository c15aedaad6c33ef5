/** Whether a file has a password, by what its format says of itself without one. */

/** ISO 32000-1, 7.6: the trailer, at the end of the file or of its first page, names how it is encrypted. */
export const isLockedPdf = (head: Buffer, tail: Buffer): boolean =>
  [head, tail].some((part) => /\/Encrypt\s?(?:\d|<<)/.test(part.toString('latin1')))

/** The method of AES among the coders, where the list of members itself is to be read. */
export const isLocked7z = (tail: Buffer): boolean => tail.includes(Buffer.from('06f10701', 'hex'))

/** RAR 5: the first header is that of encryption. RAR 4: so the flags of the archive, or of its first file, say. */
export function isLockedRar(head: Buffer): boolean {
  if (head[6] === 1) {
    const size = 12 // after the mark (8) and a checksum (4): how long the header is, in sevens of bits
    let at = size
    while (head[at]! & 0x80) at++
    return head[at + 1] === 4
  }
  const archive = 7
  if (head.length < archive + 20 || head[archive + 2] !== 0x73) return false
  if (head.readUInt16LE(archive + 3) & 0x0080) return true
  const file = archive + head.readUInt16LE(archive + 5)
  return head[file + 2] === 0x74 && file + 5 <= head.length && (head.readUInt16LE(file + 3) & 0x0004) !== 0
}
