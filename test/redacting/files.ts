/** Files as offices bring them, made in code: each with a secret that has to be gone, wherever the file keeps it. */
import { BASIC, KEPT, line, NAME, type Objects, pdfOf, SECRET, type Shape, stream, text } from './built.ts'
import { scanned } from './scans.ts'

export { pdfOf } from './built.ts'

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
