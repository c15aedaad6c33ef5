/** What waits with a form of staff, to be looked at while they type it off: theirs alone, and nothing of it is on file yet. */
import { readFile } from 'node:fs/promises'
import { NoPicture, pagesInPdf, pdfOfTiff, pictureOfPage, type Unpictured } from '../documents/index.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { bare } from './kinds.ts'
import { contentOf } from './pending.ts'

type Scan = { name: string; type: string; content: Buffer }

/** What every browser draws by itself; a picture runs nothing. */
const DRAWN = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp']
const isDrawn = ({ type }: Pick<Scan, 'type'>) => DRAWN.includes(bare(type))
/** What poppler draws of it: the PDF itself, and of a TIFF the same pages as a PDF. */
function pdfIn({ type, content }: Scan): Buffer | undefined {
  if (bare(type) === 'application/pdf') return content
  return bare(type) === 'image/tiff' ? pdfOfTiff(content) : undefined
}

/** More pages than anybody types off at a sitting. */
export const MOST_PAGES = 500

/**
 * A file that this person has put into one of their forms and that was not filed. SQL: one row by its key.
 * @throws Refusal NOT_FOUND, also for a file of somebody else
 */
export async function scanWaiting(
  house: Pick<House, 'config' | 'sql' | 'keys'>,
  id: string,
  staff: string,
): Promise<Scan> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw notFound()
  const visitor = house.keys.lookup(`visitor ${staff}`)
  const [file] = await house.sql<Omit<Scan, 'content'>[]>`
    select name, type from uploads
    where id = ${id} and kind = 'file' and visitor = ${visitor} and claimed_at is null`
  if (!file) throw notFound()
  return { ...file, content: await readFile(contentOf(house, id)) }
}

/** How many pages of it can be shown, and where none can, why: `kind` is one that nothing here draws, `tiff` one of that kind. */
export type Shown = { pages: number; why?: Unpictured | 'kind' | 'tiff' }

/** Of a file that waits with a form. */
export async function pagesToShow(scan: Scan): Promise<Shown> {
  if (isDrawn(scan)) return { pages: 1 }
  const isTiff = bare(scan.type) === 'image/tiff'
  const pdf = pdfIn(scan)
  if (!pdf) return { pages: 0, why: isTiff ? 'tiff' : 'kind' }
  try {
    return { pages: Math.min(MOST_PAGES, await pagesInPdf(pdf)) }
  } catch (error) {
    if (!(error instanceof NoPicture)) throw error
    return { pages: 0, why: isTiff && error.why === 'unreadable' ? 'tiff' : error.why }
  }
}

/** Its nth page (from 1) as a picture. @throws Refusal NOT_FOUND where there is none */
export async function pageToShow(scan: Scan, n: number): Promise<{ type: string; content: Buffer }> {
  if (isDrawn(scan) && n === 1) return { type: bare(scan.type), content: scan.content }
  const pdf = pdfIn(scan)
  if (!pdf) throw notFound()
  const content = await pictureOfPage(pdf, n).catch((error: unknown) => {
    if (error instanceof NoPicture) throw notFound()
    throw error
  })
  return { type: 'image/jpeg', content }
}
