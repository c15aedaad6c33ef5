/**
 * Whether bytes are JSON in its one canonical form (`canonical.ts`), found in one pass over them: nothing is built, nothing is
 * written a second time to be compared. Five thousand facts of a bundle are read so in the time that reading and writing one
 * thousand took. test/house/canonical-scan.test.ts holds it to `canonical(JSON.parse(text)) === text`.
 */
import { LEVELS } from './canonical.ts'

/** Where a field begins (with what stands before its value) and its value begins and ends: `[before, from, to]`. */
export type Span = readonly [before: number, from: number, to: number]

/**
 * An object of exactly these fields as a reader of lines.
 * @param names in the order of the canonical form
 * @returns where each stands in bytes that are UTF-8; nothing where they are no such object in its one form
 */
export function exactFields<const N extends string>(names: readonly N[]) {
  const opening = names.map((name, i) => Buffer.from(`${i === 0 ? '{' : ','}${JSON.stringify(name)}:`))
  return (bytes: Uint8Array): Record<N, Span> | undefined => {
    const spans = {} as Record<N, Span>
    let at = 0
    for (let i = 0; i < opening.length; i++) {
      const [before, wanted] = [at, opening[i]!]
      for (let n = 0; n < wanted.length; n++) if (bytes[at++] !== wanted[n]) return undefined
      const from = at
      at = valueEnd(bytes, at, 1)
      if (at < 0) return undefined
      spans[names[i]!] = [before, from, at]
    }
    return bytes[at] === CLOSE && at + 1 === bytes.length ? spans : undefined
  }
}

/** Of a whole text: one value, and nothing behind it. */
export const isCanonical = (bytes: Uint8Array): boolean => valueEnd(bytes, 0, 0) === bytes.length

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d]
const [MINUS, ZERO, NINE] = [0x2d, 0x30, 0x39]
const [SPACE, BEYOND_ASCII] = [0x20, 0x80]
const WORDS = ['true', 'false', 'null'].map((word) => Buffer.from(word))
/** So many digits are a whole number that every double holds. */
const PLAIN = 15

/** Behind the value that begins here; -1 where none does, or not in its one form. */
function valueEnd(bytes: Uint8Array, at: number, depth: number): number {
  const first = bytes[at]
  if (first === QUOTE) return textEnd(bytes, at)
  if (first === OPEN) return depth < LEVELS ? objectEnd(bytes, at + 1, depth + 1) : -1
  if (first === OPEN_LIST) return depth < LEVELS ? listEnd(bytes, at + 1, depth + 1) : -1
  if (first === MINUS || isDigit(first)) return numberEnd(bytes, at)
  for (const word of WORDS) if (word.every((byte, i) => bytes[at + i] === byte)) return at + word.length
  return -1
}

/** A text is written as it is; where something in it is escaped, as whoever writes JSON would. */
function textEnd(bytes: Uint8Array, from: number): number {
  let isEscaped = false
  let at = from + 1
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) break
    if (byte < SPACE) return -1
    if (byte === BACKSLASH) {
      isEscaped = true
      at++
    }
  }
  if (at >= bytes.length) return -1
  return !isEscaped || isWrittenSo(bytes.subarray(from, at + 1)) ? at + 1 : -1
}

function isWrittenSo(token: Uint8Array): boolean {
  const text = textOf(token)
  try {
    return JSON.stringify(JSON.parse(text)) === text
  } catch {
    return false
  }
}
const textOf = (bytes: Uint8Array): string => readable.decode(bytes)
const readable = new TextDecoder('utf-8', { ignoreBOM: true })

function numberEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (isDigit(bytes[at])) at++
  const isPlain = at > from && at - from <= PLAIN && (bytes[from] !== ZERO || at === from + 1)
  if (isPlain && !isOfNumber(bytes[at])) return at
  while (isOfNumber(bytes[at])) at++
  const text = textOf(bytes.subarray(from, at))
  // What is no number is not written so, nor is minus nought.
  return String(Number(text)) === text ? at : -1
}
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= NINE
/** Digits, `+`, `-`, `.`, `E`, `e`. */
const isOfNumber = (byte: number | undefined): boolean =>
  isDigit(byte) || byte === 0x2b || byte === MINUS || byte === 0x2e || byte === 0x45 || byte === 0x65

function listEnd(bytes: Uint8Array, from: number, depth: number): number {
  if (bytes[from] === CLOSE_LIST) return from + 1
  for (let at = from; ; ) {
    at = valueEnd(bytes, at, depth)
    if (at < 0) return -1
    if (bytes[at] === CLOSE_LIST) return at + 1
    if (bytes[at++] !== COMMA) return -1
  }
}

/** Each key behind the one before it, by UTF-16 as JavaScript sorts: so none is there twice. */
function objectEnd(bytes: Uint8Array, from: number, depth: number): number {
  if (bytes[from] === CLOSE) return from + 1
  let before: readonly [from: number, to: number] | undefined
  for (let at = from; ; ) {
    if (bytes[at] !== QUOTE) return -1
    const to = textEnd(bytes, at)
    if (to < 0 || bytes[to] !== COLON) return -1
    const key = [at, to] as const
    if (before && !isBehind(bytes, before, key)) return -1
    before = key
    at = valueEnd(bytes, to + 1, depth)
    if (at < 0) return -1
    if (bytes[at] === CLOSE) return at + 1
    if (bytes[at++] !== COMMA) return -1
  }
}

/** Byte by byte as long as both are plain; UTF-8 has another order than UTF-16 beyond, and what is escaped another spelling. */
function isBehind(bytes: Uint8Array, [a, aEnd]: readonly [number, number], [b, bEnd]: readonly [number, number]) {
  for (let i = 1; ; i++) {
    const [one, other] = [bytes[a + i]!, bytes[b + i]!]
    if (one === BACKSLASH || other === BACKSLASH || one >= BEYOND_ASCII || other >= BEYOND_ASCII) {
      const [before, after] = [bytes.subarray(a, aEnd), bytes.subarray(b, bEnd)].map((key) => JSON.parse(textOf(key)))
      return before < after
    }
    const [isOver, isOtherOver] = [a + i === aEnd - 1, b + i === bEnd - 1]
    if (isOver || isOtherOver) return isOver && !isOtherOver
    if (one !== other) return one < other
  }
}
