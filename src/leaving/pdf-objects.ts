/** The objects of a PDF by number, those in compressed streams included: enough to say what it carries, not to show it. */
import { inflateSync } from 'node:zlib'
import { type Budget, TooMuch } from './budget.ts'
import { type Dictionary, isDictionary, nameOf, numberOf, PdfReader, referred, type Value } from './pdf-values.ts'

export type PdfObjects = {
  /** The last revision of each. */
  objects: ReadonlyMap<string, Value>
  /** In the order of the file. */
  trailers: readonly Dictionary[]
  /** What stands behind a reference; the value itself where it is none. */
  follow(value: Value | undefined): Value | undefined
  /** Earlier revisions that can still be read. */
  revisions: number
  /** Streams that describe the document or a picture in it (XMP). */
  descriptions: Uint8Array[]
  /** Other bytes before its beginning or behind its end. */
  appended: boolean
  /** Something in it could not be read. */
  damaged: boolean
}

const MARKS = /(?<![^\s\0>\])])(?:obj|trailer|startxref)(?![\w-])/g
/** An object's number stands right before its word. */
const NUMBER = /(?:^|[^\d])(\d{1,10})[\s\0]{1,8}\d{1,5}[\s\0]{1,8}$/
const NEAR = 40

/** @throws where it does not begin as a PDF; TooMuch */
export function readPdf(content: Uint8Array, budget: Budget): PdfObjects {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1')
  const begins = text.slice(0, 1024).indexOf('%PDF-')
  if (begins < 0) throw new Error('no PDF')
  const objects = new Map<string, Value>()
  const streams: { dictionary: Dictionary; stream: string; number: string }[] = []
  const trailers: Dictionary[] = []
  const reader = new PdfReader(text)
  let saved = 0
  let last = -1
  let damaged = false
  MARKS.lastIndex = 0
  for (let mark = MARKS.exec(text); mark; mark = MARKS.exec(text)) {
    reader.at = MARKS.lastIndex
    if (mark[0] === 'startxref') {
      saved++
      last = mark.index
      continue
    }
    const number = mark[0] === 'obj' && NUMBER.exec(text.slice(Math.max(0, mark.index - NEAR), mark.index))?.[1]
    if (mark[0] === 'obj' && !number) continue
    try {
      const value = reader.value()
      if (!number) {
        if (!isDictionary(value)) throw new Error('no trailer')
        trailers.push(value)
      } else {
        objects.set(number, value)
        const stream = streamAt(text, reader)
        if (isDictionary(value) && stream !== undefined) streams.push({ dictionary: value, stream, number })
      }
    } catch {
      damaged = true
    }
    MARKS.lastIndex = Math.max(MARKS.lastIndex, reader.at)
  }
  const encrypted = [...trailers, ...streams.map(({ dictionary }) => dictionary)].some((one) => one.has('Encrypt'))
  const follow = (value: Value | undefined) => {
    const number = referred(value)
    return number === undefined ? value : objects.get(number)
  }
  const plain = (dictionary: Dictionary, stream: string) => {
    const kept = unfolded(dictionary, stream, follow, budget)
    if (kept === undefined && !encrypted) damaged = true
    return kept
  }
  for (const { dictionary, stream } of streams) {
    const type = nameOf(dictionary.get('Type'))
    if (type === 'XRef') trailers.push(dictionary)
    if (type !== 'ObjStm') continue
    try {
      for (const [number, value] of within(dictionary, plain(dictionary, stream) ?? '')) objects.set(number, value)
    } catch (error) {
      if (error instanceof TooMuch) throw error
      if (!encrypted) damaged = true
    }
  }
  const described = new Set(
    [...objects.values()].flatMap((value) => (isDictionary(value) ? (referred(value.get('Metadata')) ?? []) : [])),
  )
  const descriptions = streams
    .filter(
      ({ dictionary, number }) =>
        described.has(number) ||
        nameOf(dictionary.get('Type')) === 'Metadata' ||
        nameOf(follow(dictionary.get('Subtype'))) === 'XML',
    )
    .flatMap(({ dictionary, stream }) => plain(dictionary, stream) ?? [])
    .map((one) => Buffer.from(one, 'latin1'))
  const end = text.indexOf('%%EOF', Math.max(0, last))
  // A file for the web has a second table for its first page.
  const whole = /\/Linearized\b/.test(text.slice(0, 1024)) ? 2 : 1
  return {
    ...{ objects, trailers, follow, revisions: Math.max(0, saved - whole), descriptions },
    appended: begins > 0 || (end >= 0 && /[^\s\0]/.test(text.slice(end + 5))),
    damaged: damaged || end < 0 || !trailers.some((trailer) => trailer.has('Root')),
  }
}

/** The bytes behind `stream`, where an object has any; the reader goes behind them. */
function streamAt(text: string, reader: PdfReader): string | undefined {
  reader.space()
  if (!text.startsWith('stream', reader.at)) return undefined
  const from = reader.at + 6 + (text.startsWith('\r\n', reader.at + 6) ? 2 : 1)
  const to = text.indexOf('endstream', from)
  reader.at = to < 0 ? text.length : to
  if (to < 0) throw new Error('a stream does not end')
  return text.slice(from, to)
}

/** Objects in a compressed stream: a list of numbers and places, then the objects, each in a piece of its own. */
function* within(dictionary: Dictionary, plain: string): Generator<[string, Value]> {
  const first = numberOf(dictionary.get('First')) ?? 0
  const list = plain.slice(0, first).match(/\d+/g) ?? []
  const places = Array.from({ length: list.length >> 1 }, (_, i) => [list[2 * i]!, Number(list[2 * i + 1])] as const)
  for (const [i, [number, at]] of places.entries()) {
    const next = places[i + 1]?.[1] ?? plain.length
    if (next < at) throw new Error('not in their order')
    yield [number, new PdfReader(plain.slice(first + at, first + next)).value()]
  }
}

/** A stream as it was before it was packed; undefined where it is damaged, encrypted or packed in another way. */
function unfolded(
  dictionary: Dictionary,
  stream: string,
  follow: (value: Value | undefined) => Value | undefined,
  budget: Budget,
): string | undefined {
  const filter = follow(dictionary.get('Filter'))
  const filters = (Array.isArray(filter) ? filter : [filter]).flatMap((one) => nameOf(follow(one)) ?? [])
  if (filters.length === 0) return stream
  if (filters.length > 1 || !['FlateDecode', 'Fl'].includes(filters[0]!) || dictionary.has('DecodeParms'))
    return undefined
  try {
    const plain = inflateSync(Buffer.from(stream, 'latin1'), { maxOutputLength: Math.max(1, budget.left) })
    budget.spend(plain.length)
    return plain.toString('latin1')
  } catch (error) {
    if (error instanceof TooMuch || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new TooMuch()
    return undefined
  }
}
