/** Which pictures can stand in an archival file as they are: in grey or RGB, eight bits, without transparency. */

/** A JPEG by its frame: one or three components of eight bits; four would be inks for which the file names no profile. */
function isPlainJpeg(bytes: Buffer): boolean {
  for (let at = 2; at + 9 < bytes.length; ) {
    const [mark, kind] = [bytes[at]!, bytes[at + 1]!]
    if (mark !== 0xff) return false
    const isFrame = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind)
    if (isFrame) return kind <= 0xc2 && bytes[at + 4] === 8 && [1, 3].includes(bytes[at + 9]!)
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return false
}

/** Only a JPEG: a PNG would be unpacked and packed again by the processor at hand, with other bytes on another one. */
export const isPrintable = (bytes: Buffer, type: string): boolean =>
  type === 'image/jpeg' && bytes.length > 12 && bytes[0] === 0xff && bytes[1] === 0xd8 && isPlainJpeg(bytes)
