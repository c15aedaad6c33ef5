/**
 * Proof on the file that was made, by programs that did not make it: what was marked is not in it, neither as words nor as
 * pixels nor beside the pages. A file that fails is given to nobody.
 */
import { wordsInPdf } from '../documents/index.ts'
import { leaving } from '../leaving/index.ts'
import { type Box, heightOf, shareWithin, widened, widthOf } from './box.ts'
import type { Glyph } from './glyph.ts'
import { inside, writtenIn } from './inside.ts'
import type { Made } from './make.ts'
import type { Mark } from './mark.ts'
import { readAround } from './ocr.ts'
import { wordsOf } from './patterns.ts'
import { isShade, type Pixels, pixelsOf, type Raster, rasters } from './rasters.ts'
import { openGlyphs } from './read-glyphs.ts'

export const CHECKS = {
  poppler: '用poppler取出的文字',
  pdfjs: '用pdf.js取出的文字的位置',
  pixels: '遮盖处的像素',
  objects: '注释、附件、脚本、图层、元数据',
  pages: '页面的内容只有图像和所保留的文字',
  pictures: '图像的像素以外的内容',
  editions: '以前的版本',
  fonts: '字体中的字形',
  streams: '解压缩后的全部内容',
  leaving: '不显示的内容',
  ocr: '遮盖处周围的文字识别',
} as const
export type CheckName = keyof typeof CHECKS
/** `untried`: a program that it needs is not installed. `pages`: those on which it failed, from 1. */
export type Check = { name: CheckName; result: 'passed' | 'failed' | 'untried'; pages: number[] }
export type Verdict = { passed: boolean; checks: Check[] }

/**
 * How far a black pixel may be from black. A JPEG blurs what borders on white, within one of its blocks; further in, and in a picture
 * without loss, black is black: something that shines through has a shade of its own.
 */
const [NEARLY, EXACTLY] = [60, 4]
const BLOCK = 8
/** Regions that are read by an eye's stand-in: each takes half a second. */
const MOST_READ = 24

/** @throws NoPicture where the file cannot be read at all, or poppler is not installed */
export async function verified({ bytes, pages, marks, removed }: Made): Promise<Verdict> {
  const checks: Check[] = []
  const add = (name: CheckName, failed: Iterable<number>, isWhole = true) => {
    const on = [...new Set(failed)].sort((a, b) => a - b)
    checks.push({ name, result: on.length > 0 || !isWhole ? 'failed' : 'passed', pages: on })
  }
  add('poppler', failingWords(await wordsInPdf(bytes), marks))
  const { foreign, isOneEdition, fonts, painted, pictures, blurred, text } = await inside(bytes)
  const seen = await lookedAt(bytes, marks, removed, blurred)
  add('pdfjs', seen.glyphs, seen.pages === pages)
  add('pixels', seen.pixels)
  add('objects', [], foreign.length === 0)
  add('pages', painted)
  add(
    'pictures',
    pictures.filter((page) => page > 0),
    pictures.length === 0,
  )
  add('editions', [], isOneEdition)
  add('fonts', [], fonts === 0 && seen.lettersOnlyKept(text))
  const isWritten = writtenIn(text)
  add(
    'streams',
    marks.flatMap((mark, i) => (tells(removed[i]!) && isWritten(removed[i]!) ? [mark.page] : [])),
  )
  const left = leaving(bytes, 'application/pdf')
  add('leaving', [], left.findings.length === 0 && bytes.equals(left.copy))
  if (seen.ocr === undefined) checks.push({ name: 'ocr', result: 'untried', pages: [] })
  else add('ocr', seen.ocr)
  return { passed: checks.every(({ result }) => result !== 'failed'), checks }
}

/** A word short enough stands in many places by chance. */
const tells = (word: string): boolean => Buffer.byteLength(word, 'utf8') >= 6

const WORD = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">/g

/** Pages on which a word stands where nothing may; what stands instead of a name is looked at character by character below. */
function failingWords(bbox: string, marks: readonly Mark[]): number[] {
  return bbox
    .split('<page ')
    .slice(1)
    .flatMap((page, i) => {
      const here = marks.filter((mark) => mark.page === i + 1 && !mark.instead)
      if (here.length === 0) return []
      for (const [, x0, y0, x1, y1] of page.matchAll(WORD)) {
        const word = { x0: Number(x0), y0: Number(y0), x1: Number(x1), y1: Number(y1) }
        if (here.some(({ box }) => shareWithin(middleOf(word), box) > 0)) return [i + 1]
      }
      return []
    })
}

/** Of a word with the room around it that its font asks for. */
const middleOf = (box: Box): Box => ({
  x0: box.x0 + Math.min(1, widthOf(box) / 4),
  x1: box.x1 - Math.min(1, widthOf(box) / 4),
  y0: box.y0 + 0.35 * heightOf(box),
  y1: box.y1 - 0.35 * heightOf(box),
})

