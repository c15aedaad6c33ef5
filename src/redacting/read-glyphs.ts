/** The characters of a PDF with their boxes, each one, however the page is turned or cut. The one door to pdfjs-dist. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GlobalWorkerOptions, getDocument, OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.min.mjs'
import type { Box } from './box.ts'
import type { Glyph, GlyphPage } from './glyph.ts'
import { type Matrix, type Path, placed } from './painted.ts'
import { type DrawnFont, type DrawnGlyph, TextState } from './text-state.ts'

const LIBRARY = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
/** The library says what it cannot read on the console, page by page, unless it is told to be silent. */
GlobalWorkerOptions.workerSrc = 'pdfjs-dist/legacy/build/pdf.worker.min.mjs'
const SILENT = 0
/** Larger pictures, in pixels, are not decoded for the words beside them: a scan. What covers words is smaller. */
const LARGEST_PICTURE = 1_000_000

const TIDIED_EVERY = 4

export type OpenGlyphs = {
  pages: number
  /** Of each page, in points. */
  sizes(): Promise<{ width: number; height: number }[]>
  page(n: number): Promise<GlyphPage>
  close(): Promise<void>
}

/** @throws where it is damaged or locked */
export async function openGlyphs(pdf: Uint8Array): Promise<OpenGlyphs> {
  const task = getDocument({
    data: Uint8Array.from(pdf), // it takes what it is given for its own
    maxImageSize: LARGEST_PICTURE,
    cMapUrl: join(LIBRARY, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(LIBRARY, 'standard_fonts/'),
    wasmUrl: join(LIBRARY, 'wasm/'),
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: SILENT,
  })
  const doc = await task.promise
  const layers = await doc.getOptionalContentConfig()
  return {
    pages: doc.numPages,
    async sizes() {
      const all: { width: number; height: number }[] = []
      for (let n = 1; n <= doc.numPages; n++) {
        const { width, height } = (await doc.getPage(n)).getViewport({ scale: 1 })
        all.push({ width, height })
      }
      return all
    },
    async page(n) {
      const page = await doc.getPage(n)
      const { width, height, transform, rotation: turn } = page.getViewport({ scale: 1 })
      const { fnArray, argsArray } = await page.getOperatorList()
      const fonts = (name: string): DrawnFont | undefined =>
        page.commonObjs.has(name) ? (page.commonObjs.get(name) as DrawnFont) : undefined
      const state = new TextState(transform as unknown as Matrix)
      for (let i = 0; i < fnArray.length; i++) {
        const args = (argsArray[i] ?? []) as Args
        if (fnArray[i] === OPS.beginMarkedContentProps)
          state.beginLayer(args[0] !== 'OC' || layers.isVisible(args[1] as Layer))
        else FOLLOWED[fnArray[i]!]?.(state, args, fonts)
      }
      const annotations = (await page.getAnnotations()) as Annotation[]
      page.cleanup()
      // Fonts and forms of pages gone by, which would stay for as long as the file is open.
      if (n % TIDIED_EVERY === 0) await doc.cleanup()
      const view = transform as unknown as Matrix
      return { width, height, turn, glyphs: [...state.glyphs, ...annotations.flatMap((one) => unlooked(one, view))] }
    },
    close: () => task.destroy(),
  }
}

type Annotation = {
  subtype: string
  rect: number[]
  hasAppearance: boolean
  contentsObj?: { str: string }
  fieldValue?: unknown
}
/**
 * Words of a note or a field whose look each program makes up for itself: poppler draws them somewhere within its bounds, so they are
 * found there, marked with the whole of it, and never kept.
 */
function unlooked({ subtype, rect, hasAppearance, contentsObj, fieldValue }: Annotation, view: Matrix): Glyph[] {
  if (hasAppearance || (subtype !== 'FreeText' && subtype !== 'Widget')) return []
  const said = subtype === 'Widget' ? [fieldValue].flat() : [contentsObj?.str]
  const box = placed(boxOf(rect), view)
  const words = said.filter((one) => typeof one === 'string').join(' ')
  return [...words].flatMap((text): Glyph[] =>
    text.trim() === '' ? [] : [{ text, box, isUpright: true, hidden: 'layer' }],
  )
}

type Layer = Parameters<Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>['isVisible']>[0]
type Shown = (DrawnGlyph | number | null)[]
type Args = readonly unknown[]
type Fonts = (name: string) => DrawnFont | undefined

const number = (args: Args, i = 0) => args[i] as number
const show = (state: TextState, args: Args) => state.show((args[0] as Shown).filter((one) => one !== null))

const boxOf = (sides: ArrayLike<number>): Box => ({
  x0: Math.min(sides[0]!, sides[2]!),
  y0: Math.min(sides[1]!, sides[3]!),
  x1: Math.max(sides[0]!, sides[2]!),
  y1: Math.max(sides[1]!, sides[3]!),
})
const FILLS: readonly number[] = [
  ...[OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke],
  ...[OPS.closeFillStroke, OPS.closeEOFillStroke],
]

const STROKES: readonly number[] = [
  ...[OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke],
  ...[OPS.closeFillStroke, OPS.closeEOFillStroke],
]
const UNIT: Box = { x0: 0, y0: 0, x1: 1, y1: 1 }
const picture = (state: TextState) => state.picture(UNIT)
/** Pictures that are drawn in many places by one operation: where is not followed. */
const pictures = (state: TextState) => state.picture(undefined)

/** The operations that say anything of text, of the space in which it stands, and of what is painted over it. */
const FOLLOWED: Record<number, (state: TextState, args: Args, fonts: Fonts) => void> = {
  [OPS.save]: (state) => state.save(),
  [OPS.restore]: (state) => state.restore(),
  [OPS.transform]: (state, args) => state.transform(args as unknown as Matrix),
  [OPS.paintFormXObjectBegin]: (state, [matrix, bounds]) => {
    state.save()
    if (matrix) state.transform(matrix as Matrix)
    if (bounds) state.within(boxOf(bounds as ArrayLike<number>))
  },
  [OPS.paintFormXObjectEnd]: (state) => state.restore(),
  [OPS.beginAnnotation]: (state, [, , transform, matrix]) =>
    state.beginAnnotation(transform as Matrix, matrix as Matrix),
  [OPS.endAnnotation]: (state) => state.restore(),
  [OPS.beginGroup]: (state) => state.beginGroup(),
  [OPS.endGroup]: (state) => state.restore(),
  [OPS.beginMarkedContent]: (state) => state.beginLayer(true),
  [OPS.endMarkedContent]: (state) => state.endLayer(),
  [OPS.setGState]: (state, [pairs]) => {
    for (const [key, value] of pairs as [string, unknown][])
      if (key === 'ca') state.paint('alpha', value as number)
      else if (key === 'LW') state.set('lineWidth', value as number)
      else if (key === 'BM') state.paint('isMixed', value !== 'source-over')
      else if (key === 'SMask') state.paint('isMasked', value === true)
  },
  [OPS.setFillRGBColor]: (state) => state.paint('isPattern', false),
  [OPS.setFillColorN]: (state) => state.paint('isPattern', true),
  [OPS.setFillTransparent]: (state) => state.paint('isPattern', true),
  [OPS.clip]: (state) => state.clip(),
  [OPS.eoClip]: (state) => state.clip(),
  [OPS.constructPath]: (state, [painted, path, bounds]) =>
    state.path((path as [Path | null])[0] ?? undefined, bounds ? boxOf(bounds as ArrayLike<number>) : undefined, {
      isFilled: FILLS.includes(painted as number),
      isStroked: STROKES.includes(painted as number),
    }),
  [OPS.setLineWidth]: (state, args) => state.set('lineWidth', number(args)),
  [OPS.shadingFill]: (state) => state.picture(undefined),
  [OPS.paintImageXObject]: picture,
  [OPS.paintInlineImageXObject]: picture,
  [OPS.paintImageMaskXObject]: picture,
  [OPS.paintSolidColorImageMask]: picture,
  [OPS.paintImageMaskXObjectRepeat]: pictures,
  [OPS.paintImageXObjectRepeat]: pictures,
  [OPS.paintImageMaskXObjectGroup]: pictures,
  [OPS.paintInlineImageXObjectGroup]: pictures,
  [OPS.endText]: (state) => state.endText(),
  [OPS.setTextRenderingMode]: (state, args) => state.set('mode', number(args)),
  [OPS.beginText]: (state) => state.beginText(),
  [OPS.setTextMatrix]: (state, args) => state.setMatrix((args.length === 1 ? args[0] : args) as unknown as Matrix),
  [OPS.moveText]: (state, args) => state.move(number(args), number(args, 1)),
  [OPS.setLeadingMoveText]: (state, args) => {
    state.set('leading', number(args, 1))
    state.move(number(args), number(args, 1))
  },
  [OPS.nextLine]: (state) => state.nextLine(),
  [OPS.setFont]: (state, args, fonts) => state.setFont(fonts(args[0] as string), number(args, 1)),
  [OPS.setCharSpacing]: (state, args) => state.set('between', number(args)),
  [OPS.setWordSpacing]: (state, args) => state.set('betweenWords', number(args)),
  [OPS.setHScale]: (state, args) => state.set('scale', number(args) / 100),
  [OPS.setLeading]: (state, args) => state.set('leading', -number(args)),
  [OPS.setTextRise]: (state, args) => state.set('rise', number(args)),
  [OPS.showText]: show,
  [OPS.showSpacedText]: show,
  [OPS.nextLineShowText]: (state, args) => {
    state.nextLine()
    show(state, args)
  },
}
