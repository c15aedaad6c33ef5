/**
 * Pages of our own letters put onto the pages of a volume, unchanged: their text stays text. The one door to pdf-lib, which takes 20 MB of a
 * thread or process and is opened by whoever has such pages.
 */
import type { PDFEmbeddedPage } from '@cantoo/pdf-lib'

const library = () => import('@cantoo/pdf-lib')

/** The nth page (from 0) of a PDF, and the page of the volume (from 1) that it goes onto. */
export type Sheet = { page: number; pdf: Buffer; nth: number; alt: string }

/** The same volume and sheets give the same bytes; without sheets it is the volume as it came. */
export async function withSheets(volume: Buffer, sheets: readonly Sheet[]): Promise<Buffer> {
  if (sheets.length === 0) return volume
  const { PDFDocument } = await library()
  const doc = await PDFDocument.load(volume, { updateMetadata: false })
  const pages = doc.getPages()
  const embedded = new Map<Buffer, PDFEmbeddedPage[]>()
  for (const { page, pdf, nth } of sheets) {
    let own = embedded.get(pdf)
    if (!own) {
      const letter = await PDFDocument.load(pdf, { updateMetadata: false })
      own = await doc.embedPages(letter.getPages())
      embedded.set(pdf, own)
    }
    pages[page - 1]!.drawPage(own[nth]!)
  }
  // Without object streams: what can be read by a simple program stays readable.
  return Buffer.from(await doc.save({ useObjectStreams: false, updateFieldAppearances: false }))
}

/** How many pages it has. @throws where it cannot be read */
export async function pagesIn(pdf: Buffer): Promise<number> {
  const { PDFDocument } = await library()
  return (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount()
}

/** All pages of these, one file after the other, to be printed at once: each as large as it is. */
export async function inOneFile(pdfs: readonly Buffer[]): Promise<Buffer> {
  const { PDFDocument } = await library()
  const doc = await PDFDocument.create({ updateMetadata: false })
  for (const pdf of pdfs) {
    const own = await PDFDocument.load(pdf, { updateMetadata: false })
    for (const page of await doc.copyPages(own, own.getPageIndices())) doc.addPage(page)
  }
  return Buffer.from(await doc.save({ useObjectStreams: false, updateFieldAppearances: false }))
}
