/** Files whose fonts are embedded, as programs for offices write them: parts of a font, letters joined, words without their meaning, downwards. */
import { createRequire } from 'node:module'
import PDFKit from 'pdfkit'
import { KEPT } from './built.ts'
import type { MadeFile } from './files.ts'

const pathOf = createRequire(import.meta.url).resolve
const CHINESE = pathOf('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
const LATIN = pathOf('@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf')
const NAME = '赵样例保密'
const JOINED = 'Traffic Office'

/** Uncompressed, so that what it says of itself can be changed byte for byte. */
function drawn(font: string, words: string, x = 40): Promise<Buffer> {
  const doc = new PDFKit({ size: [420, 300], margin: 20, compress: false, info: { CreationDate: new Date(0) } })
  const pieces: Buffer[] = []
  return new Promise((resolve) => {
    doc.on('data', (piece: Buffer) => pieces.push(piece))
    doc.on('end', () => resolve(Buffer.concat(pieces)))
    doc.font(font).fontSize(12).text(KEPT, 40, 40, { lineBreak: false })
    doc.text(words, x, 100, { lineBreak: false })
    doc.end()
  })
}
/** Other words of the same length. */
const changed = async (pdf: Promise<Buffer>, from: string, to: string): Promise<Buffer> =>
  Buffer.from((await pdf).toString('latin1').replaceAll(from, to), 'latin1')

const BY_HAND = { x0: 36, y0: 98, x1: 240, y1: 122 }
export const FONTS: readonly MadeFile[] = [
  {
    name: 'a part of a Chinese font',
    content: () => drawn(CHINESE, `申请人${NAME}于今日`),
    secret: NAME,
    isMarked: true,
  },
  { name: 'letters joined', content: () => drawn(LATIN, `The ${JOINED} is closed`), secret: JOINED, isMarked: true },
  {
    name: 'characters that mean nothing',
    content: () => changed(drawn(CHINESE, NAME), '/ToUnicode', '/ToUnicodX'),
    ...{ secret: NAME, isMarked: true, box: BY_HAND, keeps: false },
  },
  {
    name: 'a Chinese font downwards',
    content: () => changed(drawn(CHINESE, NAME, 200), '/Identity-H', '/Identity-V'),
    ...{ secret: NAME, isMarked: true, keeps: false },
  },
]