type Seen = {
  pages: number
  glyphs: number[]
  pixels: number[]
  ocr: number[] | undefined
  /** Does the font name no character but those that are kept? */
  lettersOnlyKept: (text: string) => boolean
}

/** Black is seen at half the size; words are not. */
const COARSE = 75

/** Page by page what is drawn, and which characters stand where. */
async function lookedAt(
  pdf: Buffer,
  marks: readonly Mark[],
  removed: readonly string[],
  blurred: readonly number[],
): Promise<Seen> {
  const made = await openGlyphs(pdf)
  const [glyphs, pixels]: [number[], number[]] = [[], []]
  const kept = new Set<string>()
  const [tried, words] = [toBeRead(marks, removed), new Map<number, Glyph[]>()]
  try {
    const sizes = await made.sizes()
    const pictures = rasters(pdf, sizes, (n) => marks.some((mark) => mark.page === n), COARSE)
    for (let page = 1; page <= sizes.length; page++) {
      const here = marks.filter((mark) => mark.page === page)
      const shown = await made.page(page)
      for (const { text } of shown.glyphs) for (const one of text) kept.add(one)
      if (here.length === 0) continue
      if (tried.some(({ mark }) => mark.page === page)) words.set(page, shown.glyphs)
      const raster = (await pictures.next()).value as Raster
      for (const mark of here) {
        if (wordsOf(shown.glyphs, [mark])[0] !== (mark.instead ?? '')) glyphs.push(page)
        const place = pixelsOf(mark.box, sizes[page - 1]!, raster)
        if (mark.instead) continue
        const isBlurred = blurred.includes(page)
        const isBlack =
          isShade(raster, inner(place, EDGE), 0, isBlurred ? NEARLY : EXACTLY) &&
          isShade(raster, inner(place, BLOCK), 0, EXACTLY)
        if (!isBlack) pixels.push(page)
      }
    }
    const lettersOnlyKept = (text: string) => namedIn(text).every((one) => kept.has(one) || one.trim() === '')
    const keptNear = ({ page }: Mark, near: Box) =>
      (words.get(page) ?? []).flatMap(({ text, box }) => (shareWithin(box, near) > 0 ? [text] : [])).join('')
    const ocr = await readByEye(pdf, sizes, tried, keptNear)
    return { pages: sizes.length, glyphs, pixels, ocr, lettersOnlyKept }
  } finally {
    await made.close()
  }
}

type Tried = { mark: Mark; was: string }
const toBeRead = (marks: readonly Mark[], removed: readonly string[]): Tried[] =>
  marks.flatMap((mark, i) => (tells(removed[i]!) ? [{ mark, was: removed[i]! }] : [])).slice(0, MOST_READ)

/**
 * Pages on which a piece of what was marked can still be read around its mark, where no kept words say the same; undefined where there
 * is no program that reads.
 */
async function readByEye(
  pdf: Buffer,
  sizes: readonly { width: number; height: number }[],
  tried: readonly Tried[],
  keptNear: (mark: Mark, near: Box) => string,
): Promise<number[] | undefined> {
  const failed: number[] = []
  for await (const raster of rasters(pdf, sizes, (n) => tried.some(({ mark }) => mark.page === n)))
    for (const { mark, was } of tried) {
      if (mark.page !== raster.page) continue
      const size = sizes[raster.page - 1]!
      const near = widened(mark.box, heightOf(mark.box), size)
      const eye = await readAround(raster, pixelsOf(near, size, raster))
      if (eye === undefined) return undefined
      if (sharesPiece(was, eye, keptNear(mark, near))) failed.push(raster.page)
    }
  return failed
}

/** So many characters in a row are no chance; of a shorter word, all of it. */
const PIECE = 5
const plain = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')

/** Does an eye read a piece of this word that the kept words beside it do not say? */
export function sharesPiece(was: string, eye: string, kept: string): boolean {
  const [word, read, said] = [[...plain(was)], plain(eye), plain(kept)]
  const length = Math.min(PIECE, word.length)
  if (length < 2) return false
  return word.some((_, i) => {
    const piece = word.slice(i, i + length)
    return piece.length === length && read.includes(piece.join('')) && !said.includes(piece.join(''))
  })
}

/** At its edge a pixel may belong to both. */
const EDGE = 2
const inner = ({ left, top, right, bottom }: Pixels, by: number): Pixels => ({
  left: left + by,
  top: top + by,
  right: right - by,
  bottom: bottom - by,
})

/** The characters that the font of the file names. */
function namedIn(text: string): string[] {
  const maps = text
    .split('beginbfrange')
    .slice(1)
    .map((map) => map.split('endbfrange')[0]!)
  return maps.flatMap((map) =>
    map.split('\n').flatMap((range) => {
      const list = range.slice(range.indexOf('[') + 1, Math.max(range.lastIndexOf(']'), 0))
      return [...list.matchAll(/<([\da-f]+)>/g)].flatMap(([, hex]) =>
        hex === '0000' ? [] : [...Buffer.from(hex!, 'hex').swap16().toString('utf16le')],
      )
    }),
  )
}
