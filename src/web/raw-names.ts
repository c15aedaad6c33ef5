/**
 * Names of files as their bytes came: the reader of forms takes every name for UTF-8, and old browsers and programs on Chinese
 * Windows send GBK. What was lost in it is read again here, from the headers of the parts, as they pass.
 */
import type { Readable } from 'node:stream'

/** A header of a part is shorter; what is longer is none that we could use. */
const LONGEST = 16_384
/** More files than a form takes. */
const MOST = 500
const END = Buffer.from('\r\n\r\n')

type RawNames = {
  /** For a name as the reader of forms has it, the name that was meant; asked in the order of the parts. */
  meant(read: string): string
  /** Watches no longer. */
  end(): void
}

/** Watches a multipart body while it is read; nothing of it is kept but the names of files. */
export function rawNames(body: Readable, contentType: string): RawNames {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const names: Buffer[] = []
  const watch = headersIn(Buffer.from(`--${boundary?.[1] ?? boundary?.[2]}`), names)
  if (boundary) body.on('data', watch)
  return {
    meant(read) {
      // The second byte of a character may be that of a backslash, at which the reader has cut the name.
      const at = names.findIndex((raw) => unescaped(raw.toString('utf8')).endsWith(read))
      const [raw] = at < 0 ? [] : names.splice(0, at + 1).slice(-1)
      return raw?.toString('utf8').includes('\ufffd') ? (inGb18030(raw) ?? read) : read
    },
    end: () => void body.off('data', watch),
  }
}

/** What a header begins after, and may be cut anywhere: what may still belong to one is kept until the next piece. */
function headersIn(mark: Buffer, names: Buffer[]): (piece: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (piece) => {
    let bytes = Buffer.concat([rest, piece])
    for (;;) {
      const start = bytes.indexOf(mark)
      if (start < 0) {
        rest = Buffer.from(bytes.subarray(Math.max(0, bytes.length - mark.length + 1)))
        return
      }
      const end = bytes.indexOf(END, start)
      if (end < 0 && bytes.length - start < LONGEST) {
        rest = Buffer.from(bytes.subarray(start))
        return
      }
      const header = bytes.subarray(start, end < 0 ? bytes.length : end)
      const name = nameIn(header)
      if (name && names.length < MOST) names.push(name)
      bytes = bytes.subarray(end < 0 ? bytes.length : end)
    }
  }
}

/** As it stands between quotes. */
const unescaped = (quoted: string) => quoted.replace(/\\(["\\])/g, '$1')

/** The name in the header, in its own bytes. */
function nameIn(header: Buffer): Buffer | undefined {
  const quoted = /[\s;]filename="([^\r\n]*)"/i.exec(header.toString('latin1'))?.[1]
  return quoted ? Buffer.from(quoted.split('"; ')[0]!, 'latin1') : undefined
}

function inGb18030(raw: Buffer): string | undefined {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(raw).replaceAll('\\"', '"')
  } catch {
    return undefined // neither: it stays as the reader has it
  }
}
