/**
 * TIFF, as scanners and fax machines write it, as a PDF that poppler draws: what is compressed stays so, for a PDF knows the same
 * ways (TIFF 6.0; fax of groups 3 and 4, LZW, Deflate, PackBits, JPEG). No pixel is read here. Tiles, layers of their own and
 * colours that a PDF calls otherwise are not taken: whoever has such a file opens it with a program of theirs.
 */

/** More than a binder; a file that says so of itself is no scan. */
const MOST_PAGES = 500
const MOST_STRIPS = 20_000

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  offsets: 273,
  samples: 277,
  rows: 278,
  counts: 279,
  planar: 284,
  group3: 292,
  predictor: 317,
  colours: 320,
  tileWidth: 322,
  jpegTables: 347,
} as const
const SIZES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4 }

type Page = {
  width: number
  height: number
  rows: number
  space: string
  bits: number
  way: string
  decode: string
  strips: Buffer[]
}

class Unfit extends Error {}

/** Undefined where it is no TIFF, is broken, or is made as few scanners make one. */
export function pdfOfTiff(tiff: Buffer): Buffer | undefined {
  try {
    return bound(pagesOf(tiff))
  } catch (error) {
    if (error instanceof Unfit || error instanceof RangeError) return undefined
    throw error
  }
}

function pagesOf(tiff: Buffer): Page[] {
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') throw new Unfit()
  const little = order === 'II'
  const two = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const four = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  if (two(2) !== 42) throw new Unfit()
  const pages: Page[] = []
  const been = new Set<number>()
  for (let at = four(4); at !== 0 && pages.length < MOST_PAGES; ) {
    if (been.has(at)) throw new Unfit()
    been.add(at)
    const tags = new Map<number, number[]>()
    const entries = two(at)
    for (let n = 0; n < entries; n++) {
      const entry = at + 2 + n * 12
      const [size, count] = [SIZES[two(entry + 2)] ?? (two(entry + 2) === 7 ? 1 : 0), four(entry + 4)]
      if (size === 0 || count > MOST_STRIPS * 4) continue
      const from = size * count <= 4 ? entry + 8 : four(entry + 8)
      const read =
        size === 1
          ? (i: number) => tiff.readUInt8(from + i)
          : size === 2
            ? (i: number) => two(from + i * 2)
            : (i: number) => four(from + i * 4)
      tags.set(
        two(entry),
        Array.from({ length: count }, (_, i) => read(i)),
      )
    }
    pages.push(pageOf(tiff, tags))
    at = four(at + 2 + entries * 12)
  }
  if (pages.length === 0) throw new Unfit()
  return pages
}

function pageOf(tiff: Buffer, tags: ReadonlyMap<number, number[]>): Page {
  const one = (tag: number, unless?: number): number => {
    const value = tags.get(tag)?.[0] ?? unless
    if (value === undefined) throw new Unfit()
    return value
  }
  const [width, height] = [one(TAG.width), one(TAG.height)]
  const [bits, samples] = [one(TAG.bits, 1), one(TAG.samples, 1)]
  const rows = Math.min(height, one(TAG.rows, height))
  const [offsets, counts] = [tags.get(TAG.offsets) ?? [], tags.get(TAG.counts) ?? []]
  const isPlain =
    width > 0 && height > 0 && rows > 0 && !tags.has(TAG.tileWidth) && (samples === 1 || one(TAG.planar, 1) === 1)
  if (!isPlain || offsets.length !== Math.ceil(height / rows) || counts.length !== offsets.length) throw new Unfit()
  if (offsets.length > MOST_STRIPS || ![1, 3, 4].includes(samples) || ![1, 2, 4, 8].includes(bits)) throw new Unfit()
  const strips = offsets.map((from, n) => {
    const strip = tiff.subarray(from, from + counts[n]!)
    if (strip.length < counts[n]!) throw new Unfit()
    return strip
  })
  const compression = one(TAG.compression, 1)
  const photometric = one(TAG.photometric, samples === 3 ? 2 : 1)
  const isFax = compression === 2 || compression === 3 || compression === 4
  // A fax is drawn black on white by itself; else 0 is white where the file says so.
  const decode = photometric === 0 && !isFax ? '/Decode[1 0]' : photometric === 1 && isFax ? '/Decode[1 0]' : ''
  const space = spaceOf(photometric, samples, tags.get(TAG.colours), bits)
  const predictor = one(TAG.predictor, 1)
  if (predictor > 2) throw new Unfit()
  const parms = predictor === 2 ? `/Predictor 2/Colors ${samples}/BitsPerComponent ${bits}/Columns ${width}` : ''
  const tables = tags.get(TAG.jpegTables)
  const ways: Record<number, [string, (strip: Buffer) => Buffer]> = {
    1: ['', (strip) => strip],
    5: [`/Filter/LZWDecode${parms && `/DecodeParms<<${parms}>>`}`, (strip) => strip],
    7: ['/Filter/DCTDecode', (strip) => (tables ? withTables(Buffer.from(tables), strip) : strip)],
    8: [`/Filter/FlateDecode${parms && `/DecodeParms<<${parms}>>`}`, (strip) => strip],
    32773: ['/Filter/RunLengthDecode', (strip) => Buffer.concat([strip, Buffer.of(128)])],
  }
  ways[32946] = ways[8]!
  const reversed = one(TAG.fillOrder, 1) === 2
  if (isFax) {
    if (bits !== 1 || samples !== 1) throw new Unfit()
    const k = compression === 4 ? -1 : (one(TAG.group3, 0) & 1) === 1 && compression === 3 ? 1 : 0
    const aligned =
      compression === 2 || (compression === 3 && (one(TAG.group3, 0) & 4) === 4) ? '/EncodedByteAlign true' : ''
    const fax = `/Filter/CCITTFaxDecode/DecodeParms<</K ${k}/Columns ${width}/Rows ROWS${aligned}/BlackIs1 false>>`
    ways[compression] = [fax, (strip) => strip]
  }
  const way = ways[compression]
  if (!way) throw new Unfit()
  const turn = (strip: Buffer) => (reversed && (isFax || compression === 1) ? mirrored(strip) : strip)
  return { width, height, rows, space, bits, decode, way: way[0], strips: strips.map((strip) => way[1](turn(strip))) }
}

