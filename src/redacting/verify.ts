/**
 * Proof on the file that was made, by programs that did not make it: what was marked is not in it, neither as words nor as
 * pixels nor beside the pages. A file that fails is given to nobody.
 */
import { wordsInPdf } from '../documents/index.ts'
import { leaving } from '../leaving/index.ts'
import { type Box, heightOf, shareWithin, widened, widthOf } from './box.ts'
import { inside, isWritten } from './inside.ts'
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

/** Of JPEGs: how far a black pixel may be from black. */
const NEARLY = 60
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
  const seen = await lookedAt(bytes, marks, removed)
  add('pdfjs', seen.glyphs, seen.pages === pages)
  add('pixels', seen.pixels)
  const { foreign, isOneEdition, fonts, text } = await inside(bytes)
  add('objects', [], foreign.length === 0)
  add('editions', [], isOneEdition)
  add('fonts', [], fonts === 0 && seen.lettersOnlyKept(text))
  add(
    'streams',
    marks.flatMap((mark, i) => (tells(removed[i]!) && isWritten(text, removed[i]!) ? [mark.page] : [])),
  )
  const left = leaving(bytes, 'application/pdf')
  add('leaving', [], left.findings.length === 0 && Buffer.from(left.copy).equals(bytes))
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
async function lookedAt(pdf: Buffer, marks: readonly Mark[], removed: readonly string[]): Promise<Seen> {
  const made = await openGlyphs(pdf)
  const [glyphs, pixels]: [number[], number[]] = [[], []]
  const kept = new Set<string>()
  try {
    const sizes = await made.sizes()
    const pictures = rasters(pdf, sizes, (n) => marks.some((mark) => mark.page === n), COARSE)
    for (let page = 1; page <= sizes.length; page++) {
      const here = marks.filter((mark) => mark.page === page)
      const shown = await made.page(page)
      for (const { text } of shown.glyphs) for (const one of text) kept.add(one)
      if (here.length === 0) continue
      const raster = (await pictures.next()).value as Raster
      for (const mark of here) {
        if (wordsOf(shown.glyphs, [mark])[0] !== (mark.instead ?? '')) glyphs.push(page)
        const place = inner(pixelsOf(mark.box, sizes[page - 1]!, raster))
        if (!mark.instead && !isShade(raster, place, 0, NEARLY)) pixels.push(page)
      }
    }
    const lettersOnlyKept = (text: string) => namedIn(text).every((one) => kept.has(one) || one.trim() === '')
    return { pages: sizes.length, glyphs, pixels, ocr: await readByEye(pdf, sizes, marks, removed), lettersOnlyKept }
  } finally {
    await made.close()
  }
}

/** Pages on which what was marked can still be read around its mark; undefined where there is no program that reads. */
async function readByEye(
  pdf: Buffer,
  sizes: readonly { width: number; height: number }[],
  marks: readonly Mark[],
  removed: readonly string[],
): Promise<number[] | undefined> {
  const tried = marks.flatMap((mark, i) => (tells(removed[i]!) ? [{ mark, was: removed[i]! }] : [])).slice(0, MOST_READ)
  const failed: number[] = []
  for await (const raster of rasters(pdf, sizes, (n) => tried.some(({ mark }) => mark.page === n)))
    for (const { mark, was } of tried) {
      if (mark.page !== raster.page) continue
      const size = sizes[raster.page - 1]!
      const eye = await readAround(raster, pixelsOf(widened(mark.box, heightOf(mark.box), size), size, raster))
      if (eye === undefined) return undefined
      if (eye.replace(/\s/g, '').includes(was)) failed.push(raster.page)
    }
  return failed
}

/** At its edge a pixel may belong to both. */
const inner = ({ left, top, right, bottom }: Pixels): Pixels => ({
  left: left + 2,
  top: top + 2,
  right: right - 2,
  bottom: bottom - 2,
})

/** The characters that the font of the file names. */
function namedIn(text: string): string[] {
  const maps = text
    .split('beginbfrange')
    .slice(1)
    .map((map) => map.split('endbfrange')[0]!)
  return maps.flatMap((map) =>
    map.split('\n').flatMap((range) => {
      const list = /\[(.*)\]/.exec(range)?.[1] ?? ''
      return [...list.matchAll(/<([\da-f]+)>/g)].flatMap(([, hex]) =>
        hex === '0000' ? [] : [...Buffer.from(hex!, 'hex').swap16().toString('utf16le')],
      )
    }),
  )
}
