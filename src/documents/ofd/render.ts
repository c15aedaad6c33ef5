/**
 * A letter as OFD (GB/T 33190—2016), beside its PDF: the same layout, and fonts whose outlines every reader of OFD draws. The PDF
 * stays the original: what the seal and the signature say stands there, and a line at the foot of each page says so.
 */
import { createHash } from 'node:crypto'
import { zipSync } from '../../ground/squeeze.ts'
import type { FontSet } from '../fonts.ts'
import { readyToShape } from '../harfbuzz.ts'
import { layOut } from '../layout.ts'
import { type Letter, textOf } from '../letter.ts'
import { contentOfPages } from './content.ts'
import { documentXml, entryXml, pageXml, resourcesXml } from './parts.ts'

export type OfdOptions = {
  issuedAt: Date
  /** SHA-256 of the PDF that this is a rendition of. */
  original: string
}

/** Members of the archive bear one date: nothing but content decides the bytes. */
const DATED = new Date(2000, 0, 1)

/**
 * The bytes are the same for the same letter, fonts and original.
 * @returns the file, and the characters that no font with TrueType outlines has, each printed as 〓
 */
export async function renderOfd(
  letter: Letter,
  fonts: FontSet,
  { issuedAt, original }: OfdOptions,
): Promise<{ bytes: Buffer; missing: string[] }> {
  await readyToShape(letter)
  const outlined = fonts.trueType()
  const { pages, faces, lastId } = contentOfPages(layOut(letter, outlined), outlined, original)
  const numbered = pages.map((objects, i) => ({ id: lastId + 1 + 2 * i, layer: lastId + 2 + 2 * i, objects }))
  const files: Record<string, string | Uint8Array> = {
    'OFD.xml': entryXml({ id: documentId(letter, original), letter, issuedAt }),
    'Doc_0/Document.xml': documentXml(
      numbered.map(({ id }) => id),
      lastId + 2 * pages.length,
    ),
    'Doc_0/PublicRes.xml': resourcesXml(faces),
    ...Object.fromEntries(faces.map(({ file, bytes }) => [`Doc_0/Res/${file}`, bytes])),
    ...Object.fromEntries(numbered.map((page, i) => [`Doc_0/Pages/Page_${i}/Content.xml`, pageXml(page)])),
  }
  const members = Object.entries(files).map(([name, content]) => [
    name,
    [typeof content === 'string' ? Buffer.from(content) : content, { mtime: DATED }],
  ])
  return {
    bytes: Buffer.from(zipSync(Object.fromEntries(members))),
    missing: outlined.missing(textOf(letter).join('')),
  }
}

/** DocID: 32 hexadecimals (GB/T 33190, table 3). */
const documentId = (letter: Letter, original: string) =>
  createHash('sha256')
    .update(JSON.stringify([letter.organ, letter.number, original]))
    .digest('hex')
    .slice(0, 32)
