/**
 * Addresses to be printed: an envelope a page (DL, 220 × 110 mm, GB/T 1416), or sheets of ten labels (A4, 105 × 59.4 mm). The
 * postcode stands at the upper left, the sender at the lower right, as the post reads them.
 */
import { closeDocument, openDocument } from './archival.ts'
import { breakLines } from './break-lines.ts'
import { cellsOf } from './cells.ts'
import { drawLine } from './draw-line.ts'
import type { FontSet } from './fonts.ts'
import { mm } from './grid.ts'
import { structure } from './structure.ts'

export type Address = {
  postcode: string
  address: string
  name: string
  /** Who sends it, line by line. */
  sender: readonly string[]
  /** By which a letter that comes back is known again: a number, and nothing of what is in it. */
  mark: string
}

type At = { x: number; y: number; width: number; size: number }
type Form = { page: [number, number]; across: number; down: number; box: [number, number]; parts: Record<Part, At> }
type Part = 'postcode' | 'address' | 'name' | 'sender' | 'mark'

const at = (x: number, y: number, width: number, size: number): At => ({ x: mm(x), y: mm(y), width: mm(width), size })

const ENVELOPE: Form = {
  ...{ page: [mm(220), mm(110)], across: 1, down: 1, box: [mm(220), mm(110)] },
  parts: {
    postcode: at(20, 14, 60, 18),
    address: at(30, 32, 165, 16),
    name: at(60, 58, 135, 20),
    sender: at(110, 82, 100, 11),
    mark: at(20, 98, 60, 9),
  },
}
const LABELS: Form = {
  ...{ page: [mm(210), mm(297)], across: 2, down: 5, box: [mm(105), mm(59.4)] },
  parts: {
    postcode: at(8, 7, 60, 13),
    address: at(8, 15, 89, 12),
    name: at(8, 31, 89, 14),
    sender: at(35, 46, 65, 8),
    mark: at(8, 50, 26, 7),
  },
}

/** One page for each. Characters without a font are printed as 〓. */
export const renderEnvelopes = (addresses: readonly Address[], fonts: FontSet): Promise<Buffer> =>
  render('信封', ENVELOPE, addresses, fonts)

/** Ten to a page. */
export const renderLabels = (addresses: readonly Address[], fonts: FontSet): Promise<Buffer> =>
  render('地址标签', LABELS, addresses, fonts)

async function render(title: string, form: Form, addresses: readonly Address[], fonts: FontSet): Promise<Buffer> {
  const doc = openDocument({ title, author: addresses[0]?.sender[0] ?? '', at: new Date(0) })
  const tree = structure(doc)
  const { page, across, down, box, parts } = form
  for (const [i, address] of addresses.entries()) {
    const place = i % (across * down)
    if (place === 0) doc.addPage({ size: page, margin: 0 })
    const [left, top] = [(place % across) * box[0], Math.floor(place / across) * box[1]]
    const says: [Part, readonly string[]][] = [
      ['postcode', [address.postcode]],
      ['address', [address.address]],
      ['name', [`${address.name}　收`]],
      ['sender', address.sender],
      ['mark', [address.mark]],
    ]
    for (const [part, lines] of says) {
      const { x, y, width, size } = parts[part]
      const broken = lines.filter(Boolean).flatMap((text) => {
        const cells = cellsOf(text, fonts, 'fang', size)
        return breakLines(cells, { width, size, track: 0, ragged: true })
      })
      if (broken.length === 0) continue
      const element = tree.at([`P#${i}-${part}`])
      for (const [n, line] of broken.entries()) {
        element.add(doc.markStructureContent(tree.tag([`P#${i}-${part}`])))
        doc.fillColor('#000000')
        drawLine(doc, line, left + x, top + y + n * size * 1.3, size)
        doc.endMarkedContent()
      }
    }
  }
  tree.end()
  return closeDocument(doc)
}
