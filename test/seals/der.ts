/** Writes DER (X.690), sound or not, without the library that reads it: certificates and stores of any kind are made of it. */

/** A value of this tag around what is inside it. */
export function tlv(tag: number, ...inside: readonly Buffer[]): Buffer {
  const content = Buffer.concat(inside)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content])
  const size = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3
  const head = Buffer.alloc(2 + size)
  head.writeUIntBE(0x80 | size, 1, 1)
  head.writeUIntBE(length, 2, size)
  head[0] = tag
  return Buffer.concat([head, content])
}

export const sequence = (...items: readonly Buffer[]) => tlv(0x30, ...items)
export const setOf = (...items: readonly Buffer[]) => tlv(0x31, ...items.toSorted(Buffer.compare))
export const octets = (bytes: Buffer) => tlv(0x04, bytes)
export const nothing = () => tlv(0x05)

/** A number from its bytes, the highest first. */
export const integer = (...bytes: readonly number[]) => tlv(0x02, Buffer.from(bytes))

/** An unsigned number of any size. */
export function unsigned(bytes: Buffer): Buffer {
  const start = Math.max(
    bytes.findIndex((byte) => byte !== 0),
    0,
  )
  const shortest = [...bytes.subarray(start)]
  return shortest[0]! > 0x7f ? integer(0, ...shortest) : integer(...shortest)
}

export function oid(dotted: string): Buffer {
  const [top = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [top * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left & 0x7f) | 0x80)
    return digits
  })
  return tlv(0x06, Buffer.from(bytes))
}
