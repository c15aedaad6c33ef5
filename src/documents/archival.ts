/** What makes a pdfkit document an archival one with fixed bytes: PDF/A-2a and PDF/UA-1 in one file, or PDF/A-2b. */
import PDFDocument from 'pdfkit'
import { squeezed } from './squeezed.ts'

/** PDF/UA-1 beside PDF/A: the identifier and the extension schema that PDF/A asks for before any foreign property. */
const PDF_UA = `
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`

export type About = {
  title: string
  author: string
  at: Date
  /** The file's identifier, in hexadecimals; without one a hash of the other words here. */
  lang?: 'zh-CN' | 'en'
  nonce?: string | undefined
  /** `B` for what holds pages whose structure is not told: PDF/A-2b, and no word of PDF/UA. */
  conformance?: 'A' | 'B'
}

export function openDocument({
  title,
  author,
  at,
  nonce,
  lang = 'zh-CN',
  conformance = 'A',
}: About): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    // pdfkit would embed Helvetica otherwise, which PDF/A forbids.
    font: null as unknown as string,
    lang,
    tagged: true,
    displayTitle: true,
    subset: `PDF/A-2${conformance.toLowerCase()}` as 'PDF/A-2',
    // Below 1.4 pdfkit drops the metadata without a word.
    pdfVersion: '1.7',
    compress: false,
    // The file's identifier is a hash of these: same dates, same bytes.
    info: {
      Title: plainXml(title),
      Author: plainXml(author),
      Creator: 'ysqgk',
      Producer: 'PDFKit',
      CreationDate: at,
      ModDate: at,
    },
  })
  if (conformance === 'A') (doc as unknown as { appendXML(xml: string): void }).appendXML(PDF_UA)
  if (nonce !== undefined) (doc as unknown as { _id: Buffer })._id = Buffer.from(nonce, 'hex')
  compressAlike(doc)
  return doc
}

/** pdfkit writes these words into XML as they are. */
const plainXml = (text: string) => text.replaceAll('&', '＆').replaceAll('<', '＜').replaceAll('>', '＞')

type Reference = { data: Record<string, unknown>; buffer: Uint8Array[]; finalize(): void }

/** Ours instead of pdfkit's compression, which is Node's zlib as the processor happens to run it. */
function compressAlike(doc: PDFKit.PDFDocument) {
  const maker = doc as unknown as { ref(data?: Record<string, unknown>): Reference }
  const make = maker.ref.bind(doc)
  maker.ref = (data) => {
    const reference = make(data)
    const finalize = reference.finalize.bind(reference)
    reference.finalize = () => {
      // Metadata stays readable to whoever has no PDF library.
      if (reference.buffer.length > 0 && !reference.data.Filter && reference.data.Type !== 'Metadata') {
        reference.buffer = [squeezed(Buffer.concat(reference.buffer))]
        reference.data.Filter = 'FlateDecode'
      }
      finalize()
    }
    return reference
  }
}

export function closeDocument(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
    doc.end()
  })
}
