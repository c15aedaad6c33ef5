/**
 * Where a signature stands in a PDF. The room for it is written together with the document, not appended afterwards:
 * so the file keeps its one trailer with /ID, and with it PDF/A (measured: appended signatures fail 6.1.3-1).
 */
import { SealFault } from './fault.ts'

/** Ten digits each, to be overwritten by the real offsets. */
const UNKNOWN = 9_999_999_999
const RANGE = `/ByteRange [0 ${UNKNOWN} ${UNKNOWN} ${UNKNOWN}]`

/** Why is signed, as readers show it, and the bytes that the signature may take. */
export type About = { reason: string; room: number }

type Internal = {
  ref(data: object): { end(): void }
  page: { annotations: unknown[]; dictionary: unknown }
  _root: { data: Record<string, unknown> }
  info: { Author: string; ModDate: Date }
  endAcroForm(): unknown
}

/** An invisible field: the seal that people see is drawn on the page. Name and time are the document's own. */
export function writePlaceholder(document: PDFKit.PDFDocument, { reason, room }: About): void {
  const doc = document as unknown as Internal
  const signature = doc.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, UNKNOWN, UNKNOWN, UNKNOWN],
    Contents: Buffer.alloc(room),
    M: doc.info.ModDate,
    Name: new String(doc.info.Author),
    Reason: new String(reason),
  })
  const field = doc.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    V: signature,
    T: new String('Seal'),
    F: 132, // printed and locked: PDF/A asks for the first
    P: doc.page.dictionary,
  })
  signature.end()
  field.end()
  doc.page.annotations.push(field)
  const form = doc.ref({ Fields: [field], SigFlags: 3 })
  form.end()
  doc._root.data.AcroForm = form
  // pdfkit would end the form again and ask for its fonts.
  doc.endAcroForm = () => doc
}

/** From `<` to behind `>` of the signature's value. */
type Gap = { from: number; to: number }

/** The document with its offsets written, and the place for the signature still empty. `room` is what the placeholder has. */
export function withOffsets(pdf: Buffer, room: number): { bytes: Buffer; gap: Gap } {
  const value = `<${'00'.repeat(room)}>`
  const key = pdf.indexOf(`/Contents ${value}`)
  // The one right before: a title may say anything, but not so many zeros.
  const range = pdf.lastIndexOf(RANGE, key)
  if (range < 0 || key < 0) throw new Error('This PDF has no room for a signature.')
  const from = key + '/Contents '.length
  const to = from + value.length
  const bytes = Buffer.from(pdf)
  bytes.write(`/ByteRange [0 ${from} ${to} ${pdf.length - to}]`.padEnd(RANGE.length), range, 'latin1')
  return { bytes, gap: { from, to } }
}

/** What a signature signs: everything but itself. */
export const around = (pdf: Buffer, { from, to }: Gap): [Buffer, Buffer] => [pdf.subarray(0, from), pdf.subarray(to)]

/** The document with this signature in the gap. @throws SealFault SIGNATURE_TOO_LARGE */
export function withSignature(pdf: Buffer, { from, to }: Gap, cms: Buffer): Buffer {
  const hex = cms.toString('hex')
  if (hex.length > to - from - 2) throw new SealFault('SIGNATURE_TOO_LARGE')
  const bytes = Buffer.from(pdf)
  bytes.write(hex.padEnd(to - from - 2, '0'), from + 1, 'latin1')
  return bytes
}

/** The signature of a file that we signed: where it stands, and the CMS, with the zeros behind it. */
export function signatureIn(pdf: Buffer): { gap: Gap; cms: Buffer } {
  const start = pdf.indexOf('/SubFilter /ETSI.CAdES.detached')
  const range = /^\/ByteRange \[0 (\d+) (\d+) (\d+)\]/m.exec(pdf.subarray(start, start + 200).toString('latin1'))
  const [from = 0, to = 0, rest = 0] = range?.slice(1).map(Number) ?? []
  if (start < 0 || to <= from || to + rest !== pdf.length) throw new Error('This PDF is not signed as ours are.')
  return { gap: { from, to }, cms: Buffer.from(pdf.toString('latin1', from + 1, to - 1), 'hex') }
}