function spaceOf(photometric: number, samples: number, colours: number[] | undefined, bits: number): string {
  if ((photometric === 0 || photometric === 1) && samples === 1) return '/DeviceGray'
  if ((photometric === 2 || photometric === 6) && samples === 3 && bits === 8) return '/DeviceRGB'
  if (photometric === 5 && samples === 4 && bits === 8) return '/DeviceCMYK'
  const many = 2 ** bits
  if (photometric !== 3 || samples !== 1 || colours?.length !== many * 3) throw new Unfit()
  const table = Array.from({ length: many * 3 }, (_, i) => {
    const value = colours[(i % 3) * many + Math.floor(i / 3)]! >> 8
    return value.toString(16).padStart(2, '0')
  })
  return `[/Indexed/DeviceRGB ${many - 1}<${table.join('')}>]`
}

/** Bits of each byte the other way round: some fax machines send the last one first. */
function mirrored(strip: Buffer): Buffer {
  const turned = Buffer.from(strip)
  for (let at = 0; at < turned.length; at++) {
    let [byte, other] = [turned[at]!, 0]
    for (let bit = 0; bit < 8; bit++, byte >>= 1) other = (other << 1) | (byte & 1)
    turned[at] = other
  }
  return turned
}

/** Of a picture whose tables stand apart: they go in front, without its end mark and the strip's begin mark. */
const withTables = (tables: Buffer, strip: Buffer) => Buffer.concat([tables.subarray(0, -2), strip.subarray(2)])

/** Each page one PDF page in its pixels; its strips one below the other. */
function bound(pages: readonly Page[]): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.4\n')]
  const places: number[] = []
  let length = pieces[0]!.length
  const put = (n: number, ...parts: (string | Buffer)[]) => {
    const object = Buffer.concat(
      [`${n} 0 obj\n`, ...parts, '\nendobj\n'].map((part) =>
        typeof part === 'string' ? Buffer.from(part, 'latin1') : part,
      ),
    )
    places[n] = length
    pieces.push(object)
    length += object.length
  }
  let n = 3
  const kids: number[] = []
  for (const { width, height, rows, space, bits, way, decode, strips } of pages) {
    const [page, content] = [n++, n++]
    const images = strips.map(() => n++)
    kids.push(page)
    const drawn: string[] = []
    for (const [i, strip] of strips.entries()) {
      const tall = Math.min(rows, height - i * rows)
      drawn.push(`q ${width} 0 0 ${tall} 0 ${height - i * rows - tall} cm /P${i} Do Q`)
      const says = `<</Type/XObject/Subtype/Image/Width ${width}/Height ${tall}/ColorSpace${space}/BitsPerComponent ${bits}${decode}${way.replace('ROWS', String(tall))}/Length ${strip.length}>>\nstream\n`
      put(images[i]!, says, strip, '\nendstream')
    }
    const text = drawn.join('\n')
    put(content, `<</Length ${text.length}>>\nstream\n${text}\nendstream`)
    const named = images.map((image, i) => `/P${i} ${image} 0 R`).join('')
    put(
      page,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents ${content} 0 R/Resources<</XObject<<${named}>>>>>>`,
    )
  }
  put(1, '<</Type/Catalog/Pages 2 0 R>>')
  put(2, `<</Type/Pages/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]/Count ${kids.length}>>`)
  const table = Array.from({ length: n - 1 }, (_, i) => `${String(places[i + 1]).padStart(10, '0')} 00000 n \n`)
  pieces.push(
    Buffer.from(
      `xref\n0 ${n}\n0000000000 65535 f \n${table.join('')}trailer\n<</Size ${n}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(pieces)
}
