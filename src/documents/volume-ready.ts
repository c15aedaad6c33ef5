/** Parts of a volume made ready to be laid out: letters made, pages counted, pictures looked at before one is shown. */
import { marked } from '../ground/marked.ts'
import type { FontSet } from './fonts.ts'
import { renderPdf } from './pdf.ts'
import { printablePicture } from './printed-picture.ts'
import { pagesIn } from './sheets.ts'
import type { FixedPart, Picture, VolumeBlock } from './volume-parts.ts'

type Bytes = Extract<VolumeBlock, { kind: 'letter' | 'sheets' | 'picture' | 'scan' }>
/** What has a place of its own on a page. */
export type ReadyBlock =
  | Exclude<VolumeBlock, Bytes>
  | { kind: 'sheets'; pdf: Buffer; pages: number; alt: string }
  | { kind: 'picture' | 'scan'; picture: Picture }
export type ReadyPart = Omit<FixedPart, 'blocks'> & { blocks: readonly ReadyBlock[] | null }

/** @throws DocumentFault where a letter cannot be made; Error where a page of ours is no picture, or no PDF */
export async function readyPart({ blocks, ...part }: FixedPart, fonts: FontSet): Promise<ReadyPart> {
  if (!blocks) return { ...part, blocks: null }
  const ready: ReadyBlock[] = []
  for (const block of blocks) ready.push(...(await readyBlocks(block, fonts)))
  return { ...part, blocks: ready }
}

async function readyBlocks(block: VolumeBlock, fonts: FontSet): Promise<ReadyBlock[]> {
  if (block.kind === 'letter') {
    const { bytes: pdf, pages } = await renderPdf(block.letter, fonts, { issuedAt: block.issuedAt })
    return [{ kind: 'sheets', pdf, pages, alt: block.alt }]
  }
  if (block.kind === 'sheets') {
    const pdf = asBuffer(block.pdf)
    return [{ ...block, pdf, pages: await pagesIn(pdf) }]
  }
  if (block.kind !== 'picture' && block.kind !== 'scan') return [shown(block)]
  const { alt } = block.picture
  const bytes = printablePicture(asBuffer(block.picture.bytes))
  if (bytes) return [{ kind: block.kind, picture: { bytes, alt } }]
  if (block.kind === 'scan') throw new Error(`the picture of a page of “${alt}” cannot be printed`)
  const instead = []
  for (const each of block.otherwise) instead.push(...(await readyBlocks(each, fonts)))
  return instead
}

/** Texts as they may be shown: nothing in them is unseen. */
function shown<T>(part: T): T {
  if (typeof part === 'string') return marked(part) as T
  if (Array.isArray(part)) return part.map(shown) as T
  if (part === null || typeof part !== 'object' || ArrayBuffer.isView(part)) return part
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, shown(value)])) as T
}

/** What came from another thread is an array of bytes. */
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
