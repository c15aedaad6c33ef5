/**
 * A volume: what lies in a file, bound to be read from its first page to its last. Sections of text, tables and pictures,
 * and pages of other documents as they are; every page bears its running number, and the lists know on which page each
 * part begins.
 */
import { createHash } from 'node:crypto'
import { closeDocument, openDocument } from './archival.ts'
import { DocumentFault } from './fault.ts'
import type { Flow } from './flow.ts'
import type { FontSet } from './fonts.ts'
import { withSheets } from './sheets.ts'
import { drawVolume } from './volume-draw.ts'
import { layOutVolume } from './volume-layout.ts'
import type { Pages, Volume } from './volume-parts.ts'

export type Bound = {
  bytes: Buffer
  sha256: string
  pages: number
  places: ReadonlyMap<string, Place>
  missing: string[]
}
type Place = { from: number; to: number }

/**
 * The volume as PDF/A-2; the same volume and fonts give the same bytes.
 * @throws DocumentFault VOLUME_UNSTEADY where a list of pages would change the pages that it lists
 */
export async function bindVolume(volume: Volume, fonts: FontSet): Promise<Bound> {
  const { title, author, at, conformance } = volume
  const counted = layOutVolume(volume, fonts, pagesOf(undefined))
  const flow = layOutVolume(volume, fonts, pagesOf(counted))
  if (flow.page !== counted.page)
    throw new DocumentFault('VOLUME_UNSTEADY', `“${title}”的页数不能确定。`, [String(counted.page), String(flow.page)])
  const doc = openDocument({ title, author, at, conformance })
  drawVolume(doc, volume, flow, fonts)
  const bytes = await withSheets(await closeDocument(doc), flow.sheets)
  const missing = [...flow.missing].sort()
  return {
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pages: flow.page,
    places: flow.places,
    missing,
  }
}

const pagesOf = (flow: Flow | undefined): Pages => ({
  of: (key) => (flow ? flow.places.get(key) : { from: 1, to: 1 }),
  total: flow?.page ?? 1,
})
