/** The objects of a PDF by number, those in compressed streams included: enough to say what it carries, not to show it. */
import { inflateSync } from 'node:zlib'

export type PdfObjects = {
  /** Dictionaries as text; the last revision of each. */
  objects: ReadonlyMap<string, string>
  /** The number of the object that the last trailer names. */
  trailer(name: 'Root' | 'Info'): string | undefined
  follow(number: string | undefined): string | undefined
  /** Earlier revisions that can still be read. */
  revisions: number
  encrypted: boolean
  /** All packets of XMP, as text. */
  xmp: string
}

/** A stream of objects unfolds to a few MB. */
const UNFOLDED = 64 * 1024 * 1024

/** @throws where it does not begin as a PDF */
export function readPdf(content: Uint8Array): PdfObjects {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1')
  if (!text.slice(0, 1024).includes('%PDF-')) throw new Error('no PDF')
  const objects = new Map<string, string>()
  const trailers: string[] = []
  for (const { number, dictionary, stream } of bodiesOf(text)) {
    objects.set(number, dictionary)
    if (/\/Type\s*\/XRef\b/.test(dictionary)) trailers.push(dictionary)
    if (/\/Type\s*\/ObjStm\b/.test(dictionary))
      for (const [inner, body] of within(dictionary, stream)) objects.set(inner, body)
  }
  for (const [dictionary] of text.matchAll(/\btrailer\s*<<[\s\S]*?startxref/g)) trailers.push(dictionary)
  const saved = (text.match(/\bstartxref\s+\d+/g) ?? []).length
  // A file for the web has a second table for its first page.
  const whole = /\/Linearized\b/.test(text.slice(0, 1024)) ? 2 : 1
  return {
    objects,
    trailer: (name) =>
      trailers
        .flatMap((dictionary) => new RegExp(`/${name}\\s+(\\d+)\\s+\\d+\\s+R`).exec(dictionary)?.[1] ?? [])
        .at(-1),
    follow: (number) => (number === undefined ? undefined : objects.get(number)),
    revisions: Math.max(0, saved - whole),
    encrypted: trailers.some((dictionary) => /\/Encrypt\b/.test(dictionary)),
    xmp: [...text.matchAll(/<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/g)]
      .map(([packet]) => Buffer.from(packet, 'latin1').toString('utf8'))
      .join('\n'),
  }
}

function* bodiesOf(text: string): Iterable<{ number: string; dictionary: string; stream: string }> {
  const heads = /(?:^|[\s>])(\d{1,10})\s+\d{1,5}\s+obj\b/g
  for (let head = heads.exec(text); head; head = heads.exec(text)) {
    const from = heads.lastIndex
    const end = text.indexOf('endobj', from)
    const to = end < 0 ? text.length : end
    const begins = /\bstream\r?\n/.exec(text.slice(from, Math.min(to, from + 65_536)))
    const dictionary = begins ? text.slice(from, from + begins.index) : text.slice(from, to)
    const streamFrom = begins ? from + begins.index + begins[0].length : to
    const streamTo = begins ? text.indexOf('endstream', streamFrom) : to
    yield { number: head[1]!, dictionary, stream: begins ? text.slice(streamFrom, streamTo < 0 ? to : streamTo) : '' }
    heads.lastIndex = begins && streamTo > 0 ? streamTo : to
  }
}

/** Objects in a compressed stream: a list of numbers and places, then the objects. */
function within(dictionary: string, stream: string): [string, string][] {
  const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1] ?? 0)
  const plain = /\/FlateDecode\b/.test(dictionary) ? unfolded(stream) : stream
  const list = plain.slice(0, first).trim().split(/\s+/).map(Number)
  const places = Array.from(
    { length: Math.floor(list.length / 2) },
    (_, i) => [list[2 * i]!, list[2 * i + 1]!] as const,
  )
  return places.map(([number, at], i) => [
    String(number),
    plain.slice(first + at, first + (places[i + 1]?.[1] ?? plain.length)),
  ])
}

/** One that is damaged or encrypted tells nothing; that a file is encrypted is said for itself. */
function unfolded(stream: string): string {
  try {
    return inflateSync(Buffer.from(stream, 'latin1'), { maxOutputLength: UNFOLDED }).toString('latin1')
  } catch {
    return ''
  }
}
