/**
 * winmail.dat: Outlook's own envelope (TNEF, [MS-OXTNEF]), in which text and attachments of a mail lie where other programs do
 * not look. Read for the files and the text alone; what breaks off in the middle gives what came before.
 */
const SIGNATURE = 0x223e9f78
/** Of an attribute, its level and its name together. */
const ATTRIBUTES = {
  codePage: 0x00069007,
  body: 0x0002800c,
  message: 0x00069003,
  nextAttachment: 0x00069002,
  title: 0x00018010,
  data: 0x0006800f,
  attachment: 0x00069005,
}
/** MAPI properties, by their numbers. */
const PROPERTIES = { body: 0x1000, data: 0x3701, longName: 0x3707, name: 0x3704 }
/** An embedded mail is a TNEF again, behind the sixteen bytes that say so. */
const EMBEDDED = 16
/** A mail in a mail in a mail: nobody sends more, and each level is read in turn. */
const DEEPEST = 5

export type Opened = { text: string; files: { name: string; content: Buffer }[] }

type Value = string | Buffer
type File = { name?: string; content?: Buffer; embedded?: Buffer }

/** Is it one, whatever it is called? */
export const isTnef = (content: Uint8Array): boolean =>
  content.length > 6 && Buffer.from(content.buffer, content.byteOffset, 4).readUInt32LE(0) === SIGNATURE

/** What lies in it. Pure; never throws. */
export function openTnef(content: Uint8Array, depth = 0): Opened {
  const opened: Opened = { text: '', files: [] }
  if (!isTnef(content)) return opened
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const files: File[] = []
  const texts: string[] = []
  let charset = 'gb18030' // of a house that names none: what Chinese Windows writes
  for (const { id, data } of attributesIn(bytes)) {
    const last = files.at(-1)
    if (id === ATTRIBUTES.codePage && data.length >= 4) charset = charsetOf(data.readUInt32LE(0))
    else if (id === ATTRIBUTES.body) opened.text ||= textIn(data, charset)
    else if (id === ATTRIBUTES.message)
      opened.text ||= textOf(propertiesIn(data, charset).get(PROPERTIES.body), charset)
    else if (id === ATTRIBUTES.nextAttachment) files.push({})
    else if (last && id === ATTRIBUTES.title) last.name ??= textIn(data, charset)
    else if (last && id === ATTRIBUTES.data) last.content = data
    else if (last && id === ATTRIBUTES.attachment) Object.assign(last, named(propertiesIn(data, charset), charset))
  }
  for (const { name, content, embedded } of files) {
    if (embedded && isTnef(embedded) && depth < DEEPEST) {
      const inner = openTnef(embedded, depth + 1)
      for (const file of inner.files) opened.files.push(file)
      if (inner.text) texts.push(inner.text)
    } else if (content ?? embedded) opened.files.push({ name: name ?? '', content: (content ?? embedded)! })
  }
  return texts.length === 0 ? opened : { ...opened, text: [opened.text, ...texts].join('\n\n').trim() }
}

/** Each attribute: level (1), name (4), length (4), content, sum of its bytes (2). */
function* attributesIn(bytes: Buffer): Generator<{ id: number; data: Buffer }> {
  let at = 6 // the signature (4) and a key that nobody uses (2)
  while (at + 9 <= bytes.length) {
    const [id, length] = [bytes.readUInt32LE(at + 1), bytes.readUInt32LE(at + 5)]
    const begin = at + 9
    if (begin + length > bytes.length) return
    yield { id, data: bytes.subarray(begin, begin + length) }
    at = begin + length + 2
  }
}

function named(properties: Map<number, Value>, charset: string): File {
  const name = textOf(properties.get(PROPERTIES.longName) ?? properties.get(PROPERTIES.name), charset)
  const data = properties.get(PROPERTIES.data)
  return {
    ...(name && { name }),
    ...(Buffer.isBuffer(data) && { embedded: isTnef(data.subarray(EMBEDDED)) ? data.subarray(EMBEDDED) : data }),
  }
}

const textOf = (value: Value | undefined, charset: string): string =>
  value === undefined ? '' : typeof value === 'string' ? value : textIn(value, charset)

/** Bytes that a value of this type takes; what is not listed has a length of its own. */
const FIXED: Record<number, number> = {
  ...{ 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 },
}
const STRING = 0x1e
const UNICODE = 0x1f
const LONG: readonly number[] = [STRING, UNICODE, 0x0d, 0x102]
const SEVERAL = 0x1000
/** Never less than the length itself: as a number of 32 bits with a sign, what is near 2³² would lead back. */
const padded = (length: number) => Math.ceil(length / 4) * 4

/**
 * The properties of an attribute, as far as they can be read: of several values the first. Whatever number of them is claimed,
 * each round goes on by four bytes at least, and behind the last byte it breaks off.
 */
function propertiesIn(data: Buffer, charset: string): Map<number, Value> {
  const found = new Map<number, Value>()
  try {
    let at = 4
    for (let left = data.readUInt32LE(0); left > 0; left--) {
      const [written, id] = [data.readUInt16LE(at), data.readUInt16LE(at + 2)]
      at += 4
      if (id >= 0x8000) at = behindName(data, at)
      const type = written & ~SEVERAL
      const isLong = LONG.includes(type)
      let values = 1
      if (isLong || written & SEVERAL) {
        values = data.readUInt32LE(at)
        at += 4
      }
      for (; values > 0; values--) {
        const length = isLong ? data.readUInt32LE(at) : (FIXED[type] ?? Number.NaN)
        if (isLong) at += 4
        if (Number.isNaN(length) || at + length > data.length) return found
        if (isLong && !found.has(id)) found.set(id, readAs(type, data.subarray(at, at + length), charset))
        at += isLong ? padded(length) : length
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // it breaks off here
  }
  return found
}

/** A property with a name of its own: a GUID, then a number or the name. */
function behindName(data: Buffer, at: number): number {
  const isText = data.readUInt32LE(at + 16) === 1
  return isText ? at + 24 + padded(data.readUInt32LE(at + 20)) : at + 24
}

function readAs(type: number, bytes: Buffer, charset: string): Value {
  if (type === UNICODE) return withoutEnd(bytes.toString('utf16le'))
  return type === STRING ? textIn(bytes, charset) : bytes
}

const textIn = (bytes: Buffer, charset: string): string => withoutEnd(new TextDecoder(charset).decode(bytes))
const withoutEnd = (text: string): string => text.replaceAll('\0', '')

/** Code pages of Windows. */
const CHARSETS: Record<number, string> = {
  ...{ 936: 'gb18030', 54936: 'gb18030', 950: 'big5', 932: 'shift_jis', 949: 'euc-kr', 65001: 'utf-8' },
  ...{ 1250: 'windows-1250', 1251: 'windows-1251', 1252: 'windows-1252' },
}
const charsetOf = (page: number): string => CHARSETS[page] ?? 'gb18030'
