/** Files as offices bring them, made in code: each with a secret that has to be gone, wherever the file keeps it. */
import { deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'

export const SECRET = '110105194912310029'
export const NAME = 'Zhang Baomi'
/** Stands on each page and has to stay. */
export const KEPT = 'Kept line of the page'

export type Objects = (number: (body: string | Buffer) => number) => {
  content: string
  resources?: string
  page?: string
  catalog?: string
  trailer?: string
}
type Shape = {
  media?: string
  crop?: string
  rotate?: number
  unit?: number
  packed?: boolean
  after?: string
  before?: string
}

export const stream = (body: string | Buffer, dict = '') => {
  const bytes = Buffer.from(body as string, 'latin1')
  return Buffer.concat([Buffer.from(`<<${dict}/Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')])
}
const packedStream = (body: string, dict = '') =>
  stream(deflateSync(Buffer.from(body, 'latin1')), `/Filter/FlateDecode${dict}`)

/** A PDF of one page with whatever objects it asks for; Helvetica is /F. */
export function pdfOf(
  build: Objects,
  { media = '[0 0 420 300]', crop, rotate, unit, packed, after = '' }: Shape = {},
): Buffer {
  const objects: (string | Buffer)[] = ['', '', '']
  const number = (body: string | Buffer) => objects.push(body)
  const font = number('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>')
  const { content, resources = '', page = '', catalog = '', trailer = '' } = build(number)
  const drawn = number(packed ? packedStream(content) : stream(content))
  objects[0] = `<</Type/Catalog/Pages 2 0 R${catalog}>>`
  objects[1] = '<</Type/Pages/Kids[3 0 R]/Count 1>>'
  const shape = `${crop ? `/CropBox${crop}` : ''}${rotate ? `/Rotate ${rotate}` : ''}${unit ? `/UserUnit ${unit}` : ''}`
  objects[2] = `<</Type/Page/Parent 2 0 R/MediaBox${media}${shape}/Contents ${drawn} 0 R/Resources<</Font<</F ${font} 0 R>>${resources}>>${page}>>`
  const parts = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  let at = parts[0]!.length
  objects.forEach((body, i) => {
    const whole = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(body as string, 'latin1'),
      Buffer.from('\nendobj\n'),
    ])
    places.push(at)
    at += whole.length
    parts.push(whole)
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF\n${after}`,
    ),
  )
  return Buffer.concat(parts)
}

export const line = (text: string, x = 40, y = 200, size = 12, more = '') =>
  `BT /F ${size} Tf ${more} 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET\n`
export const BASIC = `${line(KEPT, 40, 240)}${line(`No. ${SECRET} end`)}`
export const text: Objects = () => ({ content: BASIC })

/** Another edition saved behind the first: the old page is still in the file. */
function savedAgain(first: Buffer, content: string): Buffer {
  const whole = first.toString('latin1')
  const [, from] = /startxref\n(\d+)/.exec(whole)!
  const page = /3 0 obj\n(<<.*>>)\nendobj/.exec(whole)![1]!.replace(/\/Contents \d+ 0 R/, '/Contents 90 0 R')
  const body = [`3 0 obj\n${page}\nendobj\n`, `90 0 obj\n${stream(content).toString('latin1')}\nendobj\n`]
  const places = [first.length, first.length + body[0]!.length].map((at) => String(at).padStart(10, '0'))
  const at = first.length + body.join('').length
  const table = `xref\n3 1\n${places[0]} 00000 n \n90 1\n${places[1]} 00000 n \n`
  return Buffer.from(
    `${whole}${body.join('')}${table}trailer\n<</Size 91/Root 1 0 R/Prev ${from}>>\nstartxref\n${at}\n%%EOF\n`,
    'latin1',
  )
}

const annotated =
  (annotation: string): Objects =>
  (number) => ({ content: BASIC, page: `/Annots[${number(annotation)} 0 R]` })
const withForm: Objects = (number) => {
  const drawn = number(
    stream(
      `/Tx BMC BT /F 12 Tf 2 5 Td (${SECRET}) Tj ET EMC`,
      '/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 4 0 R>>>>',
    ),
  )
  const field = number(
    `<</Type/Annot/Subtype/Widget/FT/Tx/T(number)/V(${SECRET})/Rect[40 190 240 210]/P 3 0 R/F 4/AP<</N ${drawn} 0 R>>/DA(/F 12 Tf 0 g)>>`,
  )
  return {
    content: line(KEPT, 40, 240),
    page: `/Annots[${field} 0 R]`,
    catalog: `/AcroForm<</Fields[${field} 0 R]/DR<</Font<</F 4 0 R>>>>>>`,
  }
}
const layered =
  (isShown: boolean): Objects =>
  (number) => {
    const layer = number('<</Type/OCG/Name(Draft)>>')
    const state = isShown ? `/ON[${layer} 0 R]` : `/OFF[${layer} 0 R]`
    return {
      content: `${line(KEPT, 40, 240)}/OC /L BDC ${line(`No. ${SECRET} end`)}EMC`,
      resources: `/Properties<</L ${layer} 0 R>>`,
      catalog: `/OCProperties<</OCGs[${layer} 0 R]/D<<${state}>>>>`,
    }
  }
const embedded: Objects = (number) => {
  const file = number(stream(`attached ${SECRET}`, '/Type/EmbeddedFile'))
  const spec = number(`<</Type/Filespec/F(a.txt)/EF<</F ${file} 0 R>>>>`)
  return { content: BASIC, catalog: `/Names<</EmbeddedFiles<</Names[(a.txt) ${spec} 0 R]>>>>` }
}
const scripted: Objects = (number) => ({
  content: BASIC,
  catalog: `/OpenAction ${number(`<</S/JavaScript/JS(app.alert("${SECRET}"))>>`)} 0 R`,
})
const described: Objects = (number) => ({
  content: BASIC,
  trailer: `/Info ${number(`<</Title(${SECRET})/Author(${NAME})>>`)} 0 R`,
  catalog: `/Metadata ${number(stream(`<x:xmpmeta>${SECRET}</x:xmpmeta>`, '/Type/Metadata/Subtype/XML'))} 0 R`,
})
const inForm: Objects = (number) => ({
  content: `${line(KEPT, 40, 240)}q 1 0 0 1 0 -20 cm /X Do Q`,
  resources: `/XObject<</X ${number(stream(line(`No. ${SECRET} end`), '/Type/XObject/Subtype/Form/BBox[0 0 420 300]/Matrix[1 0 0 1 5 5]/Resources<</Font<</F 4 0 R>>>>'))} 0 R>>`,
})
const tagged: Objects = (number) => {
  const tree = number(
    `<</Type/StructTreeRoot/K<</Type/StructElem/S/P/ActualText(${SECRET})/Alt(${SECRET})/K 0/Pg 3 0 R>>>>`,
  )
  return {
    content: `/P <</MCID 0/ActualText(${SECRET})>> BDC ${BASIC} EMC`,
    catalog: `/StructTreeRoot ${tree} 0 R/MarkInfo<</Marked true>>`,
  }
}
const digitFont: Objects = (number) => {
  const square = (shade: string) => number(stream(`600 0 0 0 500 700 d1 ${shade} 0 500 700 re f`))
  const procs = [...'0123456789']
    .map((digit) => `/d${digit} ${square(digit === '0' ? '0' : String(Number(digit) * 20))} 0 R`)
    .join('')
  const names = [...'0123456789'].map((digit) => `/d${digit}`).join('')
  const map = number(
    stream(
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00><ff> endcodespacerange 1 beginbfrange <30><39><0030> endbfrange endcmap end end`,
    ),
  )
  const font = number(
    `<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 48/LastChar 57/Widths[${'600 '.repeat(10)}]/CharProcs<<${procs}>>/Encoding<</Type/Encoding/Differences[48${names}]>>/ToUnicode ${map} 0 R/Resources<<>>>>`,
  )
  return {
    content: `${line(KEPT, 40, 240)}BT /T 12 Tf 1 0 0 1 40 200 Tm (${SECRET}) Tj ET`,
    resources: '',
    page: `/Resources<</Font<</F 4 0 R/T ${font} 0 R>>>>`,
  }
}
/** Upright characters one below the other, as vertical writing stands. */
const vertical: Objects = () => ({
  content: `${line(KEPT, 40, 280)}${[...SECRET].map((digit, i) => line(digit, 300, 262 - i * 14)).join('')}`,
})

/** Words as a scanner sees them. */
export function pictureOfWords() {
  const canvas = createCanvas(840, 600)
  const on = canvas.getContext('2d')
  on.fillStyle = '#fff'
  on.fillRect(0, 0, 840, 600)
  on.fillStyle = '#000'
  on.font = '24px sans-serif'
  on.fillText(KEPT, 80, 120)
  on.fillText(SECRET, 80, 200)
  return canvas
}

/** @param rows of unseen words that lie over it, as a program that reads scans puts them: what, and how high */
export function scanned(rows: readonly [words: string, y: number][]): Objects {
  const jpeg = pictureOfWords().toBuffer('image/jpeg', 80)
  return (number) => {
    const image = number(
      stream(
        jpeg,
        '/Type/XObject/Subtype/Image/Width 840/Height 600/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
      ),
    )
    const words = rows.map(([text, y]) => line(text, 40, y, 12, '3 Tr')).join('')
    return { content: `q 420 0 0 300 0 0 cm /I Do Q ${words}`, resources: `/XObject<</I ${image} 0 R>>` }
  }
}

const shifted =
  (matrix: string): Objects =>
  () => ({ content: `q ${matrix} cm ${BASIC} Q` })
const spaced =
  (more: string): Objects =>
  () => ({ content: `${line(KEPT, 40, 240)}${line(SECRET, 40, 200, 12, more)}` })
const inPieces: Objects = () => ({
  content: `${line(KEPT, 40, 240)}BT /F 12 Tf 40 200 Td [${[...SECRET].map((digit) => `(${digit}) -80`).join(' ')}] TJ ET`,
})
const outOfOrder: Objects = () => {
  const pieces = SECRET.match(/.{3}/g)!.map((piece, i) => line(piece, 40 + i * 20.02, 200))
  return { content: `${line(KEPT, 40, 240)}${pieces.reverse().join('')}` }
}
const drawnTwice: Objects = () => ({ content: `${BASIC}${line(`No. ${SECRET} end`, 40.3, 200)}` })
const behindBox: Objects = () => ({ content: `${BASIC}q 0 g 30 195 300 16 re f Q` })
const whiteOnWhite: Objects = () => ({ content: `${line(KEPT, 40, 240)}q 1 g ${line(SECRET)} Q` })
const offPage: Objects = () => ({ content: `${BASIC}${line(SECRET, 900, 200)}` })
const clipped: Objects = () => ({ content: `${line(KEPT, 40, 240)}q 0 0 10 10 re W n ${line(SECRET)} Q` })
const twoLines: Objects = () => ({
  content: `${line(KEPT, 40, 240)}${line(SECRET.slice(0, 10), 300, 210)}${line(SECRET.slice(10), 40, 192)}`,
})

/**
 * `isMarked`: the secret is looked for and marked; else it only lies in what is not shown. `box`: marked by hand, in points. `keeps`: the
 * line that stays is found again in one piece. `type`: of what is no PDF yet.
 */
export type MadeFile = {
  name: string
  content: () => Buffer | Promise<Buffer>
  type?: string
  secret?: string
  isMarked: boolean
  box?: { x0: number; y0: number; x1: number; y1: number }
  keeps?: boolean
}

export const one = (name: string, build: Objects, shape: Shape = {}, more: Partial<MadeFile> = {}): MadeFile => ({
  name,
  content: () => pdfOf(build, shape),
  isMarked: true,
  ...more,
})

export const HAND = { x0: 36, y0: 85, x1: 200, y1: 106 }
export const TEXTS: readonly MadeFile[] = [
  one('text', text),
  one('text, packed', text, { packed: true }),
  ...[90, 180, 270].map((rotate) => one(`text, turned by ${rotate}`, text, { rotate }, { keeps: false })),
  one('text, cropped', text, { crop: '[20 150 400 280]' }),
  one('text, cropped and turned', text, { crop: '[20 150 400 280]', rotate: 90 }, { keeps: false }),
  one('text, away from the corner', text, { media: '[-50 -40 420 300]' }),
  one('text, in a larger unit', text, { unit: 2 }),
  one('text, larger', shifted('1.4 0 0 1.4 -20 -80'), { media: '[0 0 600 400]' }),
  one('text, mirrored space', shifted('1 0 0 1 10 10')),
  one('text, a plan', text, { media: '[0 0 3000 2200]' }),
  one('text, leaning', shifted('1 0.05 0 1 0 -10'), {}, { keeps: false }),
  one('text, upwards', shifted('0 1 -1 0 300 0'), { media: '[0 0 300 420]' }, { keeps: false }),
  one('spaced', spaced('3 Tc')),
  one('narrow', spaced('60 Tz')),
  one('raised', spaced('4 Ts')),
  one('outlined', spaced('1 Tr')),
  one('in pieces', inPieces),
  one('out of order', outOfOrder),
  one('drawn twice', drawnTwice),
  one('over two lines', twoLines),
  one('in a form object', inForm),
  one('a layer that is shown', layered(true)),
  one('a layer that is hidden', layered(false), {}, { isMarked: false }),
  one('behind a black box', behindBox, {}, { isMarked: false }),
  one('white on white', whiteOnWhite, {}, { isMarked: false }),
  one('beside the page', offPage),
  one('clipped', clipped, {}, { isMarked: false }),
  one('outside the crop box', text, { crop: '[0 220 420 300]' }, { isMarked: false }),
  one('a note', annotated(`<</Type/Annot/Subtype/Text/Rect[300 100 320 120]/Contents(${SECRET})>>`)),
  one(
    'a note on the page',
    annotated(`<</Type/Annot/Subtype/FreeText/Rect[40 100 300 130]/Contents(see ${SECRET})/DA(/F 12 Tf)>>`),
  ),
  one('a form', withForm),
  one('an attachment', embedded),
  one('a script', scripted),
  one('metadata', described),
  one('tags', tagged),
  one('a font of its own', digitFont, {}, { keeps: false }),
  one('downwards', vertical),
  one('a scan', scanned([]), {}, { box: HAND, keeps: false }),
  one(
    'a scan with words',
    scanned([
      [KEPT, 240],
      [SECRET, 200],
    ]),
  ),
  {
    name: 'saved again without it',
    content: () => savedAgain(pdfOf(text), line(KEPT, 40, 240)),
    isMarked: false,
  },
  {
    name: 'saved again',
    content: () => savedAgain(pdfOf(text), `${BASIC}${line('More', 40, 160)}`),
    isMarked: true,
  },
]
