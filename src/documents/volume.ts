/**
 * A volume: what lies in a file, bound to be read from its first page to its last. Sections of text, tables and pictures,
 * and pages of other documents as they are; every page bears its running number, and the lists know on which page each
 * part begins.
 */
import { createHash } from 'node:crypto'
import { closeDocument, openDocument } from './archival.ts'
import { DocumentFault } from './fault.ts'
import type { FontSet } from './fonts.ts'
import { readyToShape } from './harfbuzz.ts'
import { withSheets } from './sheets.ts'
import { drawVolume } from './volume-draw.ts'
import { layOutVolume } from './volume-layout.ts'
import {
  type Counted,
  type FixedPart,
  type Frame,
  type Part,
  type Place,
  pagesOf,
  type Volume,
  type VolumeBlock,
} from './volume-parts.ts'
import { type ReadyPart, readyPart } from './volume-ready.ts'

export type Bound = {
  bytes: Buffer
  sha256: string
  pages: number
  places: ReadonlyMap<string, Place>
  missing: string[]
}

/** The lists by their keys, as they read with pages counted so. */
export type Lists = ReadonlyMap<string, readonly VolumeBlock[]>

export const listsOf = (parts: readonly Part[], counted: Counted): Lists => {
  const pages = pagesOf(counted)
  return new Map(
    parts.flatMap(({ key, blocks }) => (typeof blocks === 'function' ? [[key, blocks(pages)] as const] : [])),
  )
}

export const fixedPart = ({ blocks, ...part }: Part): FixedPart => ({
  ...part,
  blocks: typeof blocks === 'function' ? null : blocks,
})

/**
 * The volume as PDF/A-2; the same volume and fonts give the same bytes.
 * @throws DocumentFault VOLUME_UNSTEADY where a list of pages would change the pages that it lists
 */
export async function bindVolume({ parts, ...frame }: Volume, fonts: FontSet): Promise<Bound> {
  const ready = []
  for (const part of parts) ready.push(await readyPart(fixedPart(part), fonts))
  return bindReady(frame, ready, fonts, async (counted) => listsOf(parts, counted))
}

/** The same of parts whose letters are made and whose pictures are looked at already. @param lists is asked twice */
export async function bindReady(
  frame: Frame,
  parts: readonly ReadyPart[],
  fonts: FontSet,
  lists: (counted: Counted) => Promise<Lists>,
): Promise<Bound> {
  const laidOut = async (counted: Counted) => {
    const listed = await lists(counted)
    const all = []
    for (const part of parts)
      all.push(part.blocks ? part : await readyPart({ ...part, blocks: listed.get(part.key) ?? [] }, fonts))
    await readyToShape([frame, all])
    return layOutVolume(all, fonts)
  }
  const first = await laidOut(null)
  const flow = await laidOut({ places: first.places, total: first.page })
  if (flow.page !== first.page)
    throw new DocumentFault('VOLUME_UNSTEADY', `“${frame.title}”的页数不能确定。`, [
      String(first.page),
      String(flow.page),
    ])
  const doc = openDocument(frame)
  drawVolume(doc, frame, flow, fonts)
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
