/** The part of node's `Buffer` that the proof of a bundle uses, over the bytes that every browser has. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const utf8 = new TextEncoder()
const readable = new TextDecoder('utf-8', { ignoreBOM: true })

/** Named as the modules of the proof call it. Of texts it knows UTF-8, hexadecimals and base64. */
class Bytes extends Uint8Array<ArrayBuffer> {
  /** Of a length, too: the type of what it extends knows buffers alone. */
  constructor(of: number | ArrayBuffer, at?: number, length?: number) {
    super(of as ArrayBuffer, at, length)
  }
  static override from(of: string | ArrayLike<number> | Iterable<number>, code?: unknown): Bytes {
    if (typeof of !== 'string') return Bytes.of(...(of as Iterable<number>)) as Bytes
    if (code === 'hex') return fromHex(of)
    if (code === 'base64') return fromBase64(of)
    return over(utf8.encode(of))
  }
  static alloc(length: number): Bytes {
    return new Bytes(length)
  }
  static concat(parts: readonly Uint8Array[]): Bytes {
    const all = new Bytes(parts.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of parts) {
      all.set(part, at)
      at += part.length
    }
    return all
  }
  static compare(a: Uint8Array, b: Uint8Array): number {
    const shorter = Math.min(a.length, b.length)
    for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return a[at]! < b[at]! ? -1 : 1
    return Math.sign(a.length - b.length)
  }
  static isBuffer(one: unknown): boolean {
    return one instanceof Bytes
  }
  static byteLength(text: string): number {
    return utf8.encode(text).length
  }

  equals(other: Uint8Array): boolean {
    return Bytes.compare(this, other) === 0
  }
  readUInt16LE(at: number): number {
    if (at + 2 > this.length) throw new RangeError('outside the bytes')
    return this[at]! | (this[at + 1]! << 8)
  }
  readUInt32LE(at: number): number {
    return this.readUInt16LE(at) + this.readUInt16LE(at + 2) * 0x1_0000
  }
  override toString(code?: string, from = 0, to = this.length): string {
    if (from > 0 || to < this.length) return over(this.subarray(from, to)).toString(code)
    if (code === 'hex') {
      let text = ''
      for (const byte of this) text += HEX[byte]
      return text
    }
    if (code === 'base64') return btoa(String.fromCharCode(...this))
    return readable.decode(this)
  }
}

/** The same bytes, not a copy. */
export const over = (bytes: Uint8Array<ArrayBuffer>): Bytes =>
  new Bytes(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** As far as it is one. */
function fromHex(text: string): Bytes {
  const [all] = /^(?:[0-9a-f]{2})*/i.exec(text)!
  const bytes = new Bytes(all.length / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(all.slice(at * 2, at * 2 + 2), 16)
  return bytes
}

/** None where it is none: whoever asks writes the bytes again and compares, so leniency would be for nothing. */
function fromBase64(text: string): Bytes {
  try {
    const read = atob(text)
    const bytes = new Bytes(read.length)
    for (let at = 0; at < read.length; at++) bytes[at] = read.charCodeAt(at)
    return bytes
  } catch {
    return new Bytes(0)
  }
}

export { Bytes as Buffer }
