/** The encoding of certificates and signatures (X.690): reads BER, which key stores of some makers are, and writes DER. */

/** One value. `raw` is all of it, tag and length included, as it was read: names and serials are copied, never rewritten. */
export type Value = { tag: number; raw: Buffer; content: Buffer; children: readonly Value[] }

export class NotDer extends Error {
  override name = 'NotDer'
}

const SEQUENCE = 0x30
const SET = 0x31
const OCTETS = 0x04
const CONSTRUCTED = 0x20
/** Deeper than any certificate, and no deeper than the stack. */
const DEEPEST = 40

/** @throws NotDer where the bytes are not exactly one value. */
export function readDer(bytes: Buffer): Value {
  const { value, end } = readAt(bytes, 0, 0)
  if (end !== bytes.length) throw new NotDer(`${bytes.length - end} bytes follow the value.`)
  return value
}

/** One value at the beginning of a longer text: the zeros behind a signature in a PDF. */
export const readFirst = (bytes: Buffer): Value => readAt(bytes, 0, 0).value

function readAt(bytes: Buffer, start: number, depth: number): { value: Value; end: number } {
  if (depth > DEEPEST) throw new NotDer('Nested too deep.')
  const tag = byteAt(bytes, start)
  if ((tag & 0x1f) === 0x1f) throw new NotDer('Tags of several bytes are not read.')
  const { length, body } = lengthAt(bytes, start + 1)
  const constructed = (tag & CONSTRUCTED) !== 0
  if (length === null) {
    if (!constructed) throw new NotDer('A primitive value without length.')
    const { children, end } = untilEnd(bytes, body, depth)
    return { value: { tag, raw: bytes.subarray(start, end), content: bytes.subarray(body, end - 2), children }, end }
  }
  const end = body + length
  if (end > bytes.length) throw new NotDer('A value runs over the end.')
  const children: Value[] = []
  for (let at = body; constructed && at < end; ) {
    const child = readAt(bytes.subarray(0, end), at, depth + 1)
    children.push(child.value)
    at = child.end
  }
  return { value: { tag, raw: bytes.subarray(start, end), content: bytes.subarray(body, end), children }, end }
}

function untilEnd(bytes: Buffer, from: number, depth: number): { children: Value[]; end: number } {
  const children: Value[] = []
  let at = from
  while (byteAt(bytes, at) !== 0 || byteAt(bytes, at + 1) !== 0) {
    const child = readAt(bytes, at, depth + 1)
    children.push(child.value)
    at = child.end
  }
  return { children, end: at + 2 }
}

function lengthAt(bytes: Buffer, at: number): { length: number | null; body: number } {
  const first = byteAt(bytes, at)
  if (first < 0x80) return { length: first, body: at + 1 }
  if (first === 0x80) return { length: null, body: at + 1 }
  const size = first - 0x80
  if (size > 4 || at + 1 + size > bytes.length) throw new NotDer('A length that is no length.')
  return { length: bytes.readUIntBE(at + 1, size), body: at + 1 + size }
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw new NotDer('The value ends too early.')
  return byte
}

/** The child at this place. @throws NotDer where there is none, or one of another kind. */
export function child(of: Value, i: number, tag?: number): Value {
  const found = of.children[i]
  if (!found || (tag !== undefined && found.tag !== tag)) throw new NotDer(`No value of the kind wanted at ${i}.`)
  return found
}

/** The child with this context tag, primitive or constructed. */
export const tagged = (of: Value, number: number): Value | undefined =>
  of.children.find(({ tag }) => (tag & ~CONSTRUCTED) === (0x80 | number))

/** An octet string, put together where it comes in pieces. */
export const octetsOf = (value: Value): Buffer =>
  value.tag & CONSTRUCTED ? Buffer.concat(value.children.map(octetsOf)) : value.content

export function oidOf({ content }: Value): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f)
    if (arc > Number.MAX_SAFE_INTEGER / 128) throw new NotDer('An object identifier that is too large.')
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0
    }
  }
  const [first = 0, ...rest] = arcs
  const top = Math.min(Math.floor(first / 40), 2)
  return [top, first - top * 40, ...rest].join('.')
}

export function wholeOf({ content }: Value): number {
  if (content.length === 0 || content.length > 6 || content[0]! > 0x7f) throw new NotDer('Not a whole number.')
  return content.readUIntBE(0, content.length)
}

export function tlv(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content])
  const size = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3
  const head = Buffer.alloc(2 + size)
  head.writeUIntBE(0x80 | size, 1, 1)
  head.writeUIntBE(length, 2, size)
  head[0] = tag
  return Buffer.concat([head, content])
}

export const sequence = (...items: readonly Buffer[]) => tlv(SEQUENCE, ...items)
/** DER puts the members of a set in the order of their bytes. */
export const setOf = (...items: readonly Buffer[]) => tlv(SET, ...items.toSorted(Buffer.compare))
export const octets = (bytes: Buffer) => tlv(OCTETS, bytes)
export const nothing = () => tlv(0x05)

/** A number that is not negative, from its bytes. */
export function integer(bytes: Buffer): Buffer {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start++
  const shortest = bytes.subarray(start)
  return tlv(0x02, ...(shortest[0]! > 0x7f ? [Buffer.of(0)] : []), shortest)
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
