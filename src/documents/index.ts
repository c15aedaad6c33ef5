/** The public face of documents: read a template, compose a letter, make its PDF. */
export { type Address, renderEnvelopes, renderLabels } from './addresses.ts'
export { BLANKS, type Blank, placeOf, unnumbered } from './blanks.ts'
export { compose, type LetterData } from './compose.ts'
export { toUnicode } from './embedded.ts'
export { DocumentFault, type FaultCode } from './fault.ts'
export { type FontSet, fontsOf, namedIn, openFonts } from './fonts.ts'
export type { Ask } from './front-matter.ts'
export { type Block, type Letter, textOf } from './letter.ts'
export { blanksIn, type Message, messageFrom } from './message.ts'
export { renderOfd } from './ofd/render.ts'
export {
  isSoundJpeg,
  NoPicture,
  outside,
  pagesInPdf,
  pictureOfPage,
  programsLacking,
  type Unpictured,
} from './outside-pages.ts'
export { linesOfPage, wordsInPdf } from './outside-text.ts'
export { type Rendered, type RenderOptions, renderPdf, warmFonts } from './pdf.ts'
export { ended, printable } from './printable.ts'
export { frameOf } from './printed-picture.ts'
export type { SealPlace } from './shapes.ts'
export { inOneFile } from './sheets.ts'
export { blockIn } from './skeleton.ts'
export { readTemplates, type Template, templateFrom } from './template.ts'
export { pdfOfTiff } from './tiff.ts'
export { type Bound, bindVolume } from './volume.ts'
export { openBinder } from './volume-apart.ts'
export type {
  ArchiveStamp,
  Column,
  GridCell,
  GridTable,
  Month,
  Pages,
  Part,
  Picture,
  Place,
  TableRow,
  Volume,
  VolumeBlock,
} from './volume-parts.ts'
export { bindInTurn } from './volumes-in-turn.ts'
