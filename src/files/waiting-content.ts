/** What waits with a form of staff, to be looked at while they type it off: theirs alone, and nothing of it is on file yet. */
import { readFile } from 'node:fs/promises'
import { NoPicture, pagesInPdf, pictureOfPage } from '../documents/index.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { bare } from './kinds.ts'
import { contentOf } from './pending.ts'

type Scan = { name: string; type: string; content: Buffer }

/** What every browser draws by itself; a picture runs nothing. */
const DRAWN = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp']
const isDrawn = ({ type }: Pick<Scan, 'type'>) => DRAWN.includes(bare(type))
const isPdf = ({ type }: Pick<Scan, 'type'>) => bare(type) === 'application/pdf'

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

/** How many pages of it can be shown; 0 where it is neither a picture nor a PDF that poppler reads. */
export async function pagesToShow(scan: Scan): Promise<number> {
  if (isDrawn(scan)) return 1
  if (!isPdf(scan)) return 0
  return Math.min(MOST_PAGES, await pagesInPdf(scan.content).catch(none))
}

/** Its nth page (from 1) as a picture. @throws Refusal NOT_FOUND where there is none */
export async function pageToShow(scan: Scan, n: number): Promise<{ type: string; content: Buffer }> {
  if (isDrawn(scan) && n === 1) return { type: bare(scan.type), content: scan.content }
  if (!isPdf(scan)) throw notFound()
  const content = await pictureOfPage(scan.content, n).catch((error: unknown) => {
    if (error instanceof NoPicture) throw notFound()
    throw error
  })
  return { type: 'image/jpeg', content }
}

function none(error: unknown): 0 {
  if (error instanceof NoPicture) return 0
  throw error
}
